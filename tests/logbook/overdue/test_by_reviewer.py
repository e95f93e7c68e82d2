"""What waits too long stands under whoever has it, and all of it goes into other hands at once."""

import datetime as dt
import re

import pytest
import time_machine

from mori.access.roles import Role
from mori.accounts.operations import end_role, give_role
from mori.logbook.models import Entry, EntryEvent
from mori.logbook.overdue import views
from mori.logbook.overdue.models import HandOver
from tests.cast import NOON, TODAY, role_of
from tests.logbook.writing import write_entry

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def overdue(cast, *days_ago: int, **columns) -> list[Entry]:
    return [write_entry(cast, TODAY - n * DAY, at=NOON - n * DAY, **columns) for n in days_ago]


def of_tono(cast):
    return {
        "placement": cast.placement_tono,
        "person": cast.tono,
        "supervisor": cast.budi,
        "stand_in": None,
    }


@pytest.fixture
def question(visit, cast):
    """Rina's: its address, and the fields of its form."""
    path = f"/tertunda/pembimbing/{role_of(cast.rina).key}/alihkan"

    def ask(to=cast.budi):
        html = visit(cast.wati).get(path).text
        fields = dict(re.findall(r'name="(seen|token)" value="([^"]*)"', html))
        return fields | {"to": to.key}

    ask.path = path
    return ask


def test_each_reviewer_has_a_heading_with_number_and_oldest(visit, cast):
    overdue(cast, 5, 7)
    overdue(cast, 12, **of_tono(cast))

    html = visit(cast.wati).get("/tertunda").text

    budi, rina = html.index("Budi Contoh</h2>"), html.index("Rina Contoh</h2>")
    assert budi < rina  # the oldest first
    assert "1 catatan · yang terlama menunggu 8 hari kerja" in html[budi:rina]
    assert "2 catatan · yang terlama menunggu 5 hari kerja" in html[rina:]


def test_a_reviewer_with_many_shows_the_oldest_and_leads_to_the_others(visit, cast):
    entries = overdue(cast, *range(7, 13))
    key = role_of(cast.rina).key
    wati = visit(cast.wati)

    html = wati.get("/tertunda").text
    whole = wati.get(f"/tertunda?pembimbing={key}").text

    assert [entry.key in html for entry in entries] == [False, False, True, True, True, True]
    assert f'href="/tertunda?pembimbing={key}"' in html
    assert all(entry.key in whole for entry in entries)


def test_reviewers_go_on_page_after_page(visit, cast, monkeypatch):
    monkeypatch.setattr(views, "GROUPS", 1)
    overdue(cast, 5)
    overdue(cast, 12, **of_tono(cast))
    wati = visit(cast.wati)

    first = wati.get("/tertunda").text
    second = wati.get(re.search(r'href="([^"]*)" rel="next"', first)[1]).text

    assert ("Budi Contoh</h2>" in first, "Rina Contoh</h2>" in first) == (True, False)
    assert ("Budi Contoh</h2>" in second, "Rina Contoh</h2>" in second) == (False, True)


@pytest.mark.parametrize("path", ["/tertunda", "/peserta", "/orang", "/kantor"])
def test_the_menu_counts_what_the_page_shows_for_coordinator_and_head(visit, cast, path):
    overdue(cast, 1, 5, 7)
    overdue(cast, 12, **of_tono(cast))

    for who in (cast.wati, cast.hasan):
        html = visit(who).get(path).text
        assert 'id="badge-overdue">3<' in html
    assert "3 catatan" in visit(cast.wati).get("/tertunda").text
    assert 'id="badge-overdue">' + "<" in visit(cast.citra).get(path).text


def test_a_head_reads_and_changes_nothing(visit, cast, question):
    (entry,) = overdue(cast, 5)
    hasan = visit(cast.hasan)

    html = hasan.get("/tertunda").text

    assert entry.key in html
    assert "/alihkan" not in html
    assert "/ingatkan" not in html
    assert hasan.get(question.path).status_code == 404
    assert hasan.post(question.path, question()).status_code == 404
    assert Entry[entry.id].supervisor_id == cast.rina.id


def test_a_head_finds_the_office_in_the_menu(visit, cast):
    assert 'href="/kantor"' in visit(cast.hasan).get("/jaga").text


@pytest.mark.parametrize("who", ["rina", "sari", "ningsih", "citra", "joko"])
def test_others_neither_ask_nor_hand_over(visit, cast, question, who):
    overdue(cast, 5)
    browser = visit(getattr(cast, who))

    assert browser.get(question.path).status_code == 404
    assert browser.post(question.path, question()).status_code == 404
    assert not HandOver.select().exists()


def test_another_offices_reviewer_is_not_found(visit, cast):
    key = role_of(cast.joko).key

    assert visit(cast.wati).get(f"/tertunda?pembimbing={key}").status_code == 404
    assert visit(cast.hasan).get(f"/tertunda?pembimbing={key}").status_code == 404


