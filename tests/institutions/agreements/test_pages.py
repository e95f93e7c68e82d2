"""A coordinator drafts, the head and the campus sign; then it counts, is renewed or ended."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from mori.accounts.models import Person
from mori.institutions.agreements import operations, queries
from mori.institutions.agreements.models import Agreement, AgreementActivity
from mori.institutions.agreements.rules import AgreementState, Level
from mori.links.models import SignedLink
from tests.cast import TODAY
from tests.certificates.issuing import PDF
from tests.institutions.agreements.agreeing import BEGINS, agreed, said

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def english(cast):
    Person.update(locale="en").execute()


def pdf():
    return FileStorage(BytesIO(PDF), filename="pks.pdf", content_type="application/pdf")


def draft(visit, cast, campus, **changes):
    sent = visit(cast.wati).post(f"/lembaga/{campus.key}/kesepakatan", said(**changes))
    return sent, Agreement.get_or_none(Agreement.institution == campus.id)


def reload(agreement):
    return Agreement.get_by_id(agreement.id)


def path_of(agreement, *more):
    return "/".join((f"/kesepakatan/{agreement.key}", *more))


def seen_by(agreement):
    return operations.digest_of_terms(reload(agreement))


def holder_of(visit, cast, agreement, contact):
    """A browser that opened the link of somebody at the campus."""
    page = visit(cast.wati).post(
        path_of(agreement, "minta"), {"token": "ask", "contact": contact.key}
    )
    link = SignedLink.get(SignedLink.purpose == "institutions.agreement")
    secret = page.text.split(f"/t/{link.key}/")[1].split('"')[0].split("<")[0].strip()
    browser = visit()
    assert browser.post(f"/t/{link.key}/{secret}").status_code == 303
    return browser, f"/t/{link.key}/kesepakatan"


def test_a_draft_says_what_is_agreed_and_counts_for_nothing_yet(visit, cast, campus):
    sent, agreement = draft(visit, cast, campus)

    assert sent.location.endswith(agreement.key)
    assert queries.scopes_of(agreement.id) == {"internship": 20, "class": None}
    page = visit(cast.wati).get(path_of(agreement))
    assert "Magang di Perwakilan Banua" in page.text
    assert "0 of 20 in 2026" in page.text
    assert "Draft" in page.text


def test_the_same_form_twice_is_one_draft(visit, cast, campus):
    for _ in range(2):
        draft(visit, cast, campus)

    assert Agreement.select().count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": " "}, "Write what the agreement is called."),
        ({"ends_on": "2025-12-31"}, "The last day comes before the first."),
        ({"ends_on": "2036-01-20"}, "ten years at most"),
        ({"scopes": []}, "Choose at least one thing"),
        ({"scopes": ["sorcery"]}, "Choose at least one thing"),
        ({"quota_internship": "many"}, "Write a number from 1"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(visit, cast, campus, changes, says):
    sent, agreement = draft(visit, cast, campus, our_number="PKS-4711", **changes)

    assert (sent.status_code, agreement) == (422, None)
    assert says in sent.text
    assert "PKS-4711" in sent.text


def test_it_counts_once_the_head_and_the_campus_have_signed_the_same_text(
    visit, cast, campus, contact
):
    _sent, agreement = draft(visit, cast, campus)

    signed = visit(cast.hasan).post(
        path_of(agreement, "tanda-tangan"), {"seen": seen_by(agreement)}
    )
    assert signed.status_code == 303
    assert reload(agreement).state is AgreementState.DRAFT
    browser, page = holder_of(visit, cast, agreement, contact)
    assert "12/PKS/2026" in browser.get(page).text
    given = {"seen": seen_by(agreement), "name": "Bu Rahimah", "post": "Wakil Rektor"}
    assert browser.post(page, given).status_code == 303

    assert reload(agreement).state is AgreementState.SIGNED
    assert reload(agreement).signed_on == TODAY
    seen = browser.get(page).text
    assert "Anda sudah menandatangani." in seen
    assert "Terima kasih. Kantor melihat bahwa Anda sudah menandatangani." in seen
    shown = visit(cast.wati).get(path_of(agreement)).text
    assert "Bu Rahimah" in shown
    assert "Hasan Contoh" in shown


def test_whoever_signs_a_text_that_was_corrected_meanwhile_is_told_and_signs_nothing(
    visit, cast, campus, contact
):
    _sent, agreement = draft(visit, cast, campus)
    seen = seen_by(agreement)
    browser, page = holder_of(visit, cast, agreement, contact)
    visit(cast.hasan).post(path_of(agreement, "tanda-tangan"), {"seen": seen})

    visit(cast.wati).post(path_of(agreement, "ubah"), said(quota_internship="40"))
    late = browser.post(page, {"seen": seen, "name": "Bu Rahimah", "post": "Wakil Rektor"})

    assert late.status_code == 422
    assert "Bu Rahimah" in late.text
    assert queries.signatures_of(agreement.id) == []


def test_nobody_signs_here_what_the_national_heads_sign_on_paper(visit, cast, campus):
    _sent, agreement = draft(visit, cast, campus, level=Level.MOU.value)

    answer = visit(cast.hasan).post(
        path_of(agreement, "tanda-tangan"), {"seen": seen_by(agreement)}
    )

    assert answer.status_code == 409
    assert reload(agreement).state is AgreementState.DRAFT


def test_a_pdf_signed_on_paper_is_the_agreement_byte_by_byte(visit, cast, campus, store):
    _sent, agreement = draft(visit, cast, campus)
    browser = visit(cast.wati)

    browser.upload(
        path_of(agreement, "bertanda"),
        {"signed_on": "2026-01-05", "token": "f1", "file": pdf()},
    )

    assert reload(agreement).state is AgreementState.SIGNED
    assert browser.get(path_of(agreement, "naskah.unduh")).data == PDF


def test_a_renewal_begins_as_a_copy_right_behind_and_takes_over_once_it_is_signed(
    visit, cast, campus, store
):
    before = agreed(cast, campus)
    browser = visit(cast.wati)
    form = browser.get(path_of(before, "perpanjang")).text
    assert 'value="2028-01-01"' in form
    assert 'value="2029-12-30"' in form

    renewed = said(token="t2", begins_on="2028-01-01", ends_on="2029-12-30")
    made = browser.post(path_of(before, "perpanjang"), renewed).location.rsplit("/", 1)[1]
    assert reload(before).state is AgreementState.SIGNED
    browser.upload(
        f"/kesepakatan/{made}/bertanda",
        {"signed_on": "2027-11-05", "token": "f1", "file": pdf()},
    )

    assert reload(before).state is AgreementState.RENEWED
    assert Agreement.get(Agreement.key == made).renews == before


def test_what_is_done_is_counted_against_its_scope_and_its_year(visit, cast, campus):
    agreement, browser = agreed(cast, campus), visit(cast.wati)
    for token, on, number in (
        ("1", "2026-03-02", "12"),
        ("2", "2026-11-02", "3"),
        ("3", "2027-01-04", "9"),
    ):
        browser.post(
            path_of(agreement, "kegiatan"),
            {"token": token, "code": "internship", "on": on, "what": "Rombongan", "number": number},
        )

    assert "15 of 20 in 2026" in browser.get(path_of(agreement)).text
    dropped = AgreementActivity.get(AgreementActivity.token != "", AgreementActivity.number == 3)
    browser.post(f"/kesepakatan/kegiatan/{dropped.key}/hapus")
    assert "12 of 20 in 2026" in browser.get(path_of(agreement)).text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"code": "corner"}, "This agreement is not for that."),
        ({"on": str(BEGINS.replace(year=2025))}, "on which the agreement was in force"),
        ({"what": ""}, "Write what was done."),
    ],
)
def test_what_is_counted_belongs_to_a_scope_and_a_day_of_it(visit, cast, campus, changes, says):
    agreement = agreed(cast, campus)
    sent = {"token": "1", "code": "class", "on": "2026-03-02", "what": "Kelas", "number": "1"}

    answer = visit(cast.wati).post(path_of(agreement, "kegiatan"), {**sent, **changes})

    assert answer.status_code == 422
    assert says in answer.text
    assert not AgreementActivity.select().exists()


def test_ending_it_takes_a_reason_which_stays_in_its_history(visit, cast, campus):
    agreement, browser = agreed(cast, campus), visit(cast.wati)

    assert browser.post(path_of(agreement, "akhiri"), {"why": ""}).status_code == 422
    browser.post(path_of(agreement, "akhiri"), {"why": "Kampus bergabung dengan yang lain"})

    assert reload(agreement).state is AgreementState.ENDED
    assert "Kampus bergabung dengan yang lain" in browser.get(path_of(agreement)).text
    assert "Magang di Perwakilan" not in browser.get("/kesepakatan").text
    assert "Magang di Perwakilan" in browser.get("/kesepakatan?saring=selesai").text


def test_the_list_says_what_ends_first_and_how_many_days_are_left(visit, cast, campus):
    agreed(cast, campus, "a1", title="Yang lama")
    agreed(cast, campus, "a2", title="Yang segera", ends_on=TODAY.replace(month=12))

    text = visit(cast.hasan).get("/kesepakatan").text

    assert text.index("Yang segera") < text.index("Yang lama")
    assert "30 days left" in text


def test_no_other_office_and_no_other_role_finds_it(visit, cast, campus):
    agreement = agreed(cast, campus)

    for who in (cast.citra, cast.eko, cast.rina, cast.sari, cast.ningsih, cast.gita):
        assert visit(who).get(path_of(agreement)).status_code == 404
    assert visit(cast.hasan).post(path_of(agreement, "akhiri"), {"why": "x"}).status_code == 404
    assert agreement.office_id == cast.banua.id
