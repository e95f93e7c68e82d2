"""Promises from the pass page and the office's: made, answered, counted, and for nobody else."""

import datetime as dt

import pytest

from mori.core.workdays import DAY
from mori.events.followups.models import FollowUp, FollowUpStep
from mori.events.followups.queries import follow_up_by_id
from mori.events.followups.rules import FollowUpState
from mori.events.telling.letters import pass_of as invitation_pass
from mori.offices.operations import use_modules
from tests.cast import TODAY
from tests.events.followups.making import held, page_of, promised

pytestmark = pytest.mark.usefixtures("noon")


def said(**changes) -> dict[str, str]:
    return {
        "token": "t",
        "what": "Empat syarat",
        "whom": "Ibu-ibu arisan",
        "region": "Kota Banjarmasin",
        "by_on": "2026-12-18",
        "aimed_at": "20",
        **changes,
    }


def promising(app, row) -> str:
    ticket = invitation_pass(app.config["SECRET_KEY"], row.invitation.key)
    return f"/jawab/{ticket}/janji/{row.key}"


def state_of(follow_up) -> FollowUpState:
    return FollowUp.get_by_id(follow_up.id).state


def test_a_delegate_promises_on_the_pass_page(app, visit, cast):
    _event, row = held(cast)
    page, browser = promising(app, row), visit()

    assert page.rpartition("/")[2] in browser.get(page.rpartition("/janji/")[0]).text
    assert browser.get(page).status_code == 200
    for _ in range(2):  # sent twice is one promise
        assert browser.post(page, said()).status_code == 303

    made = FollowUp.get()
    assert (made.whom, made.region.name, made.aimed_at) == (
        "Ibu-ibu arisan",
        "Kota Banjarmasin",
        20,
    )
    assert (made.member_id, made.community_id) == (row.member_id, row.community_id)
    assert made.remind_on == TODAY + 20 * DAY
    assert "Ibu-ibu arisan" in browser.get(page).text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"whom": ""}, "Tulis siapa yang akan"),
        ({"region": "Kota Antah"}, "Tidak ada"),
        ({"by_on": "2026-11-17"}, "Hari itu sudah lewat"),
        ({"aimed_at": "banyak"}, "Tulis angka"),
    ],
)
def test_what_is_wrong_with_a_promise_is_said_and_nothing_is_lost(app, visit, cast, changes, says):
    _event, row = held(cast)
    fields = said(**changes)

    shown = visit().post(promising(app, row), fields)

    assert shown.status_code == 422
    assert says in shown.text
    for kept in (*changes.values(), "Empat syarat"):
        assert f'value="{kept}"' in shown.text
    assert not FollowUp.select().count()


def test_three_answers_by_the_promise_s_own_pass(app, visit, cast):
    _event, row = held(cast)
    made, browser = promised(row), visit()
    page = page_of(app, made)

    assert browser.post(f"{page}/batal", {"seen": "0", "reason": " "}).status_code == 422
    assert state_of(made) is FollowUpState.PROMISED
    for n, day in enumerate(("2026-12-28", "2027-01-08")):
        fields = {"seen": str(n), "by_on": day}
        assert browser.post(f"{page}/pindah", fields).status_code == 303
    third = browser.post(f"{page}/pindah", {"seen": "2", "by_on": "2027-02-01"})
    assert third.status_code == 422
    assert follow_up_by_id(made.id).by_on == dt.date(2027, 1, 8)
    assert browser.post(f"{page}/batal", {"seen": "0", "reason": "Sakit"}).status_code == 422
    assert browser.post(f"{page}/batal", {"seen": "2", "reason": "Sakit"}).status_code == 303
    assert state_of(made) is FollowUpState.DROPPED
    ahead = {"seen": "3", "on": "2026-12-01", "heads": "12"}
    assert browser.post(f"{page}/sudah", ahead).status_code == 422
    assert browser.post(f"{page}/sudah", {**ahead, "on": "2026-11-18"}).status_code == 303

    done = follow_up_by_id(made.id)
    assert (done.state, done.done_heads, done.reason) == (FollowUpState.DONE, 12, "")
    verbs = [each.verb for each in FollowUpStep.select().order_by(FollowUpStep.id)]
    assert verbs == ["promise", "move", "move", "drop", "finish"]


def test_the_note_taker_notes_all_of_a_page_or_nothing(visit, cast):
    event, row = held(cast)
    browser, page = visit(cast.wati), f"/kegiatan/{event.key}/janji/isi"
    fields = {"token": "n", "what": "Empat syarat", "by_on": "2026-12-18"}

    assert browser.post(page, fields).status_code == 422
    wrong = browser.post(page, {**fields, "whom_0": "Kelas 9", "region_0": "Antah"})
    assert wrong.status_code == 422
    assert 'value="Antah"' in wrong.text
    good = {**fields, "whom_0": "Kelas 9", "region_0": "Kota Banjarmasin", "aimed_0": "31"}
    assert browser.post(page, good).status_code == 303

    made = FollowUp.get()
    assert (made.participant_id, made.aimed_at, made.made_by_id) == (row.id, 31, cast.wati.id)


def test_by_community_in_the_order_of_names_on_page_and_in_the_table(visit, cast):
    event, row = held(cast)
    made = promised(row)
    promised(row, whom="Kelas 9")
    browser = visit(cast.wati)
    browser.post(f"/kegiatan/janji/{made.key}/sudah", {"seen": "0", "on": str(TODAY), "heads": ""})

    line = "Dijanjikan 2 · terjadi 1 · masih ada waktu 1"
    for path in (f"/kegiatan/{event.key}/janji", f"/kegiatan/{event.key}/kelola"):
        assert line in browser.get(path).text
    table = browser.get(f"/kegiatan/{event.key}/janji.csv")
    assert '"Forum Lilih Contoh","2","1","0","0","0","1"' in table.get_data(as_text=True)


def test_the_head_reads_and_other_offices_find_nothing(visit, cast):
    event, row = held(cast)
    made = promised(row)
    read = (f"/kegiatan/{event.key}/janji", f"/kegiatan/janji/{made.key}")
    head, stranger = visit(cast.hasan), visit(cast.eko)

    for path in read:
        assert head.get(path).status_code == 200
        assert stranger.get(path).status_code == 404
    reason = {"seen": "0", "reason": "Sakit"}
    assert head.post(f"/kegiatan/janji/{made.key}/batal", reason).status_code in {403, 404}
    assert state_of(made) is FollowUpState.PROMISED


def test_a_pass_opens_its_own_promise_while_the_office_has_the_module(app, visit, cast):
    _event, row = held(cast)
    page, browser = page_of(app, promised(row)), visit()

    assert browser.get(page).status_code == 200
    guessed = page[:-1] + ("a" if page[-1] != "a" else "b")
    assert browser.get(guessed).status_code == 404
    use_modules(cast.banua.id, [])
    assert browser.get(page).status_code == 404
