"""Whom the ladder calls, and whom never."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import end_role, give_role
from mori.safeguarding.alerts.models import AlertEvent, Tap
from mori.safeguarding.receipts.operations import leave_contact
from tests.cast import NOON, TODAY, role_of
from tests.safeguarding.alerts.alarm import (
    alert_of,
    climb,
    climb_until,
    messages,
    minutes,
    reload,
    replay,
    tap,
    told,
)
from tests.safeguarding.alerts.excluding import exclude

pytestmark = pytest.mark.usefixtures("app")


def leave(person):
    end_role(role_of(person), NOON)


def test_an_excluded_first_officer_is_skipped_at_once(cast, alert):
    exclude(cast.sari, cast.ningsih)

    climb_until(NOON + minutes(5))

    assert told(alert) == ["opik", "dewi", "opik", "dewi"]


@pytest.mark.parametrize(
    ("from_on", "until_on", "is_excluded"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (dt.date(2024, 1, 1), dt.date(2024, 2, 1), True),
        (TODAY + dt.timedelta(days=2), None, False),
    ],
)
def test_a_relation_of_today_or_the_past_excludes(cast, alert, from_on, until_on, is_excluded):
    exclude(cast.sari, cast.ningsih, from_on, until_on)

    climb(NOON)

    assert told(alert) == (["opik"] if is_excluded else ["ningsih"])


def test_an_officer_is_never_told_of_their_own_alert(cast):
    alert = alert_of(cast.ningsih)

    climb_until(NOON + minutes(60))

    assert "ningsih" not in told(alert)


def test_without_an_officer_another_offices_is_told_and_then_the_head(cast, alert):
    leave(cast.ningsih)
    leave(cast.opik)

    climb_until(NOON + minutes(2))

    assert told(alert) == ["dewi", "hasan"]


def test_without_officers_and_with_an_excluded_head_another_office_is_told(cast, alert):
    leave(cast.ningsih)
    leave(cast.opik)
    exclude(cast.sari, cast.hasan)

    climb_until(NOON + minutes(15))

    assert told(alert) == ["dewi", "eko", "dewi", "eko", "dewi"]


def test_an_excluded_head_is_never_told_at_fifteen_minutes(cast, alert):
    exclude(cast.sari, cast.hasan)

    climb_until(NOON + minutes(90))

    assert "hasan" not in told(alert)
    assert "dewi" in told(alert)


def test_somebody_inactive_is_skipped(cast, alert):
    Person.update(is_active=False).where(Person.id == cast.ningsih.id).execute()

    climb(NOON)

    assert told(alert) == ["opik"]


def test_where_the_first_cannot_be_reached_the_next_is_told_at_once(cast, alert):
    Person.update(email=None).where(Person.id == cast.ningsih.id).execute()

    climb(NOON)

    assert told(alert) == ["opik"]
    assert [message.recipient for message in messages()] == ["opik@contoh.example"]


def test_officers_are_called_in_the_order_in_which_they_were_appointed(cast, alert):
    leave(cast.ningsih)
    give_role(cast.tono, cast.banua.id, Role.OFFICER, NOON)

    climb_until(NOON + minutes(2))

    assert told(alert) == ["opik", "tono"]


def test_a_stranger_changes_their_contact_as_often_as_needed_and_fills_no_table(cast):
    first = replay(tap())
    calls, left = reload(first.alert).calls, AlertEvent.verb == "contact"

    for number in range(30):
        leave_contact(first, f"sealed {number}", NOON, "https://mori.example")

    assert Tap.get_by_id(first.id).contact == "sealed 29"
    assert AlertEvent.select().where(left).count() == 1
    assert reload(first.alert).calls == calls + 1

    leave_contact(first, "sealed 30", NOON + minutes(11), "https://mori.example")

    assert AlertEvent.select().where(left).count() == 2
