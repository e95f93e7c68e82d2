import datetime as dt
from typing import Any

import pytest

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_member, give_role
from mori.core.errors import Refused
from mori.placements.models import Placement, PlacementEvent, UnitSpan
from mori.placements.rotation.operations import change_rotation, make_placement
from mori.placements.rules import InternKind, SpanPlan
from mori.safeguarding.routing.models import Relation
from tests.cast import NOON, Cast

FIRST, LAST = dt.date(2026, 12, 1), dt.date(2027, 1, 29)
HALF = dt.date(2026, 12, 31)


@pytest.fixture
def mira(cast: Cast) -> Person:
    """An intern of Banua who has no placement yet."""
    return add_member("Mira Contoh", None, "mira@contoh.example", cast.banua.id, Role.INTERN, NOON)


def plan(cast: Cast, first: dt.date = FIRST, last: dt.date = LAST, **changes: int) -> SpanPlan:
    return SpanPlan(
        **{
            "unit_id": cast.pvl.id,
            "starts_on": first,
            "ends_on": last,
            "supervisor_id": cast.rina.id,
            "stand_in_id": cast.budi.id,
            **changes,
        }
    )


def place(cast: Cast, person: Person, *spans: SpanPlan, **changes: Any) -> Placement:
    return make_placement(
        **{
            "person_id": person.id,
            "office_id": cast.banua.id,
            "kind": InternKind.STUDENT,
            "programme": "Magang",
            "institution": "Universitas Contoh",
            "starts_on": FIRST,
            "ends_on": LAST,
            "spans": spans or [plan(cast)],
            "actor_id": cast.wati.id,
            "at": NOON,
            **changes,
        }
    )


def excluded(placement: Placement) -> set[tuple[int, dt.date]]:
    rows = Relation.select().where(Relation.source.startswith(f"placement {placement.key} "))
    return {(row.other_id, row.from_on) for row in rows}


def test_a_placement_keeps_its_spans_and_who_made_it(cast, mira):
    second = plan(cast, HALF + dt.timedelta(days=1), unit_id=cast.pencegahan.id)

    placement = place(cast, mira, plan(cast, last=HALF), second)

    assert [(span.unit_id, span.starts_on) for span in placement.spans] == [
        (cast.pvl.id, FIRST),
        (cast.pencegahan.id, HALF + dt.timedelta(days=1)),
    ]
    event = PlacementEvent.get(PlacementEvent.placement == placement)
    assert (event.verb, event.actor_id) == ("make", cast.wati.id)


def test_supervisors_and_stand_ins_are_kept_out_of_alerts(cast, mira):
    placement = place(cast, mira)

    assert excluded(placement) == {(cast.rina.id, FIRST), (cast.budi.id, FIRST)}


def test_the_same_form_twice_is_one_placement(cast, mira):
    first = place(cast, mira, token="once")
    second = place(cast, mira, token="once")

    assert first.id == second.id


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (dt.date(2026, 11, 2), dt.date(2026, 12, 31)),  # the same
        (dt.date(2026, 12, 31), LAST),  # its last day
        (dt.date(2026, 10, 1), dt.date(2026, 11, 2)),  # its first day
    ],
)
def test_placements_of_a_person_may_not_overlap(cast, first, last):
    with pytest.raises(Refused):
        place(cast, cast.sari, plan(cast, first, last), starts_on=first, ends_on=last)


def test_a_placement_may_follow_another(cast):
    first = cast.placement.ends_on + dt.timedelta(days=1)

    assert place(cast, cast.sari, plan(cast, first), starts_on=first).id


def test_a_withdrawn_placement_leaves_the_period_free(cast):
    Placement.update(state="withdrawn").where(Placement.id == cast.placement).execute()

    assert place(cast, cast.sari).id


@pytest.mark.parametrize(
    "changes",
    [
        {"spans": []},
        {"ends_on": dt.date(2026, 11, 30)},
        {"ends_on": dt.date(2028, 1, 1)},
    ],
)
def test_a_period_needs_units_and_an_end_within_a_year(cast, mira, changes):
    with pytest.raises(Refused):
        place(cast, mira, **changes)