def test_the_question_says_what_is_going_to_happen(visit, cast, question):
    overdue(cast, 5, 7)

    html = visit(cast.wati).get(question.path).text

    assert "Alihkan 2 catatan dari Rina Contoh?" in html
    assert "Ditulis oleh: Sari Contoh." in html
    assert f'value="{cast.budi.key}"' in html
    assert f'value="{cast.rina.key}"' not in html


def test_all_of_it_goes_into_the_other_hands_and_nothing_else(visit, cast, question):
    late = overdue(cast, 5, 7)
    (young,) = overdue(cast, 1)
    wati = visit(cast.wati)

    reply = wati.post(question.path, question())

    assert (reply.status_code, reply.location) == (303, "/tertunda")
    for entry in late:
        row = Entry[entry.id]
        assert (row.supervisor_id, row.stand_in_id, row.held_since) == (
            cast.budi.id,
            cast.rina.id,
            NOON,
        )
    assert Entry[young.id].supervisor_id == cast.rina.id
    assert EntryEvent.select().where(EntryEvent.verb == "hand_over").count() == 2
    assert "2 catatan sekarang diperiksa Budi Contoh." in wati.get("/tertunda").text


def test_a_second_tap_changes_nothing_and_says_the_same(visit, cast, question):
    overdue(cast, 5, 7)
    wati, said = visit(cast.wati), question()

    first = wati.post(question.path, said)
    wati.get("/tertunda")
    second = wati.post(question.path, said)

    assert [first.status_code, second.status_code] == [303, 303]
    assert (HandOver.select().count(), EntryEvent.select().count()) == (1, 2)
    assert "2 catatan sekarang diperiksa Budi Contoh." in wati.get("/tertunda").text


def test_a_page_that_showed_other_entries_asks_anew(visit, cast, question):
    one, other = overdue(cast, 5, 7)
    stale = question()
    Entry.update(state="approved").where(Entry.id == one.id).execute()
    wati = visit(cast.wati)

    reply = wati.post(question.path, stale)
    fresh = dict(re.findall(r'name="(seen|token)" value="([^"]*)"', reply.text))

    assert reply.status_code == 409
    assert "Alihkan 1 catatan dari Rina Contoh?" in reply.text
    assert Entry[other.id].supervisor_id == cast.rina.id
    assert not HandOver.select().exists()
    assert wati.post(question.path, fresh | {"to": cast.budi.key}).status_code == 303
    assert Entry[other.id].supervisor_id == cast.budi.id


def test_where_one_entry_cannot_go_there_none_goes(visit, cast, question):
    give_role(cast.tono, cast.banua.id, Role.SUPERVISOR, NOON)
    overdue(cast, 7)
    overdue(cast, 12, **(of_tono(cast) | {"supervisor": cast.rina}))

    reply = visit(cast.wati).post(question.path, question(to=cast.tono))

    assert reply.status_code == 409
    assert {row.supervisor_id for row in Entry.select()} == {cast.rina.id}
    assert not HandOver.select().exists()
    assert not EntryEvent.select().exists()


def test_where_all_was_reviewed_meanwhile_the_list_says_so(visit, cast, question):
    overdue(cast, 5)
    stale = question()
    Entry.update(state="approved").execute()
    wati = visit(cast.wati)

    replies = [wati.get(question.path), wati.post(question.path, stale)]

    assert [reply.status_code for reply in replies] == [303, 303]
    assert "Tidak ada lagi catatan tertunda pada Rina Contoh." in wati.get("/tertunda").text


@pytest.mark.parametrize("to", ["", "tiada", "rina", "joko", "sari"])
def test_it_goes_to_another_supervisor_of_the_office_alone(visit, cast, question, to):
    (entry,) = overdue(cast, 5)
    key = getattr(cast, to).key if hasattr(cast, to) else to

    reply = visit(cast.wati).post(question.path, question() | {"to": key})

    assert reply.status_code == 422
    assert Entry[entry.id].supervisor_id == cast.rina.id


def test_what_is_with_somebody_who_left_is_handed_over(visit, cast, question):
    (entry,) = overdue(cast, 5)
    end_role(role_of(cast.rina), NOON)

    reply = visit(cast.wati).post(question.path, question())

    assert reply.status_code == 303
    assert Entry[entry.id].supervisor_id == cast.budi.id


def test_an_office_with_one_supervisor_is_told_what_to_do(visit, cast, question):
    overdue(cast, 5)
    end_role(role_of(cast.budi), NOON)

    assert "Kantor ini tidak punya pembimbing lain." in visit(cast.wati).get(question.path).text


def test_no_more_than_a_thousand_are_looked_at_and_the_page_says_so(visit, cast, monkeypatch):
    monkeypatch.setattr(views, "MOST", 2)
    overdue(cast, 5, 7)

    assert (
        "Yang ditampilkan dan dihitung 2 catatan terlama." in visit(cast.wati).get("/tertunda").text
    )
