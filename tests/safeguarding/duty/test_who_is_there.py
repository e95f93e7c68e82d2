"""What the rest of safeguarding asks of duty: who is there, and when somebody is."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.accounts.operations import give_role
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.offices.operations import add_holiday
from mori.offices.rules import HolidayKind
from mori.safeguarding.duty import operations, queries
from mori.safeguarding.duty.models import Absence, Shift, StaffedHours
from tests.cast import NOON, TODAY
from tests.safeguarding.duty.planning import at, away, declare, plan
from tests.support.answers import statements


def test_an_office_without_hours_keeps_its_officers_in_the_order_of_appointment(cast):
    assert queries.on_duty(cast.banua.id, at(cast.banua, 2)) == [cast.ningsih.id, cast.opik.id]
    assert not queries.declares_hours(cast.banua.id)
    assert queries.next_staffed(cast.banua.id, NOON) is None


def test_on_shift_are_those_planned_in_their_order(cast):
    declare(cast.banua)
    plan(cast.banua, cast.opik, cast.ningsih)

    assert queries.on_duty(cast.banua.id, at(cast.banua, 9)) == [cast.opik.id, cast.ningsih.id]
    assert queries.on_duty(cast.banua.id, at(cast.banua, 17)) == []
    assert queries.declares_hours(cast.banua.id)


def test_another_office_sees_nothing_of_it(cast):
    declare(cast.banua)
    plan(cast.banua, cast.opik)

    assert queries.on_duty(cast.seberang.id, NOON) == [cast.dewi.id]
    assert not queries.declares_hours(cast.seberang.id)


def test_whoever_is_away_is_replaced(cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)
    away(cast.banua, cast.ningsih, cast.hasan)

    assert queries.on_duty(cast.banua.id, NOON) == [cast.hasan.id, cast.opik.id]
    assert queries.on_duty(cast.banua.id, NOON + DAY) == [cast.ningsih.id, cast.opik.id]


def test_whoever_lost_the_role_is_on_duty_no_more(cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)
    Membership.update(ended_at=NOON).where(Membership.person == cast.ningsih).execute()

    assert queries.on_duty(cast.banua.id, NOON) == [cast.opik.id]


def test_a_holiday_of_the_office_has_no_hours(cast):
    declare(cast.banua)
    add_holiday(cast.banua.id, TODAY, "Hari contoh", HolidayKind.LOCAL)

    assert not queries.is_staffed(cast.banua.id, NOON)
    assert queries.next_staffed(cast.banua.id, NOON) == at(cast.banua, 8, day=TODAY + DAY)


def test_the_hours_ahead_say_who_is_there_in_each(cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik, closes=dt.time(12))
    first, last = at(cast.banua, 0), at(cast.banua, 23)

    hours = queries.staffed_hours_ahead(cast.banua.id, first, last)
    ahead = queries.on_duty_ahead(cast.banua.id, hours)

    assert hours == [at(cast.banua, hour) for hour in range(8, 16)]
    assert [len(ahead[hour]) for hour in hours] == [2] * 4 + [0] * 4


def test_four_weeks_ahead_cost_as_many_statements_as_an_hour(cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik, weeks=4)
    hours = queries.staffed_hours_ahead(cast.banua.id, NOON, NOON + 28 * DAY)
    queries.on_duty_ahead(cast.banua.id, hours[:1])

    with statements() as one:
        queries.on_duty_ahead(cast.banua.id, hours[:1])
    with statements() as many:
        queries.on_duty_ahead(cast.banua.id, hours)

    assert len(one) == len(many) == 5


def test_all_offices_cost_as_many_statements_as_one(cast):
    declare(cast.banua)
    offices = [cast.banua.id, cast.seberang.id, None]
    queries.on_duty_by_office(offices, NOON)

    with statements() as sent:
        found = queries.on_duty_by_office(offices, NOON)

    assert len(sent) == 5
    assert found == {cast.banua.id: [], cast.seberang.id: [cast.dewi.id], None: []}


def test_national_duty_is_kept_by_officers_of_any_office(cast):
    plan(cast.seberang, cast.dewi, is_national=True)
    plan(cast.banua, cast.opik, is_national=True)

    assert queries.on_duty(None, NOON) == [cast.dewi.id, cast.opik.id]
    assert queries.on_duty(None, at(cast.banua, 23)) == []
    assert queries.on_duty(cast.banua.id, NOON) == [cast.ningsih.id, cast.opik.id]


def test_the_lead_is_the_first_officer_and_without_any_the_head(cast):
    assert queries.lead_of(cast.banua.id) == cast.ningsih.id

    Membership.update(ended_at=NOON).where(Membership.role == Role.OFFICER).execute()
    assert queries.lead_of(cast.banua.id) == cast.hasan.id


def test_hours_declared_twice_are_there_once(cast):
    declare(cast.banua)
    declare(cast.banua)

    assert StaffedHours.select().count() == 5


def test_the_offices_own_hours_can_be_promised(cast):
    operations.declare_office_hours(cast.banua.id)

    assert queries.is_staffed(cast.banua.id, at(cast.banua, 7, 30))
    assert not queries.is_staffed(cast.banua.id, at(cast.banua, 16, 15))


def test_a_plan_posted_twice_is_one(cast):
    assert plan(cast.banua, cast.ningsih, cast.opik, token="once") == 0
    assert plan(cast.banua, cast.ningsih, cast.opik, token="once") == 0

    assert Shift.select().count() == 10


def test_nobody_has_two_shifts_at_once(cast):
    plan(cast.banua, cast.ningsih)

    assert plan(cast.banua, cast.ningsih, cast.opik, opens=dt.time(10)) == 5

    assert queries.on_duty(cast.banua.id, NOON) == [cast.ningsih.id, cast.opik.id]
    assert Shift.select().where(Shift.officer == cast.ningsih).count() == 5


def test_one_officer_alone_is_kept(cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih)

    assert queries.on_duty(cast.banua.id, NOON) == [cast.ningsih.id]


def test_a_shift_over_midnight_holds_in_both_days(cast):
    declare(cast.banua)
    plan(cast.banua, cast.opik, opens=dt.time(22), closes=dt.time(6))

    assert queries.on_duty(cast.banua.id, at(cast.banua, 23)) == [cast.opik.id]
    assert queries.on_duty(cast.banua.id, at(cast.banua, 5, day=TODAY + DAY)) == [cast.opik.id]
    assert queries.on_duty(cast.banua.id, at(cast.banua, 6, day=TODAY + DAY)) == []


def test_a_pattern_without_a_day_is_refused(cast):
    with pytest.raises(Refused, match="None of these weekdays"):
        plan(cast.banua, cast.ningsih, weekdays=())


def test_a_shift_that_is_over_stays(cast):
    plan(cast.banua, cast.ningsih)
    shift = Shift.select().order_by(Shift.starts_at).get()

    with pytest.raises(Refused):
        operations.drop_shift(shift, at(cast.banua, 16))
    operations.drop_shift(shift, at(cast.banua, 15))

    assert queries.on_duty_ahead(cast.banua.id, [at(cast.banua, 9)])
    assert not Shift.select().where(Shift.id == shift.id).exists()


def test_absences_that_meet_are_refused_and_a_double_post_is_not(cast):
    away(cast.banua, cast.ningsih, days=3, token="a")
    away(cast.banua, cast.ningsih, days=3, token="a")

    with pytest.raises(Refused):
        away(cast.banua, cast.ningsih, first=TODAY + 2 * DAY)
    away(cast.banua, cast.ningsih, first=TODAY + 3 * DAY)

    assert Absence.select().count() == 2


def test_nobody_stands_in_for_themselves(cast):
    with pytest.raises(Refused):
        away(cast.banua, cast.ningsih, cast.ningsih)


def test_somebody_is_there_until_the_hours_end(cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih)

    presence = queries.presence_of(cast.banua.id, NOON)

    assert (presence.until, presence.next_at) == (at(cast.banua, 16), None)


def test_nobody_there_says_when_somebody_is(cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, first=TODAY + DAY)

    presence = queries.presence_of(cast.banua.id, NOON)

    assert presence.is_empty
    assert presence.next_at == at(cast.banua, 8, day=TODAY + DAY)


def test_whoever_must_not_be_told_is_nobody_there(cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih)
    plan(cast.banua, cast.opik, first=TODAY + DAY, weekdays=(4,))
    give_role(cast.opik, cast.banua.id, Role.SUPERVISOR, NOON)

    presence = queries.presence_of(cast.banua.id, NOON, {cast.ningsih.id})

    assert presence.next_at == at(cast.banua, 8, day=TODAY + 2 * DAY)


def test_hours_without_a_plan_promise_nobody(cast):
    declare(cast.banua)

    presence = queries.presence_of(cast.banua.id, NOON)

    assert (presence.is_empty, presence.next_at) == (True, None)
    assert not queries.presence_of(cast.seberang.id, NOON).declares
