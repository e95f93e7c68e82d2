"""What nobody reviews is seen by more people, put into other hands, and never approved."""

import datetime as dt

import pytest
import time_machine

from mori.access.roles import Role
from mori.accounts.operations import give_role
from mori.core.errors import Refused
from mori.logbook.models import Entry, EntryEvent
from mori.logbook.operations import follow_rotation
from mori.logbook.overdue import views
from mori.logbook.review.operations import hand_over_entry
from mori.placements.models import Placement
from mori.safeguarding.routing.models import Relation
from tests.cast import NOON, TODAY, role_of
from tests.logbook.writing import write_entry

DAY = dt.timedelta(days=1)
AFTER = {0: 0, 1: 1, 2: 2, 3: 5, 4: 6, 5: 7}  # working days since → days back from a Wednesday


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def waited(cast, working_days: int, **columns) -> Entry:
    """An entry that has waited so many working days."""
    ago = AFTER[working_days] * DAY
    return write_entry(cast, TODAY - ago, f"Setelah {working_days}.", NOON - ago, **columns)


def test_the_coordinator_sees_what_has_waited_three_working_days(visit, cast):
    days = {waited(cast, n).key: n for n in (1, 2, 3, 4, 5)}

    page = visit(cast.wati).get("/tertunda").text

    assert {n for key, n in days.items() if key in page} == {3, 4, 5}
    assert "menunggu </span>3 hari kerja" in page
    assert 'href="/tertunda"' in visit(cast.wati).get("/peserta").text
    assert 'href="/tertunda"' not in visit(cast.rina).get("/peserta").text


def test_another_office_sees_its_own_and_others_see_no_list(visit, cast):
    entry = waited(cast, 5)

    assert entry.key not in visit(cast.citra).get("/tertunda").text
    assert visit(cast.citra).post(f"/tertunda/{entry.key}/alihkan").status_code == 404
    assert visit(cast.rina).get("/tertunda").status_code == 403
    assert visit(cast.rina).post(f"/tertunda/{entry.key}/alihkan").status_code == 404


def test_all_of_one_reviewer_goes_on_page_after_page(visit, cast, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 2)
    days = [TODAY - (10 + n) * DAY for n in range(3)]
    keys = [write_entry(cast, day, at=NOON - 10 * DAY).key for day in days]
    wati = visit(cast.wati)

    first = wati.get(f"/tertunda?pembimbing={role_of(cast.rina).key}").text
    address = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0]
    second = wati.get(address.replace("&amp;", "&")).text

    assert [key in first for key in keys] == [False, True, True]
    assert [key in second for key in keys] == [True, False, False]


def test_one_tap_hands_it_to_the_stand_in_and_the_earlier_one_may_still_read(visit, cast):
    entry = waited(cast, 5)

    reply = visit(cast.wati).post(f"/tertunda/{entry.key}/alihkan", {"to": cast.budi.key})

    row = Entry[entry.id]
    assert (reply.status_code, reply.location) == (303, "/tertunda")
    assert (row.supervisor_id, row.stand_in_id, row.held_since) == (
        cast.budi.id,
        cast.rina.id,
        NOON,
    )
    assert [(event.verb, event.actor_id) for event in entry.events] == [("hand_over", cast.wati.id)]
    assert entry.key in visit(cast.budi).get("/tinjau").text
    assert entry.key not in visit(cast.rina).get("/tinjau").text
    assert entry.key in visit(cast.rina).get("/tinjau?saring=titipan").text


@pytest.mark.parametrize("to", ["", "tiada", "rina", "joko", "sari"])
def test_it_goes_to_another_supervisor_of_the_office_alone(visit, cast, to):
    entry = waited(cast, 5)
    key = getattr(cast, to).key if hasattr(cast, to) else to

    reply = visit(cast.wati).post(f"/tertunda/{entry.key}/alihkan", {"to": key})

    assert reply.status_code in (409, 422)
    assert "Pilih pembimbing lain di kantor ini." in reply.text
    assert Entry[entry.id].supervisor_id == cast.rina.id


def test_nobody_reviews_their_own_whatever_their_roles(visit, cast):
    give_role(cast.sari, cast.banua.id, Role.SUPERVISOR, NOON)
    entry = write_entry(cast)

    reply = visit(cast.wati).post(f"/tertunda/{entry.key}/alihkan", {"to": cast.sari.key})

    assert reply.status_code == 409
    assert Entry.get().supervisor_id == cast.rina.id


