import datetime as dt

import pytest

from mori.core.errors import Refused
from mori.offices.models import Office
from mori.placements import operations
from mori.placements.models import Placement, PlacementEvent, UnitSpan
from mori.placements.queries import events_of
from mori.placements.rules import MOVES, PlacementState
from mori.safeguarding.routing.models import UnitMember
from tests.cast import NOON, TODAY, Cast

DAY = dt.timedelta(days=1)


def sari_placed(**changes: object) -> Placement:
    Placement.update(**changes).execute() if changes else None
    return Placement.select().order_by(Placement.id).get()


def state_of(placement: Placement) -> str:
    return Placement.get_by_id(placement.id).state


SIMPLE = {
    "pause": operations.pause_placement,
    "resume": operations.resume_placement,
    "withdraw": operations.withdraw_placement,
}


@pytest.mark.parametrize("state", list(PlacementState))
@pytest.mark.parametrize("verb", list(SIMPLE))
def test_a_move_is_possible_from_its_states_alone(cast, verb, state):
    placement = sari_placed(state=state)
    sources, target = MOVES[verb]

    if state in sources:
        SIMPLE[verb](placement, "Catatan", cast.wati.id, NOON)
        assert state_of(placement) == target
        assert events_of(placement.id)[-1].verb == verb
    else:
        with pytest.raises(Refused):
            SIMPLE[verb](placement, "", cast.wati.id, NOON)
        assert state_of(placement) == state


def test_a_row_that_moved_on_is_not_overwritten(cast):
    stale = sari_placed()
    operations.withdraw_placement(sari_placed(), "Pindah kampus", cast.wati.id, NOON)

    with pytest.raises(Refused):
        operations.pause_placement(stale, "", cast.wati.id, NOON)


def test_extending_carries_the_last_unit_along(cast):
    placement = sari_placed()
    later = placement.ends_on + 14 * DAY

    (span,) = operations.extend_placement(placement, later, "", cast.wati.id, NOON)

    again = Placement.get_by_id(placement.id)
    assert (again.state, again.ends_on, span.ends_on) == (PlacementState.EXTENDED, later, later)
    assert {row.until_on for row in members_of(placement)} == {later}


def members_of(placement: Placement) -> list[UnitMember]:
    """Who is registered as being in a unit because of a placement."""
    return list(UnitMember.select().where(UnitMember.source == f"placement {placement.key}"))


def test_whoever_supervises_is_in_the_unit_as_the_intern_is_and_no_longer(cast):
    placement = sari_placed()

    operations.end_placement_early(placement, TODAY, "", cast.wati.id, NOON)

    found = {(row.person_id, row.unit_id, row.until_on) for row in members_of(placement)}
    people = (cast.sari.id, cast.rina.id, cast.budi.id)
    assert found == {(person, cast.pvl.id, TODAY) for person in people}


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_extending_needs_a_later_day_within_the_year(cast, days):
    placement = sari_placed()

    with pytest.raises(Refused):
        operations.extend_placement(
            placement, placement.ends_on + days * DAY, "", cast.wati.id, NOON
        )


def test_extending_twice_at_once_is_noticed(cast):
    one, other = sari_placed(), sari_placed()
    operations.extend_placement(one, one.ends_on + 7 * DAY, "", cast.wati.id, NOON)
    Placement.update(state=PlacementState.ACTIVE).execute()

    with pytest.raises(Refused):
        operations.extend_placement(other, other.ends_on + 9 * DAY, "", cast.wati.id, NOON)


def test_ending_early_sets_the_last_day_and_cuts_the_rotation(cast):
    placement = sari_placed()
    UnitSpan.update(ends_on=TODAY + 5 * DAY).where(UnitSpan.placement == placement).execute()
    UnitSpan.create(
        placement=placement,
        unit=cast.pencegahan,
        position=1,
        starts_on=TODAY + 6 * DAY,
        ends_on=placement.ends_on,
        supervisor=cast.budi,
    )

    operations.end_placement_early(placement, TODAY, "Lulus lebih cepat", cast.wati.id, NOON)

    again = Placement.get_by_id(placement.id)
    assert (again.state, again.ends_on) == (PlacementState.ENDED_EARLY, TODAY)
    assert [span.ends_on for span in again.spans] == [TODAY]


@pytest.mark.parametrize("days", [1, -60])
def test_an_early_end_lies_between_the_start_and_today(cast, days):
    with pytest.raises(Refused):
        operations.end_placement_early(
            sari_placed(), TODAY + days * DAY, "Sebab", cast.wati.id, NOON
        )


def test_withdrawing_before_the_first_day_keeps_the_dates(cast):
    placement = sari_placed(starts_on=TODAY + 5 * DAY)

    operations.withdraw_placement(placement, "Batal", cast.wati.id, NOON)

    again = Placement.get_by_id(placement.id)
    assert (again.starts_on, again.ends_on) == (placement.starts_on, placement.ends_on)


def test_finishing_waits_for_the_last_day(cast):
    with pytest.raises(Refused):
        operations.finish_placement(sari_placed(), "", cast.wati.id, NOON)

    placement = sari_placed(ends_on=TODAY)
    operations.finish_placement(placement, "", cast.wati.id, NOON)
    assert state_of(placement) == PlacementState.FINISHED


@pytest.mark.parametrize(
    ("zone", "hour_utc", "finished"),
    [
        ("Asia/Jakarta", 16, False),  # 23.00 of the third day after it
        ("Asia/Jakarta", 17, True),
        ("Asia/Makassar", 15, False),
        ("Asia/Makassar", 16, True),
        ("Asia/Jayapura", 14, False),
        ("Asia/Jayapura", 15, True),
    ],
)
def test_a_placement_is_finished_three_days_after_its_last_where_it_is(
    cast, zone, hour_utc, finished
):
    Office.update(zone=zone).execute()
    placement = sari_placed(ends_on=TODAY - 3 * DAY)

    operations.finish_ended_placements(dt.datetime.combine(TODAY, dt.time(hour_utc), dt.UTC))

    assert (state_of(placement) == PlacementState.FINISHED) is finished


def test_the_daily_round_leaves_the_rest_alone(cast: Cast):
    paused = sari_placed(state=PlacementState.PAUSED, ends_on=TODAY - DAY)

    operations.finish_ended_placements(NOON)
    operations.finish_ended_placements(NOON)

    assert state_of(paused) == PlacementState.PAUSED
    assert not PlacementEvent.select().exists()
