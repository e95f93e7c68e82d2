"""How an event stands on a day, and what a calendar is told of it."""

import datetime as dt
import random
from types import SimpleNamespace as Stub

import pytest

from mori.events.making.rules import months_later
from mori.events.public.rules import Entry, Slot, calendar_file
from mori.events.rules import (
    CODE_ALPHABET,
    EventState,
    InvitationState,
    Notice,
    SeatClaim,
    new_code,
    offered_until,
    reminder_on,
    seats_held,
    state_on,
)

FIRST, LAST = dt.date(2027, 1, 27), dt.date(2027, 1, 28)
AT = dt.datetime(2027, 1, 20, 4, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def event(state: EventState) -> Stub:
    return Stub(state=state, starts_on=FIRST, ends_on=LAST)


@pytest.mark.parametrize(
    ("state", "day", "stands"),
    [
        (EventState.ANNOUNCED, FIRST - dt.timedelta(days=1), EventState.ANNOUNCED),
        (EventState.ANNOUNCED, FIRST, EventState.RUNNING),
        (EventState.ANNOUNCED, LAST, EventState.RUNNING),
        (EventState.ANNOUNCED, LAST + dt.timedelta(days=1), EventState.CLOSED),
        (EventState.RUNNING, LAST + dt.timedelta(days=1), EventState.CLOSED),
        (EventState.DRAFT, FIRST, EventState.DRAFT),
        (EventState.CALLED_OFF, FIRST, EventState.CALLED_OFF),
        (EventState.REPORTED, LAST, EventState.REPORTED),
    ],
)
def test_days_say_whether_it_runs_or_is_over(state, day, stands):
    assert state_on(event(state), day) is stands


@pytest.mark.parametrize(
    ("before", "notice"),
    [(8, None), (7, Notice.WEEK), (2, Notice.WEEK), (1, Notice.EVE), (0, Notice.EVE), (-1, None)],
)
def test_people_are_reminded_from_a_week_before(before, notice):
    day = FIRST - dt.timedelta(days=before)

    assert reminder_on(event(EventState.ANNOUNCED), day) is notice
    assert reminder_on(event(EventState.CALLED_OFF), day) is None


def test_an_offer_is_held_for_two_days_and_no_longer_than_until_it_begins():
    assert offered_until(AT + 72 * HOUR, AT) == AT + 48 * HOUR
    assert offered_until(AT + 5 * HOUR, AT) == AT + 5 * HOUR
    assert offered_until(AT, AT) is None


def test_an_offer_whose_time_is_over_holds_no_seat():
    claims = [
        SeatClaim(InvitationState.YES, 2, None),
        SeatClaim(InvitationState.OFFERED, 3, AT),
        SeatClaim(InvitationState.OFFERED, 4, AT + HOUR),
    ]

    assert seats_held(claims, AT) == 6


def test_letters_are_never_given_twice():
    choose = random.Random(17).choice
    taken: set[str] = set()
    for _each in range(500):
        taken.add(new_code(taken, choose))

    assert len(taken) == 500
    assert not set("".join(taken)) & set("O0I1")
    assert len(CODE_ALPHABET) == 32


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
        (dt.date(2026, 1, 15), 12, dt.date(2027, 1, 15)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
    ],
)
def test_a_series_comes_back_on_the_same_day_of_the_month(day, months, then):
    assert months_later(day, months) == then


def entry(**changes) -> Entry:
    return Entry(
        **{
            "key": "k",
            "name": "Latihan; literasi, Å bersama " + "é" * 60,
            "place": "Aula",
            "about": "baris satu\nbaris dua",
            "url": "https://mori.example/kegiatan/k",
            "revision": 2,
            "is_off": False,
            "slots": [Slot(FIRST, AT, AT + 8 * HOUR), Slot(LAST)],
            "made_at": AT,
            **changes,
        }
    )


def test_a_calendar_file_keeps_to_the_standard():
    text = calendar_file(entry())
    lines = text.split("\r\n")

    assert lines.pop() == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    whole = text.replace("\r\n ", "")
    assert "SUMMARY:Latihan\\; literasi\\, Å bersama " + "é" * 60 in whole
    assert "DESCRIPTION:baris satu\\nbaris dua" in whole
    assert "DTSTART:20270120T040000Z" in whole
    assert "DTSTART;VALUE=DATE:20270128\r\nDTEND;VALUE=DATE:20270129" in whole
    assert "VALARM" not in text
    assert "SEQUENCE:2" in whole


def test_a_calendar_learns_that_it_is_called_off():
    text = calendar_file(entry(is_off=True))

    assert text.count("STATUS:CANCELLED") == 2
    assert "SEQUENCE:3" in text
