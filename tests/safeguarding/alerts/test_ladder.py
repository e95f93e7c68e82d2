"""Who is told, when, and who never is."""

import datetime as dt

import pytest
from peewee import IntegrityError

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.operations import end_role, give_role
from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.models import Alert, Delivery
from mori.safeguarding.alerts.operations import relate
from mori.safeguarding.alerts.rules import AlertState
from tests.cast import NOON, TODAY, role_of
from tests.safeguarding.alerts.alarm import (
    ADDRESS,
    alert_of,
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

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def alert(cast):
    """Sari's, not yet seen by the background work."""
    return alert_of(cast.sari)


def leave(person):
    end_role(role_of(person), NOON)


def exclude(person, other, from_on=TODAY, until_on=None):
    relate(person.id, [other.id], "test", from_on, until_on, f"test {other.id}")


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


def test_an_excluded_first_officer_is_skipped_at_once(cast, alert):
    exclude(cast.sari, cast.ningsih)

    climb_until(NOON + minutes(5))

    assert told(alert) == ["opik", "hasan", "opik", "hasan"]


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


def test_without_an_officer_the_head_is_told(cast, alert):
    leave(cast.ningsih)
    leave(cast.opik)

    climb(NOON)

    assert told(alert) == ["hasan"]


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


def test_where_the_first_cannot_be_mailed_the_next_is_told_at_once_too(cast, alert):
    Person.update(email=None).where(Person.id == cast.ningsih.id).execute()

    climb(NOON)

    assert told(alert) == ["ningsih", "opik"]
    assert [message.recipient for message in messages()] == ["opik@contoh.example"]


def test_officers_are_called_in_the_order_in_which_they_were_appointed(cast, alert):
    leave(cast.ningsih)
    give_role(cast.tono, cast.banua.id, Role.OFFICER, NOON)

    climb_until(NOON + minutes(2))

    assert told(alert) == ["opik", "tono"]


def test_nobody_is_called_while_an_officer_is_handling_it(cast, alert):
    climb(NOON)
    operations.acknowledge(reload(alert), cast.ningsih.id, NOON + minutes(1))

    climb_until(NOON + minutes(30), since=NOON + minutes(1))

    assert told(alert) == ["ningsih"]


def test_an_acknowledgement_lapses_and_the_ladder_goes_on_from_the_second_officer(cast, alert):
    climb(NOON)
    operations.acknowledge(reload(alert), cast.ningsih.id, NOON + minutes(1))

    climb(NOON + minutes(31))

    assert told(alert) == ["ningsih", "opik"]
    assert verbs(alert) == ["raise", "notify", "acknowledge", "lapse", "notify"]
    assert reload(alert).state == AlertState.NOTIFIED
    climb(NOON + minutes(34))
    assert told(alert) == ["ningsih", "opik", "ningsih", "opik"]


def test_when_the_second_officers_acknowledgement_lapses_the_first_is_told(cast, alert):
    climb_until(NOON + minutes(2))
    operations.acknowledge(reload(alert), cast.opik.id, NOON + minutes(3))

    climb(NOON + minutes(33))

    assert told(alert) == ["ningsih", "opik", "ningsih"]


def test_an_alert_lapses_as_often_as_it_is_acknowledged(cast, alert):
    climb(NOON)
    at = NOON
    for _ in range(4):
        operations.acknowledge(reload(alert), cast.ningsih.id, at)
        at += minutes(30)
        climb(at)

    assert told(alert) == ["ningsih", "opik", "opik", "opik", "opik"]


def test_after_contact_whoever_handled_it_is_reminded_every_day_and_nothing_closes(cast, alert):
    climb(NOON)
    operations.acknowledge(reload(alert), cast.opik.id, NOON)
    operations.confirm_as_officer(reload(alert), cast.ningsih.id, NOON)

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
    operations.confirm_as_person(one, NOON + minutes(2))

    assert reload(one.alert).accident_at is None
    assert reload(one.alert).state == AlertState.NOTIFIED
    operations.confirm_as_person(other, NOON + minutes(3))
    assert reload(one.alert).state == AlertState.CONTACTED


def test_a_contact_left_by_somebody_unknown_is_told_to_the_officers(cast):
    first = replay(tap())
    climb(NOON)

    operations.leave_contact(first, "sealed", NOON + minutes(1), ADDRESS)

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
    relate(cast.sari.id, [cast.opik.id], "test", TODAY, None, f"test {cast.ningsih.id}")

    climb(NOON)

    assert told(alert) == ["ningsih"]
