"""A letter that something waits goes to whoever may know of the call, and to nobody else."""

import pytest

from mori.notifications.models import Message
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.following.operations import tell_of_task
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, alert_of, told
from tests.safeguarding.alerts.excluding import exclude

pytestmark = pytest.mark.usefixtures("noon")


def test_whoever_must_not_learn_of_it_is_told_nothing_whoever_asks(cast):
    alert = alert_of(cast.sari)
    exclude(cast.sari, cast.opik)

    people = (cast.ningsih, cast.opik, cast.rina, cast.sari, cast.ningsih)
    tell_of_task(alert, [person.id for person in people], NOON, ADDRESS, "overdue")

    assert told(alert) == ["ningsih"]
    assert [each.recipient for each in Message.select()] == [cast.ningsih.email]


def test_each_time_is_another_letter_of_one_thread_that_names_nobody(cast):
    alert = alert_of(cast.sari)

    for _ in range(2):
        tell_of_task(Alert.get_by_id(alert.id), [cast.ningsih.id], NOON, ADDRESS, "overdue")

    first, second = Message.select().order_by(Message.id)
    assert first.token != second.token
    assert first.thread == second.thread
    assert first.body == second.body
    assert "Sari" not in first.subject + first.body


def test_nobody_to_tell_is_no_call(cast):
    alert = alert_of(cast.sari)

    tell_of_task(alert, [cast.rina.id], NOON, ADDRESS, "overdue")

    assert Alert.get_by_id(alert.id).calls == alert.calls
