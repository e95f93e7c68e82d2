"""A finished internship makes a record, or joins the one its person has."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.accounts.people.operations import change_own_contact
from mori.accounts.queries import person_by_id
from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.jobs import PAUSE, Records
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusEvent, AlumnusStay, StayUnit
from mori.alumni.queries import record_of
from mori.alumni.records.operations import follow_accounts, keep_finished, keep_placement
from mori.alumni.rules import AlumnusState
from mori.core.clock import now
from mori.core.db import db
from mori.core.errors import Refused
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from tests.cast import NOON, place
from tests.support.together import all_at_once

EARLIER = dt.date(2024, 3, 4)


def finish(placement, state=PlacementState.FINISHED):
    Placement.update(state=state).where(Placement.id == placement.id).execute()
    return Placement.get_by_id(placement.id)


def test_a_finished_internship_makes_a_record(app, cast):
    Person.update(name="dr. SARI CONTOH, S.H.").where(Person.id == cast.sari.id).execute()

    alumnus = keep_placement(finish(cast.placement), NOON)

    record = record_of(alumnus)
    assert record.full_name == "dr. Sari Contoh, S.H."
    assert (record.phones, record.mails) == ((cast.sari.phone,), (cast.sari.email,))
    assert record.institutions == ((0, "Universitas Contoh"),)
    assert (record.years, record.units) == ((2026,), ((cast.pvl.id, "PVL"),))
    assert record.state == AlumnusState.INVITED
    stay = AlumnusStay.get()
    assert (stay.starts, stay.kind) == ("2026-11-02", "student")
    assert AlumnusFacet.select().where(AlumnusFacet.alumnus == alumnus).exists()
    assert not AlumnusFacet.select().where(AlumnusFacet.is_shown).exists()


def test_the_same_again_changes_nothing(app, cast):
    placement = finish(cast.placement)
    first = keep_placement(placement, NOON)

    second = keep_placement(placement, now())

    assert first == second
    assert (Alumnus.select().count(), AlumnusStay.select().count()) == (1, 1)
    assert [each.verb for each in AlumnusEvent.select()] == ["begin", "stay"]


def test_a_further_internship_joins_the_persons_own(app, cast):
    before = place(cast.sari, cast.banua, [(cast.pencegahan, cast.budi, None)], EARLIER)
    one = keep_placement(finish(before), NOON)

    other = keep_placement(finish(cast.placement), NOON)

    assert one == other
    assert record_of(one).years == (2024, 2026)
    assert StayUnit.select().count() == 2


def test_another_office_has_a_record_of_its_own(app, cast):
    there = place(cast.sari, cast.seberang, [(cast.unit_seberang, cast.joko, None)], EARLIER)

    one, other = keep_placement(finish(there), NOON), keep_placement(finish(cast.placement), NOON)

    assert (one.office_id, other.office_id) == (cast.seberang.id, cast.banua.id)
    assert [len(record_of(each).years) for each in (one, other)] == [1, 1]


@pytest.mark.parametrize(
    "state", [PlacementState.ACTIVE, PlacementState.ENDED_EARLY, PlacementState.WITHDRAWN]
)
def test_no_other_internship_makes_one(app, cast, state):
    placement = finish(cast.placement, state)

    with pytest.raises(Refused):
        keep_placement(placement, NOON)

    assert not keep_finished(NOON)
    assert not Alumnus.select().exists()


def test_whoever_was_merged_is_kept_as_the_other(app, cast):
    kept = keep_placement(finish(cast.placement_tono), NOON)
    before = place(cast.sari, cast.banua, [(cast.pvl, cast.rina, None)], EARLIER)
    merged = keep_placement(finish(before), NOON)
    Alumnus.update(merged_into=kept).where(Alumnus.id == merged.id).execute()

    shown_as = keep_placement(finish(cast.placement), NOON)

    assert shown_as == kept
    assert AlumnusStay.get(AlumnusStay.placement == cast.placement).alumnus_id == merged.id
    assert record_of(kept).years == (2024, 2026)


def test_nothing_new_is_kept_of_somebody_erased(app, cast):
    before = place(cast.sari, cast.banua, [(cast.pvl, cast.rina, None)], EARLIER)
    erased = keep_placement(finish(before), NOON)
    Alumnus.update(state=AlumnusState.ERASED).execute()
    AlumnusContact.delete().execute()
    finish(cast.placement)

    assert keep_finished(NOON)
    assert not keep_finished(NOON)

    stay = AlumnusStay.get(AlumnusStay.placement == cast.placement)
    assert (stay.alumnus_id, stay.institution_written, stay.year) == (erased.id, "", None)
    assert not AlumnusContact.select().exists()


def test_the_background_work_keeps_those_of_before(app, cast):
    finish(cast.placement)
    finish(cast.placement_laila)
    work = Records()

    while work(NOON):
        pass

    assert {each.person_id for each in Alumnus.select()} == {cast.sari.id, cast.laila.id}


def test_the_background_work_rests_once_nothing_is_left(app, cast):
    work = Records()
    work(NOON)
    finish(cast.placement)

    assert not work(NOON + PAUSE / 2)
    assert work(NOON + PAUSE)


def test_two_at_once_keep_it_once(committed):
    with db.connection_context():
        placement = finish(committed.cast.placement)
        before = place(
            committed.cast.sari,
            committed.cast.banua,
            [(committed.cast.pvl, committed.cast.rina, None)],
            EARLIER,
        )
        earlier = finish(before)

    def keep(which):
        return lambda: keep_placement(which, NOON)

    ends = all_at_once(keep(placement), keep(placement), keep(earlier), keep(earlier))

    assert ends == ["done"] * 4
    with db.connection_context():
        assert (Alumnus.select().count(), AlumnusStay.select().count()) == (1, 2)


def test_a_record_follows_the_account(app, cast):
    alumnus = keep_placement(finish(cast.placement), NOON)
    at = NOON + dt.timedelta(hours=1)

    change_own_contact(person_by_id(cast.sari.id), "+628119999999", None, at)
    follow_accounts(at)

    record = record_of(alumnus)
    assert (record.phones, record.mails) == (("+628119999999",), ())


def test_a_change_is_followed_once(app, cast):
    alumnus = keep_placement(finish(cast.placement), NOON)
    at = NOON + dt.timedelta(hours=1)
    change_own_contact(person_by_id(cast.sari.id), "+628119999999", cast.sari.email, at)
    follow_accounts(at)
    AlumnusContact.update(value="+628118888888").where(AlumnusContact.kind == "phone").execute()

    follow_accounts(at)

    assert record_of(alumnus).phones == ("+628118888888",)
