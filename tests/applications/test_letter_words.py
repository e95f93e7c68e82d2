"""What letters and the mail with them say: each slot filled, and what is replied to cited."""

import datetime as dt

import pytest

from mori.applications.desk.operations import ask_for_papers
from mori.applications.letters.jobs import print_next
from mori.applications.letters.models import ReplyLetter, ReplyLetterEvent
from mori.applications.letters.operations import Wanted, make_letter, send_letter
from mori.applications.letters.prints import shown
from mori.applications.letters.rules import Contents, LetterKind, unknown_places
from mori.applications.letters.words import cited, standard_texts
from mori.notifications.models import Message
from tests.applications.applying import LATER, POST, entered, named, places_of, settled
from tests.applications.test_letters import accepted, made_by, numbered
from tests.cast import NOON, TODAY

pytestmark = pytest.mark.usefixtures("noon")

ON_PAPER = {"letter_number": "77/UMR/2026", "letter_on": dt.date(2026, 11, 13)}
VERBS = {
    LetterKind.INCOMPLETE: "ask",
    LetterKind.ACCEPTED: "accept",
    LetterKind.WAITING: "wait",
    LetterKind.REFUSED: "refuse",
    LetterKind.HANDOVER: "accept",
}


def letters_in_both_languages(cast, application, kind):
    rows, verb = places_of(application), VERBS.get(kind, "")
    if verb == "ask":
        for row in rows:
            ask_for_papers(row, ["cv"], "", cast.wati.id, POST, NOON)
    elif verb:
        settled(verb, rows, cast, "Penuh.")
    for locale in ("id", "en"):
        wanted = Wanted(kind, locale, TODAY, "", "CV", "Penuh.")
        made = make_letter(application, wanted, f"{kind} {locale}", cast.wati.id, LATER)
        yield Contents.from_json(made.statement)


@pytest.mark.parametrize("kind", LetterKind)
def test_no_letter_has_an_empty_slot_whatever_was_not_said(cast, kind):
    numbered(cast)
    nothing = {"letter_number": "", "letter_on": None, "letter_by": "", "programme": ""}
    application = entered(cast, names=named("Aminah"), places=1, **nothing)

    for contents in letters_in_both_languages(cast, application, kind):
        page = shown(contents, "")
        assert "–" not in contents.text
        assert "  " not in contents.text
        assert all(all(row) for row in page["rows"])
        assert len(page["columns"]) == len(page["widths"]) == len(page["rows"][0])


@pytest.mark.parametrize("kind", [each for each in LetterKind if not each.is_inside])
def test_each_reply_cites_number_date_and_post_of_the_letter(cast, kind):
    numbered(cast)

    for contents in letters_in_both_languages(cast, entered(cast, **ON_PAPER), kind):
        for said in ("77/UMR/2026", "13\u00a0November\u00a02026", "Dekan"):
            assert said in contents.text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "surat Dekan Universitas Misal Raya nomor 77/UMR/2026 tanggal 13 November 2026"),
        ({"letter_on": None}, "surat Dekan Universitas Misal Raya nomor 77/UMR/2026"),
        ({"letter_number": ""}, "surat Dekan Universitas Misal Raya tanggal 13 November 2026"),
        (
            {"letter_number": "", "letter_on": None, "letter_by": "", "institution": ""},
            "permohonan Bu Rahimah Rekaan yang kami terima tanggal 16 November 2026",
        ),
    ],
)
def test_what_is_cited_is_as_much_as_is_known(cast, changes, says):
    application = entered(cast, **ON_PAPER | changes)

    assert cited(application, "id").replace("\u00a0", " ") == says


def test_a_letter_to_the_unit_addresses_the_unit(cast):
    numbered(cast)

    contents, _english = letters_in_both_languages(cast, entered(cast), LetterKind.HANDOVER)

    assert contents.recipient == (cast.pvl.name,)
    assert "bimbingan" in shown(contents, "")["closing"]


def test_the_mail_says_what_it_is_and_the_link_opens_a_pdf(visit, cast, store, app):
    numbered(cast)
    _sent, letter = made_by(visit, cast.wati, accepted(cast))
    visit(cast.hasan).post(f"/permohonan/surat/{letter.key}/tanda-tangan")
    print_next(store, POST._replace(key=app.config["SETTINGS"].key), LATER)

    mails = list(Message.select())
    for mail in mails:
        assert mail.subject == "MORI: surat nomor 001/BLS/ORI-63/2026 dari Perwakilan Banua"
        for said in ("Penerimaan", "001/BLS/ORI-63/2026", "PDF", "Tidak perlu akun"):
            assert said in mail.body
    link = mails[0].body.split("https://mori.example")[1].split()[0]
    assert link.endswith(".pdf")  # the phone's worker takes no page for it
    opened = visit().get(link)
    assert opened.headers["Content-Type"] == "application/pdf"
    assert "001-bls-ori-63-2026.pdf" in opened.headers["Content-Disposition"]


def test_handing_a_letter_over_twice_sends_it_once(visit, cast, store, app):
    numbered(cast)
    _sent, letter = made_by(visit, cast.wati, accepted(cast))
    visit(cast.hasan).post(f"/permohonan/surat/{letter.key}/tanda-tangan")
    print_next(store, POST, LATER)
    before = Message.select().count()

    send_letter(ReplyLetter.get(), POST, LATER + dt.timedelta(days=1))

    assert Message.select().count() == before
    verbs = [event.verb for event in ReplyLetterEvent.select()]
    assert verbs.count("send") == 1
    assert ReplyLetter.get().sent_at == LATER


def test_each_standard_text_can_be_filled_in():
    texts = standard_texts()

    assert set(texts) == {each.value for each in LetterKind}
    assert not [text for by in texts.values() for text in by.values() if unknown_places(text)]
    assert unknown_places("{nama} {umur} }") == ["umur", "}"]
