"""An office that comes from an earlier release: each of its calls is there, and can be closed."""

import pytest
from playhouse.migrations import Runner

from mori.accounts.operations import end_role
from mori.cases.closing import operations
from mori.cli import MIGRATIONS
from mori.core.db import db
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.operations import acknowledge_alert, confirm_contact_as_officer
from mori.safeguarding.alerts.rules import OPEN, AlertState
from tests.cases.closing.deciding import DAY, SAFE, propose, work
from tests.cast import NOON, role_of
from tests.safeguarding.alerts.alarm import minutes, reload, told

SINCE = "0062_audit"  # and all that came after it
LONG_AGO = "2024-03-05 01:00:00"
STATES = ("received", "notified", "acknowledged", "contacted")
RAISED = """
INSERT INTO alert (key, person_id, office_id, kind, state, urgency, step, calls, raised_at,
  climbed_from, due_at, acknowledged_by_id, acknowledged_at, contacted_at)
VALUES ('{key}', {person}, {office}, 'real', '{state}', 1, {step}, {step}, '{at}', '{at}', '{at}',
  {officer}, {acknowledged_at}, {contacted_at})
"""
TAPPED = """
INSERT INTO tap (token, code, alert_id, page, at, contact)
SELECT key, 'oldcode' || id, id, 'logbook', raised_at, '' FROM alert
"""


@pytest.fixture
def upgraded(committed):
    """A database as the release before left it, with a call in each state, brought up to date.

    Whoever handled them has left since.
    """
    cast, runner = committed.cast, Runner(db.obj, str(MIGRATIONS))
    with db.connection_context():
        runner.down(SINCE)
        _raise_in_each_state(cast)
        runner.up()
        end_role(role_of(cast.ningsih), NOON - DAY)
        yield cast


def _raise_in_each_state(cast):
    for number, state in enumerate(STATES):
        was_taken, was_reached = state in STATES[2:], state == "contacted"
        row = {
            "key": f"oldalert{number}".ljust(14, "z"),
            "person": (cast.sari if number % 2 else cast.tono).id,
            "office": cast.banua.id,
            "state": state,
            "step": 0 if state == "received" else 2,
            "at": LONG_AGO,
            "officer": cast.ningsih.id if was_taken else "NULL",
            "acknowledged_at": f"'{LONG_AGO}'" if was_taken else "NULL",
            "contacted_at": f"'{LONG_AGO}'" if was_reached else "NULL",
        }
        db.execute_sql(RAISED.format(**row))
    db.execute_sql(TAPPED)


def test_every_old_alert_is_still_there_and_is_called_on(upgraded):
    kept = {alert.key: alert.state.value for alert in Alert.select()}

    work(NOON)

    assert sorted(kept.values()) == sorted(STATES)
    for alert in Alert.select():
        assert alert.due_at > NOON
        assert set(told(alert)) <= {"opik", "dewi", "hasan"}
        assert told(alert)


def test_every_old_alert_can_be_taken_over_and_closed(upgraded):
    cast, at = upgraded, NOON
    for minute in range(20):
        work(at := NOON + minutes(minute))

    for alert in list(Alert.select()):
        if reload(alert).state in OPEN:
            acknowledge_alert(reload(alert), cast.opik.id, at)
            confirm_contact_as_officer(reload(alert), cast.hasan.id, at)
        else:
            operations.take_over(reload(alert), cast.opik.id, at)
        proposal = propose(alert, SAFE, cast.opik, at)
        operations.agree(reload(alert), proposal, told_second(alert, cast).id, at)

    assert {alert.state for alert in Alert.select()} == {AlertState.CLOSED}


def told_second(alert, cast):
    others = [name for name in told(alert) if name != "opik"]
    return getattr(cast, others[-1])