def test_without_a_stand_in_somebody_is_chosen(visit, cast):
    entry = waited(cast, 4, stand_in=None)

    page = visit(cast.wati).get(f"/tertunda?pembimbing={role_of(cast.rina).key}").text

    assert f'id="to-{entry.key}"' in page
    assert f'<option value="{cast.budi.key}">' in page
    assert f'<option value="{cast.rina.key}">' not in page


def test_what_was_decided_meanwhile_is_handed_to_nobody(visit, cast):
    entry = waited(cast, 5)
    stale = Entry[entry.id]
    Entry.update(state="approved").execute()

    reply = visit(cast.wati).post(f"/tertunda/{stale.key}/alihkan", {"to": cast.budi.key})

    assert reply.status_code == 409
    assert not EntryEvent.select().exists()


def test_what_somebody_else_handed_over_meanwhile_stays_there(cast):
    entry = waited(cast, 5)
    Entry.update(supervisor=cast.budi, stand_in=cast.rina).execute()

    with pytest.raises(Refused):
        hand_over_entry(entry, cast.budi.id, cast.wati.id, NOON)

    assert not EntryEvent.select().exists()


def test_a_rotation_does_not_take_back_what_was_handed_over(cast):
    entry = waited(cast, 5)
    other = waited(cast, 4, supervisor=cast.budi, stand_in=None)
    hand_over_entry(entry, cast.budi.id, cast.wati.id, NOON)

    follow_rotation(NOON)

    assert Entry[entry.id].supervisor_id == cast.budi.id
    assert Entry[other.id].supervisor_id == cast.rina.id


def test_whoever_gets_it_is_kept_out_of_the_interns_alerts(cast):
    entry = waited(cast, 5, person=cast.tono, placement=cast.placement_tono, supervisor=cast.budi)

    hand_over_entry(entry, cast.rina.id, cast.wati.id, NOON)

    known = Relation.select().where(Relation.person == cast.tono, Relation.other == cast.rina)
    assert known.exists()


def test_from_the_fifth_working_day_it_stands_in_the_stand_ins_queue_too(visit, cast):
    four, five = waited(cast, 4), waited(cast, 5)

    page = visit(cast.budi).get("/tinjau").text

    assert four.key not in page
    assert five.key in page
    assert "5 hari kerja menunggu diperiksa Rina Contoh" in page
    assert f'action="/tinjau/{five.key}/ambil"' in page


def test_whoever_got_it_yesterday_has_not_been_slow(visit, cast):
    entry = waited(cast, 5, held_since=NOON - DAY)

    assert entry.key not in visit(cast.budi).get("/tinjau").text
    assert entry.key in visit(cast.wati).get("/tertunda").text


def test_the_stand_in_takes_it_with_one_tap(visit, cast):
    entry = waited(cast, 5)

    reply = visit(cast.budi).post(f"/tinjau/{entry.key}/ambil")

    assert (reply.status_code, reply.location) == (303, "/tinjau")
    assert Entry[entry.id].supervisor_id == cast.budi.id
    assert "Ambil alih" not in visit(cast.budi).get("/tinjau").text


def test_nobody_else_takes_it(visit, cast):
    entry = waited(cast, 5)

    assert visit(cast.joko).post(f"/tinjau/{entry.key}/ambil").status_code == 404
    assert visit(cast.sari).post(f"/tinjau/{entry.key}/ambil").status_code == 404


def test_what_was_never_reviewed_is_the_offices_lapse(visit, cast):
    entry = waited(cast, 5)
    lapse = "Itu kelalaian kantor, bukan kelalaianmu."
    sari = visit(cast.sari)
    while_it_runs = sari.get("/logbook").text
    Placement.update(ends_on=TODAY - DAY, state="finished").where(
        Placement.id == cast.placement.id
    ).execute()

    assert lapse not in while_it_runs
    assert lapse in sari.get("/logbook").text
    assert lapse in sari.get(f"/logbook/{entry.key}").text
    assert "bukan kelalaian peserta" in visit(cast.wati).get(f"/logbook/{entry.key}").text
    assert Entry[entry.id].state == "submitted"


def test_what_was_reviewed_is_nobodys_lapse(visit, cast):
    waited(cast, 5, state="approved", reviewer=cast.rina, reviewed_at=NOON)
    Placement.update(ends_on=TODAY - DAY).where(Placement.id == cast.placement.id).execute()

    assert "kelalaian" not in visit(cast.sari).get("/logbook").text
