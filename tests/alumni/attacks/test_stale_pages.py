"""A page from before somebody else did something: what it sends overwrites nothing unseen."""

import pytest

from mori.alumni.applying.run_operations import start_applying
from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.queries import last_alumnus
from mori.alumni.imports.rules import ImportState, RowDecision
from mori.alumni.messages.models import MailingEvent
from mori.alumni.models import Alumnus
from mori.alumni.privacy import operations as privacy
from mori.alumni.privacy.models import PrivacyRequest
from mori.alumni.privacy.rules import RequestKind, RequestState
from mori.alumni.rules import AlumnusState
from tests.alumni.applying.applied import fresh, imported, listed, rows_of, take_over, work
from tests.alumni.making import make_alumnus
from tests.alumni.messages import writing
from tests.alumni.privacy.asking import ask, whole
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app", "noon")
SARI = "Sari Umpama;;Universitas Contoh;081250000001;;2014"


@pytest.fixture
def made(cast):
    return imported(cast, listed(SARI, "Budi Misal"))


def test_rows_decided_meanwhile_are_not_decided_again_by_the_dozen(cast, visit, made):
    browser = visit(cast.wati)
    sari, budi = rows_of(made)[1:]
    ticked = {"row": [f"{each.key}.{each.revision}" for each in (sari, budi)], "decision": "new"}
    browser.post(f"/alumni/impor/baris/{sari.key}", {"revision": "0", "choice": "skip"})

    browser.post(f"/alumni/impor/{made.key}/baris", ticked)

    assert ImportRow.get_by_id(sari.id).decision == RowDecision.SKIP
    assert ImportRow.get_by_id(budi.id).decision == RowDecision.NEW
    said = browser.get(f"/alumni/impor/{made.key}").text
    assert "1 baris diputuskan." in said
    assert "berubah sementara itu" in said


@pytest.mark.parametrize("sent", ["{}", "{}.", "{}.x", "{}.99", "x.0", "."])
def test_a_row_without_its_revision_is_not_decided(cast, visit, made, sent):
    sari = rows_of(made)[1]

    visit(cast.wati).post(
        f"/alumni/impor/{made.key}/baris", {"row": sent.format(sari.key), "decision": "new"}
    )

    assert ImportRow.get_by_id(sari.id).decision == ""


def test_a_list_is_not_taken_over_by_a_page_from_before_others_came(cast, visit, made):
    make_alumnus(cast.banua, "Sari Umpama", phone="+6281250000001", year=2014)
    browser = visit(cast.wati)

    answer = browser.post(f"/alumni/impor/{made.key}/masukkan")

    assert answer.location == f"/alumni/impor/{made.key}"
    assert "Bandingkan sekali lagi" in browser.get(answer.location).text
    assert fresh(made).state is ImportState.DECIDING


def test_two_lists_of_the_same_people_are_not_taken_over_side_by_side(cast, visit, made):
    other = imported(cast, listed(SARI))
    start_applying(fresh(other), cast.wati.id, NOON)

    visit(cast.wati).post(f"/alumni/impor/{made.key}/masukkan")
    work()

    assert fresh(made).state is ImportState.DECIDING
    assert Alumnus.select().where(Alumnus.name == "Sari Umpama").count() == 1


def test_another_offices_list_holds_nobody_up(cast, visit, made):
    make_alumnus(cast.seberang, "Sari Umpama", phone="+6281250000001")
    there = imported(cast, listed(SARI))
    Import.update(
        office=cast.seberang, state=ImportState.APPLYING, compared_to=last_alumnus(cast.seberang.id)
    ).where(Import.id == there.id).execute()

    visit(cast.wati).post(f"/alumni/impor/{made.key}/masukkan")

    assert fresh(made).state is ImportState.APPLYING


@pytest.mark.parametrize("step", ["selesai", "tolak"])
def test_a_request_taken_back_meanwhile_is_not_decided(cast, visit, step):
    asked = ask(whole(cast), RequestKind.ERASURE)
    privacy.take_back(PrivacyRequest.get_by_id(asked.id), None, NOON)

    answer = visit(cast.wati).post(
        f"/alumni/permintaan/{asked.key}/{step}", {"sure": "y", "answer": "Sudah"}
    )

    assert answer.status_code == 422
    assert PrivacyRequest.get_by_id(asked.id).state is RequestState.TAKEN_BACK
    assert Alumnus.get_by_id(asked.alumnus_id).state != AlumnusState.ERASED


def test_what_was_written_anew_is_not_let_go_out_unread(cast, visit):
    writing.alumnus(cast.banua)
    mailing = writing.draft(cast)
    browser = visit(cast.wati)
    said = {"purpose": "news", "subject": "Lain", "body": "Lain", "token": "x"}
    browser.post(f"/alumni/pesan/{mailing.key}/ubah", {**said, "revision": "0"})

    answer = browser.post(f"/alumni/pesan/{mailing.key}/kirim", {"revision": "0", "token": "y"})

    assert answer.status_code == 422
    assert not MailingEvent.select().where(MailingEvent.verb == "send").exists()


def test_each_button_pressed_twice_does_it_once(cast, visit, made):
    browser, path = visit(cast.wati), f"/alumni/impor/{made.key}"

    states = []
    for step in ("masukkan", "masukkan", "", "batalkan", "batalkan", "", "batalkan", "masukkan"):
        if step:
            assert browser.post(f"{path}/{step}").status_code == 303
        else:
            work()
        states.append(str(fresh(made).state))

    assert states == ["applying"] * 2 + ["applied"] + ["undoing"] * 2 + ["undone"] * 3
    assert not Alumnus.select().exists()


def test_a_list_taken_over_again_after_it_was_taken_back_is_another_list(cast, visit, made):
    take_over(made, cast)

    answer = visit(cast.wati).post(f"/alumni/impor/{made.key}/batal")

    assert answer.status_code == 422
    assert fresh(made).state is ImportState.APPLIED
