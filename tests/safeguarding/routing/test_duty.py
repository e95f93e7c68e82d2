"""Routes follow who is on duty, here and in the national duty."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.operations import end_role, give_role
from tests.cast import NOON, role_of
from tests.safeguarding.duty.planning import at, away, declare, plan
from tests.safeguarding.routing.routes import route_for

pytestmark = pytest.mark.usefixtures("app")


def route(cast, when):
    return route_for([cast.sari.id], cast.banua.id, when)


def test_the_officer_planned_first_comes_first_and_an_absent_one_is_replaced(cast):
    give_role(cast.budi, cast.banua.id, Role.OFFICER, NOON)
    give_role(cast.wati, cast.banua.id, Role.OFFICER, NOON)
    declare(cast.banua)
    plan(cast.banua, cast.opik, cast.ningsih)
    before = route(cast, at(cast.banua, 10))

    away(cast.banua, cast.opik, cast.wati)

    assert before.all[:2] == (cast.opik.id, cast.ningsih.id)
    assert route(cast, at(cast.banua, 10)).all[:2] == (cast.wati.id, cast.ningsih.id)


def test_outside_the_hours_the_nations_duty_answers_and_then_the_others(cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)
    plan(cast.seberang, cast.dewi, opens=dt.time(0), closes=dt.time(23), is_national=True)

    night, day = (route(cast, at(cast.banua, hour)) for hour in (2, 10))

    assert night.all == (cast.dewi.id, cast.ningsih.id, cast.opik.id, cast.hasan.id, cast.eko.id)
    assert day.all[:3] == (cast.ningsih.id, cast.opik.id, cast.dewi.id)
    assert cast.dewi.id in day.everyone


def test_a_head_is_first_only_where_planned(cast):
    for officer in (cast.ningsih, cast.opik):
        end_role(role_of(officer), NOON)
    assert route(cast, at(cast.banua, 10)).first == (cast.dewi.id,)

    give_role(cast.wati, cast.banua.id, Role.OFFICER, NOON)
    declare(cast.banua)
    plan(cast.banua, cast.hasan, cast.wati)

    assert route(cast, at(cast.banua, 10)).first == (cast.hasan.id,)
