"""A drill is a call like any other, until somebody handles it; and it stays in its office."""

import datetime as dt

import pytest

from mori.notifications.models import Message
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.operations import acknowledge_alert
from mori.safeguarding.alerts.rules import AlertKind, AlertState
from mori.safeguarding.drills import jobs, queries
from mori.safeguarding.drills.models import Drill
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, climb, minutes, reload, told, verbs
from tests.safeguarding.drills.drilling import KEY, alert_in, drill_in, missed_drill, work
from tests.safeguarding.duty.planning import declare

pytestmark = pytest.mark.usefixtures("clock")


def mail():
    return [(each.recipient, each.subject, each.body) for each in Message.select()]


def test_it_calls_the_office_as_any_call_does(cast):
    drill = drill_in(cast.banua)

    work()

    alert = alert_in(drill)
    assert alert.kind is AlertKind.DRILL
    assert told(alert) == ["ningsih"]
    drills_mail = mail()
    Message.update(recipient="gone").execute()
    alert_of(cast.sari, at=NOON)
    climb(NOON)
    assert [each for each in mail() if each[0] != "gone"] == drills_mail


def test_invariant_9_a_drill_never_leaves_its_office(cast):
    drill = drill_in(cast.banua)
    work()

    for minute in range(60):
        work(NOON + minutes(minute))

    assert set(told(alert_in(drill))) == {"ningsih", "opik", "hasan"}


def test_handling_it_ends_it(cast):
    drill = drill_in(cast.banua)
    work()

    acknowledge_alert(alert_in(drill), cast.ningsih.id, NOON + minutes(1))

    assert alert_in(drill).state is AlertState.ENDED
    climb(NOON + minutes(40))
    work(NOON + minutes(90))
    assert told(alert_in(drill)) == ["ningsih"]
    assert Drill.get_by_id(drill.id).missed_at is None


def test_a_drill_that_nobody_handles_ends_after_an_hour_and_its_mail_is_stopped(cast):
    drill = drill_in(cast.banua)
    work()

    work(NOON + minutes(59))
    assert alert_in(drill).state is AlertState.NOTIFIED
    work(NOON + minutes(60))

    assert Drill.get_by_id(drill.id).missed_at == NOON + minutes(60)
    assert verbs(alert_in(drill))[-1] == "end"
    assert all(message.stopped_at for message in Message.select())


def test_a_call_never_ends_so(cast):
    alert = alert_of(cast.sari)
    climb(NOON)

    acknowledge_alert(reload(alert), cast.ningsih.id, NOON)

    assert reload(alert).state is AlertState.ACKNOWLEDGED


@pytest.mark.parametrize("who", ["sari", None])
def test_a_call_joins_no_drill(cast, who):
    drill = drill_in(cast.banua)
    work()

    alert = alert_of(getattr(cast, who) if who else None, at=NOON + minutes(1))

    assert alert.id != alert_in(drill).id
    assert alert.kind is AlertKind.REAL


@pytest.mark.parametrize("who", ["sari", None])
def test_while_a_call_waits_no_drill_begins(cast, who):
    alert = alert_of(getattr(cast, who) if who else None)
    drill = drill_in(cast.banua)

    work()
    assert Drill.get_by_id(drill.id).alert_id is None
    acknowledge_alert(reload(alert), cast.ningsih.id, NOON)
    work(NOON + minutes(60))

    assert alert_in(drill).state is AlertState.NOTIFIED


def test_a_call_of_another_office_puts_none_off(cast):
    alert_of(cast.laila)
    drill = drill_in(cast.banua)

    work()

    assert Drill.get_by_id(drill.id).alert_id


def test_no_drill_begins_while_another_runs(cast):
    work_of = [drill_in(cast.banua), drill_in(cast.banua)]

    work()

    assert [bool(Drill.get_by_id(each.id).alert_id) for each in work_of] == [True, False]


NIGHT = NOON + dt.timedelta(hours=10)  # 22.00


def test_at_night_it_waits_for_the_morning(cast, clock):
    drill = drill_in(cast.banua, NIGHT)

    work(NIGHT)

    planned_at = Drill.get_by_id(drill.id).planned_at
    assert Alert.select().count() == 0
    assert dt.timedelta(hours=9) < planned_at - NIGHT <= dt.timedelta(hours=11)


@pytest.mark.parametrize(
    ("hour", "minute", "may"),
    [(7, 29, False), (7, 30, True), (15, 0, True), (15, 1, False)],
)
def test_it_begins_where_an_hour_of_the_day_is_left(cast, hour, minute, may):
    at = NOON + dt.timedelta(hours=hour - 12, minutes=minute)

    assert queries.may_drill_at(cast.banua, at) is may


@pytest.mark.parametrize(
    ("hour", "may"), [(8, False), (18, True), (21, True), (22, False), (23, False)]
)
def test_an_office_that_promises_hours_is_drilled_in_those(cast, hour, may):
    declare(cast.banua, dt.time(17), dt.time(22, 30))
    at = NOON + dt.timedelta(hours=hour - 12)

    assert queries.may_drill_at(cast.banua, at) is may


def test_hours_that_are_promised_over_midnight_are_one_time(cast):
    declare(cast.banua, dt.time(20), dt.time(0))
    declare(cast.banua, dt.time(0), dt.time(6))
    evening = NOON + dt.timedelta(hours=8)  # 20.00 on Wednesday

    hours = queries.hours_ahead(cast.banua, evening, evening + dt.timedelta(hours=12))

    assert hours == [evening + dt.timedelta(hours=n) for n in range(1, 10)]


def test_each_office_has_one_a_month_at_the_same_moment_on_every_node(cast):
    jobs.plan_drills(KEY, NOON)
    planned = {row.office_id: row.planned_at for row in Drill.select()}
    Drill.delete().execute()

    jobs.plan_drills(KEY, NOON)
    jobs.plan_drills(KEY, NOON + minutes(1))

    assert {row.office_id: row.planned_at for row in Drill.select()} == planned
    assert set(planned) == {cast.banua.id, cast.seberang.id}
    assert {row.month for row in Drill.select()} == {"2026-11"}
    assert all(NOON < each < NOON + dt.timedelta(days=13) for each in planned.values())


def test_the_next_month_has_one_of_its_own(cast):
    jobs.plan_drills(KEY, NOON)

    jobs.plan_drills(KEY, NOON + dt.timedelta(days=14))

    months = [row.month for row in Drill.select().where(Drill.office == cast.banua)]
    assert sorted(months) == ["2026-11", "2026-12"]


def test_a_missed_drill_ends_once(cast):
    drill = missed_drill(cast.banua)

    work(NOON + minutes(90))

    assert Drill.get_by_id(drill.id).missed_at == NOON + minutes(60)
