"""Calling it an accident looks the same whatever is typed, and only officers learn what it was."""

import datetime as dt
import re

import pytest
from nacl.pwhash import argon2id

from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.event_operations import note_reading
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.safety.models import SaidPin
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import (
    climb,
    climb_until,
    hand_over,
    minutes,
    reload,
    replay,
    tap,
    told,
    verbs,
)
from tests.safeguarding.receipts.reading import phone_of, seen
from tests.safeguarding.safety.keeping import DURESS, PIN, TYPED, called, cancel, judge
from tests.support.answers import statements

pytestmark = pytest.mark.usefixtures("clock")
HOURS = 25
SAVEPOINT = re.compile(r'"s[0-9a-f]{32}"')  # drawn for each


def looks(response, code):
    """All that a phone gets, but for its own code."""
    body = seen(response).replace(code, "--------")
    return body, sorted((name, value) for name, value in response.headers.items() if name != "Date")


def test_fault_25_for_a_day_every_view_is_the_same_to_the_byte(app, cast, interns, visit, clock):
    taps, phones = called(interns, visit)
    fragments = {name: phone_of(visit(htmx=True), taps[name].code) for name in taps}
    for name, each in taps.items():
        cancel(phones[name], each.code, TYPED[name])
    first = {}

    for hour in range(HOURS):
        at = NOON + dt.timedelta(hours=hour)
        clock.move_to(at)
        judge(app, at)
        climb(at)
        hand_over(at)
        _officers_act(cast, taps, hour, at)
        for views in (phones, fragments):
            got = {
                looks(views[name].get(f"/c/{each.code}"), each.code)[0]
                for name, each in taps.items()
            }
            assert len(got) == 1, f"in hour {hour}"
            first.setdefault(views is phones, got)
            assert got == first[views is phones], "it does not change with the hours either"
        headers = [
            looks(phones[name].get(f"/c/{each.code}"), each.code)[1] for name, each in taps.items()
        ]
        assert headers.count(headers[0]) == len(headers)


def _officers_act(cast, taps, hour, at):
    """What officers do with each, at hours of their own."""
    for number, each in enumerate(taps.values(), 1):
        if hour == 2 * number:
            note_reading(each.alert, cast.ningsih.id, at)
            operations.acknowledge_alert(reload(each.alert), cast.ningsih.id, at)
        if hour == 2 * number + 1:
            alert = reload(each.alert)
            if alert.acknowledged_by_id:
                operations.confirm_contact_as_officer(alert, cast.opik.id, at)


def test_the_answer_and_the_work_are_the_same(interns, visit, monkeypatch):
    taps, phones = called(interns, visit)
    hashed = []
    for name in ("str", "verify", "kdf"):
        real = getattr(argon2id, name)
        monkeypatch.setattr(
            argon2id, name, lambda *a, real=real, **k: hashed.append(1) or real(*a, **k)
        )

    asked, answers = [], []
    for name, each in taps.items():
        with statements() as sent:
            answers.append(cancel(phones[name], each.code, TYPED[name]))
        asked.append([SAVEPOINT.sub("", sql) for sql in sent])

    heads = [sorted(answer.headers.to_wsgi_list()) for answer in answers]
    codes = [each.code for each in taps.values()]
    said = [str(head).replace(code, "") for head, code in zip(heads, codes, strict=True)]
    assert {answer.status_code for answer in answers} == {303}
    assert said.count(said[0]) == len(said)
    assert asked.count(asked[0]) == len(asked)
    assert not hashed, "nothing is compared while the phone waits"
    assert len({len(each.sealed) for each in SaidPin.select()}) == 1


def test_both_pins_are_compared_whatever_was_typed(app, interns, visit, monkeypatch):
    taps, phones = called(interns, visit)
    for name, each in taps.items():
        cancel(phones[name], each.code, TYPED[name])
    compared = []
    real = argon2id.verify
    monkeypatch.setattr(argon2id, "verify", lambda *a: compared.append(1) or real(*a))

    judge(app)

    assert len(compared) == 2 * len(taps)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("right", ["pin_right"]),
        ("wrong", ["pin_wrong"]),
        ("none", ["pin_none"]),
        ("duress", ["duress"]),
    ],
)
def test_officers_alone_are_told_which_it_was(app, cast, interns, visit, typed, said):
    taps, phones = called(interns, visit)

    cancel(phones[typed], taps[typed].code, TYPED[typed])
    judge(app)

    assert verbs(taps[typed].alert)[3:] == said
    assert all(each.sealed == "" for each in SaidPin.select()), "what was typed is forgotten"
    opened = seen(visit(cast.ningsih).get(f"/jaga/{taps[typed].alert.key}"))
    assert ("Dipaksa:" in opened) is (typed == "duress")


@pytest.mark.parametrize("typed", ["right", "wrong", "none"])
def test_else_the_wide_steps_wait_and_the_first_two_do_not(app, interns, visit, typed):
    taps, phones = called(interns, visit)
    first = taps[typed]

    cancel(phones[typed], first.code, TYPED[typed])
    judge(app)
    climb_until(NOON + minutes(14))

    assert told(first.alert) == ["ningsih", "opik"]


def test_the_page_of_an_earlier_tap_is_the_same_page(interns, visit):
    taps, phones = called(interns, visit)
    first = taps["none"]
    again = replay(tap(interns["none"], NOON + minutes(1)))

    cancel(phone_of(visit(), again.code), again.code, "")

    earlier = seen(phones["none"].get(f"/c/{first.code}"))
    assert "accident" in earlier
    assert "Officers were told" not in earlier


def test_without_pins_nothing_is_compared_with_anybodys(app, cast, visit):
    first = replay(tap(cast.sari))
    phone = phone_of(visit(), first.code)

    cancel(phone, first.code, DURESS)
    cancel(phone, first.code, "")
    judge(app)

    assert verbs(first.alert)[1:] == ["accident", "pin_unset"]
    assert Alert.get_by_id(first.alert.id).duress_at is None


def test_of_a_stranger_too(app, visit):
    first = replay(tap())

    reply = cancel(phone_of(visit(), first.code), first.code, DURESS)
    judge(app)

    assert reply.status_code == 303
    assert not SaidPin.select().where(~SaidPin.is_judged).exists()


def test_what_cannot_be_read_any_more_stops_nothing(app, interns, visit):
    taps, phones = called(interns, visit)
    cancel(phones["right"], taps["right"].code, PIN)
    SaidPin.update(sealed="gAAAA").execute()

    judge(app)

    assert verbs(taps["right"].alert)[-1] == "pin_none"
