"""A closed circle is there from a call's first moment, and never leaves it to nobody."""

import datetime as dt

import pytest

from mori.accounts.models import Membership, Person
from mori.safeguarding.alerts import jobs, queries
from mori.safeguarding.alerts.operations import acknowledge_alert
from mori.safeguarding.circles.models import KeptOut
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, alert_of, climb_until, minutes, reload, told
from tests.safeguarding.subjects.naming import called_alert, name

pytestmark = pytest.mark.usefixtures("app")
HOUR = dt.timedelta(hours=1)
LATER = NOON + minutes(10)


@pytest.fixture
def alert(cast):
    return called_alert(cast)


def may_read(alert, at=LATER):
    return queries.alert_by_key(alert.key, at).told_ids


def test_a_later_call_is_born_in_the_closed_circle(cast, alert):
    name(alert, cast.hasan)

    later = alert_of(cast.sari, NOON + HOUR)

    assert later.id != alert.id
    assert reload(later).is_closed_circle
    inside = {cast.ningsih.id, cast.opik.id, cast.hasan.id}
    assert inside <= queries.excluded_from(later, NOON + HOUR), "before anybody was called"


def test_a_call_of_somebody_who_named_a_supervisor_is_not_closed(cast, alert):
    name(alert, cast.budi)

    later = alert_of(cast.sari, NOON + HOUR)

    assert not reload(later).is_closed_circle
    assert KeptOut.select().where(KeptOut.about == later.key).count() == 0


def leave(*officers):
    ended = Membership.update(ended_at=LATER + HOUR)
    ended.where(Membership.person.in_([each.id for each in officers])).execute()


def test_when_the_last_officer_elsewhere_leaves_those_of_the_office_are_called(cast, alert):
    name(alert, cast.hasan)
    climb_until(LATER + HOUR, since=LATER)
    acknowledge_alert(reload(alert), cast.dewi.id, LATER + HOUR)

    leave(cast.dewi, cast.eko)
    for do in jobs.climb_ladders(ADDRESS, LATER + 2 * HOUR):
        do()

    since = LATER + HOUR + minutes(1)
    assert told(alert, since=since) == ["ningsih"]
    assert not reload(alert).is_closed_circle
    assert cast.ningsih.id in may_read(alert)
    climb_until(LATER + 5 * HOUR, since=LATER + 2 * HOUR, every=300)
    assert set(told(alert, since=since)) == {"ningsih", "opik"}, "never whom it is about"


def test_whoever_comes_elsewhere_takes_it_out_of_the_office_again(cast, alert):
    name(alert, cast.hasan)
    leave(cast.dewi, cast.eko)
    climb_until(LATER + 2 * HOUR, since=LATER + HOUR, every=300)
    assert cast.ningsih.id in may_read(alert)
    Membership.update(ended_at=None).where(Membership.person == cast.dewi.id).execute()

    climb_until(LATER + 3 * HOUR, since=LATER + 2 * HOUR + minutes(5), every=300)

    assert reload(alert).is_closed_circle
    assert may_read(alert) == {cast.dewi.id}


def test_officers_elsewhere_without_any_address_are_as_nobody(cast, alert):
    silent = Person.update(email=None).where(Person.id.in_([cast.dewi.id, cast.eko.id]))
    silent.execute()

    name(alert, cast.hasan)

    assert not reload(alert).is_closed_circle
    assert cast.ningsih.id in may_read(alert)
    climb_until(LATER + HOUR, since=LATER, every=300)
    assert "opik" in told(alert, since=LATER), "and never whom it is about"
    assert "hasan" not in told(alert, since=LATER)


def test_a_head_who_is_head_no_more_lets_nobody_back_in(cast, alert):
    name(alert, cast.hasan)

    leave(cast.hasan)
    climb_until(LATER + 5 * HOUR, since=LATER + 2 * HOUR, every=300)

    assert set(told(alert, since=LATER)) == {"dewi", "eko"}
    assert cast.ningsih.id not in may_read(alert)
