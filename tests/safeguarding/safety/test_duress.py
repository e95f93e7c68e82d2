"""Under duress everybody who may be told is called, and nothing on the phone ends it."""

import re

import pytest

from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.safety import operations as safety
from mori.safeguarding.safety.queries import pin_to_judge
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import (
    ADDRESS,
    climb,
    climb_until,
    minutes,
    reload,
    replay,
    tap,
    told,
    verbs,
)
from tests.safeguarding.receipts.reading import phone_of, seen
from tests.safeguarding.safety.keeping import DURESS, PIN, WRONG, called, cancel, judge

pytestmark = pytest.mark.usefixtures("clock")
HOURS = 25
SAVEPOINT = re.compile(r'"s[0-9a-f]{32}"')  # drawn for each


def test_under_duress_everybody_is_called_at_once_and_goes_on_being_called(app, interns, visit):
    taps, phones = called(interns, visit)
    first = taps["duress"]

    cancel(phones["duress"], first.code, DURESS)
    judge(app, NOON + minutes(1))

    assert told(first.alert) == ["ningsih", "ningsih", "opik", "hasan"]
    alert = reload(first.alert)
    assert (alert.state, alert.due_at) == (AlertState.NOTIFIED, NOON + minutes(16))
    climb_until(NOON + minutes(31), since=NOON + minutes(1))
    assert told(alert, since=NOON + minutes(2)) == ["ningsih", "opik", "hasan"] * 2


def test_whoever_handles_it_stays_and_the_others_are_called(app, cast, interns, visit, clock):
    taps, phones = called(interns, visit)
    alert = taps["duress"].alert
    operations.acknowledge_alert(reload(alert), cast.ningsih.id, NOON)
    clock.move_to(NOON + minutes(29))

    cancel(phones["duress"], taps["duress"].code, DURESS)
    judge(app, NOON + minutes(29))

    assert reload(alert).state == AlertState.ACKNOWLEDGED
    assert told(alert)[1:] == ["ningsih", "opik", "hasan"]
    climb(NOON + minutes(30))
    assert told(alert, since=NOON + minutes(30)) == ["opik"]
    climb_until(NOON + minutes(34), since=NOON + minutes(30))
    assert told(alert, since=NOON + minutes(31)) == ["ningsih", "opik"], "nothing is held back"


def test_a_forced_contact_is_opened_again(app, interns, visit):
    taps, phones = called(interns, visit)
    first = taps["duress"]
    climb(NOON + minutes(2))
    operations.confirm_contact_as_person(first, NOON + minutes(3))
    assert reload(first.alert).state == AlertState.CONTACTED

    cancel(phones["duress"], first.code, DURESS)
    judge(app, NOON + minutes(4))

    assert reload(first.alert).state == AlertState.NOTIFIED
    assert told(first.alert, since=NOON + minutes(4)) == ["ningsih", "opik", "hasan"]


def test_once_it_was_called_an_accident_the_phone_ends_nothing(app, interns, visit):
    taps, phones = called(interns, visit)
    first = taps["duress"]
    cancel(phones["duress"], first.code, DURESS)
    judge(app, NOON + minutes(1))

    reply = phones["duress"].post(f"/c/{first.code}/dihubungi")
    climb(NOON + minutes(16))

    assert reply.status_code == 303
    assert reload(first.alert).state == AlertState.NOTIFIED


def test_a_further_tap_takes_it_back_and_duress_stays(app, interns, visit):
    taps, phones = called(interns, visit)
    cancel(phones["duress"], taps["duress"].code, DURESS)
    judge(app)

    again = replay(tap(interns["duress"], NOON + minutes(1)))

    assert reload(again.alert).duress_at is not None
    assert "Officers were told" in seen(phone_of(visit(), again.code).get(f"/c/{again.code}"))


def test_duress_counts_whatever_is_typed_before_and_after(app, cast, interns, visit):
    taps, phones = called(interns, visit)
    for typed in (WRONG, DURESS, PIN, *["2222"] * 9):
        cancel(phones["wrong"], taps["wrong"].code, typed)

    judge(app)

    assert verbs(taps["wrong"].alert)[3:] == [
        *("pin_wrong", "duress", "pin_right"),
        *["pin_wrong"] * 2,  # more than five are not looked at: each costs a moment
    ]
    assert "Dipaksa:" in seen(visit(cast.ningsih).get(f"/jaga/{taps['wrong'].alert.key}"))


def test_two_who_judge_at_once_call_once(app, interns, visit):
    taps, phones = called(interns, visit)
    cancel(phones["duress"], taps["duress"].code, DURESS)
    said = pin_to_judge()
    verdict = safety.judge_pin(said, app.config["SECRET_KEY"])

    for _ in range(2):
        safety.note_verdict(said, verdict, NOON, ADDRESS)

    assert verbs(taps["duress"].alert).count("duress") == 1
