"""Who is kept out of whose alerts, by units, relations and wishes, as the tables say."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.core.db import db
from mori.safeguarding.alerts.board_queries import count_of_open_alerts
from mori.safeguarding.routing.models import Wish
from mori.safeguarding.routing.operations import (
    note_relation,
    register_relation,
    register_unit_members,
)
from mori.safeguarding.routing.queries import excluded_for, routes_for
from mori.safeguarding.routing.rules import SOFT, InUnit, RelationKind
from tests.cast import NOON, TODAY
from tests.safeguarding.alerts.alarm import alert_of, climb
from tests.safeguarding.routing.routes import route_for
from tests.support.answers import statements

pytestmark = pytest.mark.usefixtures("app")
DAY = dt.timedelta(days=1)


def stay(person, unit, first=0, last=30, source="stay"):
    register_unit_members(
        [InUnit(person.id, unit.id, TODAY + first * DAY, TODAY + last * DAY)], source
    )


def works_in(officer, unit):
    ours = (Membership.person == officer) & (Membership.role == Role.OFFICER)
    Membership.update(unit=unit).where(ours).execute()


def excluded(person, at=NOON):
    return excluded_for([person.id], at)


def test_everybody_of_todays_unit_is_excluded_and_nobody_of_an_earlier_one(cast):
    works_in(cast.ningsih, cast.pvl)
    works_in(cast.opik, cast.pencegahan)
    stay(cast.sari, cast.pvl, 0, 9, "now")
    stay(cast.sari, cast.pencegahan, -30, -1, "before")

    assert cast.ningsih.id in excluded(cast.sari)
    assert cast.opik.id not in excluded(cast.sari)
    assert cast.ningsih.id not in excluded(cast.sari, NOON + 20 * DAY)


def test_whoever_supervises_another_intern_in_the_unit_today_is_excluded(cast):
    stay(cast.sari, cast.pvl)
    stay(cast.opik, cast.pvl, -5, 5, "another's placement")

    assert cast.opik.id in excluded(cast.sari)
    assert cast.opik.id not in excluded(cast.sari, NOON + 10 * DAY)


def test_what_a_source_says_anew_replaces_what_it_said(cast):
    works_in(cast.ningsih, cast.pvl)
    stay(cast.sari, cast.pvl)
    stay(cast.sari, cast.pencegahan)

    assert cast.ningsih.id not in excluded(cast.sari)


@pytest.mark.parametrize("kind", sorted(SOFT))
def test_whoever_once_approved_or_checked_is_told_last_and_not_excluded(cast, kind):
    note_relation(cast.sari.id, cast.ningsih.id, kind, TODAY)
    note_relation(cast.sari.id, cast.ningsih.id, kind, TODAY + DAY)

    route = route_for([cast.sari.id], cast.banua.id, NOON)

    assert cast.ningsih.id not in excluded(cast.sari)
    assert (route.first, route.second) == ((cast.opik.id,), (cast.ningsih.id,))


def test_the_officer_who_was_chosen_comes_first_unless_excluded(cast):
    Wish.create(person=cast.sari, officer=cast.opik, chosen_at=NOON)
    note_relation(cast.sari.id, cast.opik.id, RelationKind.APPROVED, TODAY)
    before = route_for([cast.sari.id], cast.banua.id, NOON)

    register_relation(cast.sari.id, [cast.opik.id], RelationKind.SUPERVISOR, TODAY, None, "x")

    assert before.first == (cast.opik.id,)
    assert cast.opik.id not in route_for([cast.sari.id], cast.banua.id, NOON).all


def test_of_two_who_contradict_each_other_both_exclude(cast):
    register_relation(cast.tono.id, [cast.opik.id], RelationKind.PRIVATE, TODAY, None, "x")

    assert {cast.opik.id, cast.rina.id} <= excluded_for([cast.sari.id, cast.tono.id], NOON)


@pytest.mark.parametrize("how", ["staff", "supervising", "leading before"])
def test_the_board_shows_nothing_of_those_of_ones_unit(cast, how):
    alert_of(cast.sari)
    climb(NOON)
    assert count_of_open_alerts(cast.ningsih.id, NOON) == 1

    stay(cast.sari, cast.pvl, -20, 20, "hers")
    if how == "staff":
        works_in(cast.ningsih, cast.pvl)
    else:
        stay(cast.ningsih, cast.pvl, -9, 9 if how == "supervising" else -5, "theirs")
    if how == "leading before":
        db.execute_sql("UPDATE unit_member SET leads = TRUE WHERE source = 'theirs'")

    assert cast.ningsih.id in excluded(cast.sari)
    assert count_of_open_alerts(cast.ningsih.id, NOON) == 0


def test_the_routes_of_all_are_those_of_each_in_no_more_statements(cast):
    people = [cast.sari.id, cast.tono.id, cast.laila.id, cast.wati.id]
    works_in(cast.ningsih, cast.pvl)
    for person in (cast.sari, cast.tono):
        stay(person, cast.pvl, source=person.key)
    note_relation(cast.laila.id, cast.dewi.id, RelationKind.CHECKED, TODAY)

    routes_for(people, NOON)  # calendars are kept once they were read
    with statements() as of_one:
        routes_for(people[:1], NOON)
    with statements() as of_all:
        routes = routes_for(people, NOON)

    offices = [cast.banua.id, cast.banua.id, cast.seberang.id, cast.banua.id]
    each = zip(people, offices, strict=True)
    assert routes == {who: route_for([who], office, NOON) for who, office in each}
    assert len(of_all) == len(of_one)
