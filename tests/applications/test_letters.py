"""Letters of a reply: worded, numbered, signed, printed, sent; what was printed stays."""

import datetime as dt
import hashlib
from io import BytesIO

import pytest
from pypdf import PdfReader
from werkzeug.datastructures import FileStorage

from mori.accounts.models import Person
from mori.applications.claims import code_of as page_code
from mori.applications.letters.jobs import print_next
from mori.applications.letters.letters import code_of
from mori.applications.letters.models import LetterWording, ReplyLetter
from mori.applications.letters.operations import Wanted, make_letter
from mori.applications.letters.rules import Contents, LetterKind, LetterState
from mori.applications.models import Application
from mori.certificates.numbers.models import OutsideNumber, PaperSetting
from mori.certificates.numbers.rules import Numbering, Restart
from mori.certificates.signatories.models import Signatory
from mori.certificates.statements.rules import Signing
from mori.core.errors import Refused
from mori.notifications.models import Message
from tests.applications.applying import LATER, POST, entered, named, places_of, settled
from tests.cast import NOON, TODAY
from tests.certificates.issuing import PDF

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def english(cast):
    Person.update(locale="en").execute()


def numbered(cast, numbering=Numbering.TEMPLATE, signing=Signing.IN_MORI, signatory=True):
    PaperSetting.create(
        office=cast.banua,
        numbering=numbering,
        template="{nomor3}/{jenis}/{kode}/{tahun}",
        code="ORI-63",
        restart=Restart.YEARLY,
        signing=signing,
    )
    if signatory:
        Signatory.create(
            office=cast.banua,
            name="Hasan Contoh, S.H.",
            post="Kepala Perwakilan",
            from_on=dt.date(2026, 1, 1),
            made_at=NOON,
        )


def accepted(cast, token="l1"):
    application = entered(cast, token, names=named("Aminah", "Bahrun"))
    settled("accept", places_of(application), cast)
    Message.delete().execute()
    return application


def form(**changes):
    known = {"token": "s1", "kind": "accepted", "locale": "id", "day": str(TODAY)}
    return {**known, "reason": "", "copy_to": "dekanat@umr.example", **changes}


def made_by(visit, person, application, **changes):
    sent = visit(person).post(f"/permohonan/{application.key}/surat", form(**changes))
    return sent, ReplyLetter.get_or_none(ReplyLetter.application == application.id)


def text_of(content):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_a_letter_is_numbered_signed_by_a_tap_printed_and_sent_once(visit, cast, store):
    numbered(cast)
    application = accepted(cast)

    for _each in range(2):
        _sent, letter = made_by(visit, cast.wati, application)
    assert ReplyLetter.select().count() == 1
    assert letter.number == "001/BLS/ORI-63/2026"
    assert not print_next(store, POST, LATER)
    visit(cast.hasan).post(f"/permohonan/surat/{letter.key}/tanda-tangan")
    assert print_next(store, POST, LATER)
    assert not print_next(store, POST, LATER)

    recipients = sorted(each.recipient for each in Message.select())
    assert recipients == [
        "aminah@umr.example",
        "bahrun@umr.example",
        "dekanat@umr.example",
        "rahimah@umr.example",
    ]
    row = ReplyLetter.get()
    content = store.get(row.path)
    said = text_of(content)
    for text in ("001/BLS/ORI-63/2026", "77/UMR/2026", "Aminah Rekaan", "Hasan Contoh", "Dekan"):
        assert text in said
    assert row.sha256 == hashlib.sha256(content).hexdigest()


def test_whoever_has_the_link_opens_it_and_nobody_by_another(visit, cast, store, app):
    numbered(cast)
    application = accepted(cast)
    _sent, letter = made_by(visit, cast.wati, application)
    key = app.config["SETTINGS"].key
    post = POST._replace(key=key)
    before = visit().get("/surat-balasan/1guessed.pdf")
    visit(cast.hasan).post(f"/permohonan/surat/{letter.key}/tanda-tangan")
    print_next(store, post, LATER)
    link = Message.select().first().body.split("https://mori.example")[1].split()[0]

    assert visit().get(link).data.startswith(b"%PDF")
    assert before.status_code == 404
    assert visit().get(f"/surat-balasan/{page_code(key, letter.key)}.pdf").status_code == 404


@pytest.mark.parametrize("signing", [Signing.BY_HAND, Signing.TTE])
def test_what_is_printed_and_not_signed_yet_opens_by_no_link(visit, cast, store, app, signing):
    numbered(cast, signing=signing)
    _sent, letter = made_by(visit, cast.wati, accepted(cast))
    print_next(store, POST, LATER)
    code = code_of(app.config["SETTINGS"].key, letter)

    assert ReplyLetter.get().is_made
    assert visit().get(f"/surat-balasan/{code}.pdf").status_code == 404
    assert Message.select().count() == 0


def test_the_number_is_the_next_of_the_register_and_no_paper_gets_it(visit, cast):
    numbered(cast)
    for token in ("a", "b"):
        made_by(visit, cast.wati, accepted(cast, token), token=token)

    assert [row.number[:3] for row in ReplyLetter.select().order_by(ReplyLetter.id)] == [
        "001",
        "002",
    ]
    assert OutsideNumber.select().count() == 2