def test_spans_stay_inside_the_period(cast, mira):
    with pytest.raises(Refused):
        place(cast, mira, plan(cast, FIRST - dt.timedelta(days=1)))


def test_supervisor_and_stand_in_are_two_people(cast, mira):
    with pytest.raises(Refused):
        place(cast, mira, plan(cast, stand_in_id=cast.rina.id))


@pytest.mark.parametrize("who", ["joko", "wati", "sari"])
def test_a_supervisor_holds_that_role_in_the_office(cast, mira, who):
    with pytest.raises(Refused):
        place(cast, mira, plan(cast, supervisor_id=getattr(cast, who).id))


def test_nobody_supervises_themself_whatever_their_roles(cast, mira):
    give_role(mira, cast.banua.id, Role.SUPERVISOR, NOON)

    for changes in ({"supervisor_id": mira.id}, {"stand_in_id": mira.id}):
        with pytest.raises(Refused):
            place(cast, mira, plan(cast, **changes))


def test_a_unit_belongs_to_the_office(cast, mira):
    with pytest.raises(Refused):
        place(cast, mira, plan(cast, unit_id=cast.unit_seberang.id))


def test_only_an_intern_of_the_office_is_placed(cast):
    with pytest.raises(Refused):
        place(cast, cast.joko)


def loaded(placement: Placement) -> Placement:
    return Placement.get_by_id(placement.id)


def test_changing_a_supervisor_returns_the_span_that_changed(cast, mira):
    later = HALF + dt.timedelta(days=1)
    placement = place(cast, mira, plan(cast, last=HALF), plan(cast, later))

    swapped = plan(cast, later, supervisor_id=cast.budi.id, stand_in_id=cast.rina.id)
    changed = change_rotation(
        loaded(placement), [plan(cast, last=HALF), swapped], cast.wati.id, NOON
    )

    assert [(span.position, span.supervisor_id) for span in changed] == [(1, cast.budi.id)]


def test_an_unchanged_rotation_leaves_no_trace(cast, mira):
    placement = place(cast, mira)

    assert change_rotation(loaded(placement), [plan(cast)], cast.wati.id, NOON) == []
    assert PlacementEvent.select().where(PlacementEvent.placement == placement).count() == 1


def test_a_rotation_may_grow_and_shrink(cast, mira):
    placement = place(cast, mira)
    grown = [plan(cast, last=HALF), plan(cast, HALF + dt.timedelta(days=1))]

    change_rotation(loaded(placement), grown, cast.wati.id, NOON)
    assert UnitSpan.select().where(UnitSpan.placement == placement).count() == 2

    change_rotation(loaded(placement), [plan(cast)], cast.wati.id, NOON)
    assert UnitSpan.select().where(UnitSpan.placement == placement).count() == 1


def test_a_past_supervisor_stays_out_of_alerts(cast, mira):
    placement = place(cast, mira)
    after = dt.datetime(2026, 12, 15, 4, tzinfo=dt.UTC)

    change_rotation(
        loaded(placement),
        [plan(cast, supervisor_id=cast.budi.id, stand_in_id=None)],
        cast.wati.id,
        after,
    )

    assert excluded(placement) == {(cast.rina.id, FIRST), (cast.budi.id, FIRST)}


def test_who_was_planned_but_never_began_may_be_called_again(cast, mira):
    placement = place(cast, mira)

    change_rotation(
        loaded(placement),
        [plan(cast, supervisor_id=cast.budi.id, stand_in_id=None)],
        cast.wati.id,
        NOON,
    )

    assert excluded(placement) == {(cast.budi.id, FIRST)}


def test_a_finished_rotation_cannot_be_changed(cast):
    Placement.update(state="finished").where(Placement.id == cast.placement).execute()

    with pytest.raises(Refused):
        change_rotation(loaded(cast.placement), [plan(cast)], cast.wati.id, NOON)


def test_a_rotation_that_ended_meanwhile_is_not_changed(cast, mira):
    placement = loaded(place(cast, mira))
    Placement.update(state="withdrawn").where(Placement.id == placement).execute()

    with pytest.raises(Refused):
        change_rotation(placement, [plan(cast)], cast.wati.id, NOON)
