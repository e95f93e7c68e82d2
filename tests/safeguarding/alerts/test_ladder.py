"""Who is told, when, and who never is."""

import datetime as dt

import pytest
from peewee import IntegrityError

from mori.accounts.models import Membership
from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.models import Alert, Delivery
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.receipts.operations import leave_contact
from mori.safeguarding.routing.operations import register_relation
from tests.cast import NOON, TODAY
from tests.safeguarding.alerts.alarm import (
    ADDRESS,
    climb,
    climb_until,
    messages,
    minutes,
    reload,
    replay,
    tap,
    told,
    verbs,
)
from tests.safeguarding.alerts.excluding import exclude

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (0, ["ningsih"]),
        (1.9, ["ningsih"]),
        (2, ["ningsih", "opik"]),
        (4.9, ["ningsih", "opik"]),
        (5, ["ningsih", "opik", "ningsih", "opik"]),
        (15, ["ningsih", "opik", "ningsih", "opik", "hasan"]),
        (30, ["ningsih", "opik", "ningsih", "opik", "hasan", "ningsih", "opik", "hasan"]),
    ],
)
def test_the_ladder_climbs_by_due_time(alert, after, expected):
    climb_until(NOON + minutes(after), every=6)

    assert told(alert) == expected


def test_from_half_an_hour_on_everyone_is_told_every_fifteen_minutes_for_ever(alert):
    climb_until(NOON + dt.timedelta(hours=12))

    last_hours = NOON + dt.timedelta(hours=6)
    assert told(alert, since=last_hours + minutes(1)) == ["ningsih", "opik", "hasan"] * 24


def test_invariant_3_an_alert_is_due_in_the_future_after_each_step(alert):
    for minute in range(0, 200, 7):
        climb(NOON + minutes(minute))

        assert reload(alert).due_at > NOON + minutes(minute)


def test_invariant_3_holds_when_there_is_nobody_at_all(alert):
    Membership.update(ended_at=NOON).execute()

    climb(NOON)

    assert told(alert) == []
    assert reload(alert).due_at == NOON + minutes(2)


def test_a_clock_that_jumps_a_day_takes_one_step_and_counts_the_next_from_then(alert):
    climb(NOON)
    later = NOON + dt.timedelta(days=1)

    for _ in range(5):
        climb(later)

    assert told(alert, since=later) == ["opik"]
    assert reload(alert).due_at == later + minutes(3)


def test_invariant_17_a_message_says_neither_who_nor_what_nor_the_buttons_name(cast, alert):
    climb_until(NOON + minutes(60))

    assert len(messages()) == 14
    for message in messages():
        text = f"{message.subject}\n{message.body}".lower()
        assert message.subject == messages()[0].subject
        assert "https://mori.example/jaga" in text
        for word in ("sari", "red", "merah", "tombol", "button", "alert", "bantuan", "help",
                     "pelecehan", "kekerasan", "panggilan", "banua"):  # fmt: skip
            assert word not in text


def test_messages_to_one_officer_are_one_thread_and_to_two_are_not(alert):
    climb_until(NOON + minutes(30))

    threads = {}
    for message in messages():
        threads.setdefault(message.recipient, set()).add(message.thread)
    assert [len(each) for each in threads.values()] == [1, 1, 1]
    assert len(set.union(*threads.values())) == 3


def test_nobody_is_called_while_an_officer_is_handling_it(cast, alert):
    climb(NOON)
    operations.acknowledge_alert(reload(alert), cast.ningsih.id, NOON + minutes(1))

    climb_until(NOON + minutes(30), since=NOON + minutes(1))

    assert told(alert) == ["ningsih"]


def test_an_acknowledgement_lapses_and_the_ladder_goes_on_from_the_second_officer(cast, alert):
    climb(NOON)
    operations.acknowledge_alert(reload(alert), cast.ningsih.id, NOON + minutes(1))

    climb(NOON + minutes(31))

    assert told(alert) == ["ningsih", "opik"]
    assert verbs(alert) == ["raise", "notify", "acknowledge", "lapse", "notify"]
    assert reload(alert).state == AlertState.NOTIFIED
    climb(NOON + minutes(34))
    assert told(alert) == ["ningsih", "opik", "ningsih", "opik"]


def test_when_the_second_officers_acknowledgement_lapses_the_first_is_told(cast, alert):
    climb_until(NOON + minutes(2))
    operations.acknowledge_alert(reload(alert), cast.opik.id, NOON + minutes(3))

    climb(NOON + minutes(33))

    assert told(alert) == ["ningsih", "opik", "ningsih"]


def test_each_lapse_goes_a_step_further_whoever_takes_it_on_again(cast, alert):
    climb(NOON)
    at = NOON
    for _ in range(4):
        operations.acknowledge_alert(reload(alert), cast.ningsih.id, at)
        at += minutes(30)
        climb(at)

    second, both, head = ["opik"], ["ningsih", "opik"], ["hasan"]
    everyone = ["ningsih", "opik", "hasan"]
    assert told(alert) == ["ningsih", *second, *both, *head, *everyone]