def test_a_typed_number_that_is_used_is_refused_by_name(visit, cast):
    numbered(cast, Numbering.REGISTER)
    _sent, first = made_by(visit, cast.wati, accepted(cast, "a"), token="a")
    _sent, second = made_by(visit, cast.wati, accepted(cast, "b"), token="b")
    assert first.state is LetterState.AWAITING
    wati, said = visit(cast.wati), {"number": "B-12/2026", "day": str(TODAY)}

    assert wati.post(f"/permohonan/surat/{first.key}/nomor", said).status_code == 303
    refused = wati.post(f"/permohonan/surat/{second.key}/nomor", {**said, "number": "b-12/2026"})

    assert refused.status_code == 422
    assert "is noted as used outside MORI" in refused.text
    assert ReplyLetter.get_by_id(second.id).state is LetterState.AWAITING


def test_what_was_printed_stays_whatever_changes(visit, cast):
    numbered(cast)
    application = accepted(cast)
    _sent, letter = made_by(visit, cast.wati, application)
    before = Contents.from_json(letter.statement)

    Application.update(letter_number="88/LAIN").execute()
    visit(cast.wati).post(
        "/permohonan/kata-surat",
        {"kind": "accepted", "locale": "id", "seen": "0", "text": "Halo {nama}."},
    )

    after = ReplyLetter.get()
    assert Contents.from_json(after.statement) == before
    assert after.digest == hashlib.sha256(letter.statement.encode()).hexdigest()
    Signatory.update(name="Lain").execute()
    _sent, second = made_by(visit, cast.wati, accepted(cast, "b"), token="b")
    assert Contents.from_json(second.statement).text == "Halo Aminah Rekaan, Bahrun Rekaan."


def test_without_a_signatory_it_is_said_and_nothing_is_kept(visit, cast):
    numbered(cast, signatory=False)

    sent, letter = made_by(visit, cast.wati, accepted(cast))

    assert (sent.status_code, letter) == (422, None)
    assert "Nobody in the list of signatories signs on this date." in sent.text
    assert OutsideNumber.select().count() == 0


def test_signed_on_the_pdf_itself_exactly_that_file_goes_out(visit, cast, store):
    numbered(cast, signing=Signing.BY_HAND)
    _sent, letter = made_by(visit, cast.wati, accepted(cast))
    print_next(store, POST, LATER)
    assert Message.select().count() == 0
    wati = visit(cast.wati)

    unsigned = FileStorage(BytesIO(store.get(ReplyLetter.get().path)), "surat.pdf")
    path = f"/permohonan/surat/{letter.key}/bertanda"
    assert wati.upload(path, {"token": "f0", "file": unsigned}).status_code == 422
    signed = FileStorage(BytesIO(PDF), "surat.pdf")
    assert wati.upload(path, {"token": "f1", "file": signed}).status_code == 303

    assert wati.get(f"/permohonan/surat/{letter.key}/surat.unduh").data == PDF
    assert Message.select().count() == 4


def test_a_letter_to_the_unit_leaves_the_office_by_no_mail(visit, cast, store):
    numbered(cast)
    _sent, letter = made_by(visit, cast.wati, accepted(cast), kind="handover")
    visit(cast.hasan).post(f"/permohonan/surat/{letter.key}/tanda-tangan")

    assert print_next(store, POST, LATER)

    assert Message.select().count() == 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "refused", "reason": "x"}, "This letter would be about nobody"),
        ({"kind": "refused"}, "This letter says the reason"),
        ({"kind": "poem"}, "Choose which letter."),
        ({"copy_to": "no address"}, "Write an address"),
        ({"day": ""}, "Choose the date of the letter."),
    ],
)
def test_what_is_wrong_is_said(visit, cast, changes, says):
    numbered(cast)

    sent, letter = made_by(visit, cast.wati, accepted(cast), **changes)

    assert (sent.status_code, letter) == (422, None)
    assert says in sent.text


@pytest.mark.parametrize("who", ["sari", "rina", "ningsih", "citra", "eko", "gita"])
def test_nobody_else_reads_or_signs_a_letter(visit, cast, who):
    numbered(cast)
    _sent, letter = made_by(visit, cast.wati, accepted(cast))
    browser = visit(getattr(cast, who))

    assert browser.get(f"/permohonan/surat/{letter.key}").status_code == 404
    assert browser.post(f"/permohonan/surat/{letter.key}/tanda-tangan").status_code == 404
    assert ReplyLetter.get().state is LetterState.UNSIGNED


def test_a_coordinator_does_not_sign_for_the_head(visit, cast):
    numbered(cast)
    _sent, letter = made_by(visit, cast.wati, accepted(cast))

    assert visit(cast.wati).post(f"/permohonan/surat/{letter.key}/tanda-tangan").status_code == 404


def test_a_wording_that_cannot_be_filled_in_is_refused_and_kept_on_the_page(visit, cast):
    said = {"kind": "refused", "locale": "id", "seen": "0", "text": "Maaf {umur}"}

    sent = visit(cast.wati).post("/permohonan/kata-surat", said)

    assert sent.status_code == 422
    assert "Maaf {umur}" in sent.text
    assert LetterWording.select().count() == 0


def test_a_refusal_is_worded_with_its_reason(cast):
    numbered(cast)
    application = entered(cast)
    settled("refuse", places_of(application), cast, "Penuh.")
    wanted = Wanted(LetterKind.REFUSED, "en", TODAY, "", "", "We are full.")

    letter = make_letter(application, wanted, "t", cast.wati.id, LATER)

    assert "The reason: We are full." in Contents.from_json(letter.statement).text
    with pytest.raises(Refused):
        make_letter(application, wanted._replace(kind=LetterKind.WAITING), "u", cast.wati.id, LATER)