@pytest.mark.parametrize(("said_after", "called"), [(0, 0), (0.5, 1), (2.5, 2)])
def test_invariant_7_who_holds_the_phone_keeps_no_call_from_the_first_two(cast, said_after, called):
    first = replay(tap(cast.sari))
    if called:
        climb_until(NOON + minutes(said_after))
    operations.confirm_contact_as_person(first, NOON + minutes(said_after))

    said = told(first.alert)
    climb_until(NOON + minutes(60), since=NOON + minutes(said_after))

    assert said == ["ningsih", "opik"][:called]
    assert told(first.alert) == ["ningsih", "opik"]
    assert reload(first.alert).state == AlertState.CONTACTED


def test_a_further_tap_after_that_calls_as_if_nothing_had_been_said(cast):
    first = replay(tap(cast.sari))
    operations.confirm_contact_as_person(first, NOON)
    replay(tap(cast.sari, NOON + minutes(4)))

    climb_until(NOON + minutes(5))

    assert told(first.alert) == ["ningsih", "opik", "ningsih", "opik"]


def test_after_contact_whoever_handled_it_is_reminded_every_day_and_nothing_closes(cast, alert):
    climb(NOON)
    operations.acknowledge_alert(reload(alert), cast.opik.id, NOON)
    operations.confirm_contact_as_officer(reload(alert), cast.ningsih.id, NOON)

    climb_until(NOON + dt.timedelta(days=40), every=3600)

    assert told(alert, since=NOON + minutes(1)) == ["opik"] * 40
    assert Alert.select().where(Alert.due_at > NOON + dt.timedelta(days=40)).count() == 1


def test_an_accident_delays_neither_of_the_first_two_and_holds_back_the_wide_steps(cast):
    first = replay(tap(cast.sari))
    climb(NOON)
    operations.mark_accident(first, NOON + minutes(1))

    climb_until(NOON + minutes(15.9), since=NOON + minutes(1))
    before = told(first.alert)
    climb_until(NOON + minutes(30), since=NOON + minutes(16))

    assert before == ["ningsih", "opik"]
    assert told(first.alert) == ["ningsih", "opik", "ningsih", "opik", "hasan"]
    assert verbs(first.alert).count("accident") == 1


def test_marking_an_accident_again_and_again_holds_nothing_back_longer(cast):
    first = replay(tap(cast.sari))
    for minute in range(16):
        operations.mark_accident(first, NOON + minutes(minute))
        climb(NOON + minutes(minute))

    assert told(first.alert) == ["ningsih", "opik", "ningsih", "opik"]


def test_a_further_tap_takes_the_mark_of_accident_back(cast):
    first = replay(tap(cast.sari))
    climb_until(NOON + minutes(2))
    operations.mark_accident(first, NOON + minutes(2))

    replay(tap(cast.sari, NOON + minutes(4)))
    climb(NOON + minutes(5))

    assert told(first.alert) == ["ningsih", "opik", "ningsih", "opik"]


def test_one_stranger_speaks_neither_of_accident_nor_of_contact_for_another(cast):
    one, other = replay(tap()), replay(tap(at=NOON + minutes(1)))
    climb_until(NOON + minutes(2))

    operations.mark_accident(one, NOON + minutes(2))
    operations.confirm_contact_as_person(one, NOON + minutes(2))

    assert reload(one.alert).accident_at is None
    assert reload(one.alert).state == AlertState.NOTIFIED
    operations.confirm_contact_as_person(other, NOON + minutes(3))
    assert reload(one.alert).state == AlertState.CONTACTED


def test_a_contact_left_by_somebody_unknown_is_told_to_the_officers(cast):
    first = replay(tap())
    climb(NOON)

    leave_contact(first, "sealed", NOON + minutes(1), ADDRESS)

    assert told(first.alert) == ["ningsih", "dewi", "ningsih", "dewi"]
    assert len(messages()) == 4


def test_a_step_happens_whole_or_not_at_all(cast, alert):
    in_the_way = Delivery.create(alert=alert, officer=cast.ningsih, call=1, at=NOON)

    with pytest.raises(IntegrityError):
        climb(NOON)

    assert messages() == []
    assert verbs(alert) == ["raise"]
    assert reload(alert).due_at == NOON
    in_the_way.delete_instance()
    climb(NOON)
    assert told(alert) == ["ningsih"]


def test_relations_of_a_source_and_kind_are_replaced(cast, alert):
    exclude(cast.sari, cast.ningsih)
    register_relation(
        cast.sari.id, [cast.opik.id], "private", TODAY, None, f"test {cast.ningsih.id}"
    )

    climb(NOON)

    assert told(alert) == ["ningsih"]
