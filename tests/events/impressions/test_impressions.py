"""What is said leads to nobody: no column, no order; never fewer than five are shown."""

import datetime as dt
from collections import Counter

import pytest

from mori.core.clock import now
from mori.core.workdays import DAY
from mori.events.codes.rules import pass_of
from mori.events.impressions.models import Impression, ImpressionGiven
from mori.events.impressions.operations import (
    Said,
    give_impression,
    show_impressions,
    show_together,
)
from mori.events.impressions.queries import heard_of
from mori.events.impressions.rules import Answer, Question, is_asked
from mori.events.models import Event
from mori.events.presence.operations import Way, mark_present
from mori.events.presence.rules import HalfDay, How, Part
from mori.events.queries import event_by_id
from mori.events.rules import EventState
from tests.cast import NOON, TODAY
from tests.events.presence.holding import hold_event, listed

SAID = {"followed": "yes", "useful": "partly", "welcome": "yes", "helped": "Latihan berpasangan"}


@pytest.fixture
def event(cast):
    """Over since today, eight people there."""
    event = hold_event(cast.banua, people=9)
    for row in listed(event)[:8]:
        mark_present(row, HalfDay(TODAY, Part.AM), Way(How.HAND), now(), f"m {row.key}", now())
    return event


def url_of(app, event, row) -> str:
    return f"/p/{pass_of(app.config['SECRET_KEY'], event.key, row.short_code)}"


def say(event, number: int, **said) -> bool:
    row = listed(event)[number]
    row.event = event
    return give_impression(row, Said(Answer.YES, Answer.NO, Answer.PARTLY, **said))


def test_it_is_given_once_and_a_second_tap_is_told_so(app, visit, event):
    row = listed(event)[0]
    own = url_of(app, event, row)
    url = f"{own}/masukan"
    assert url in visit().get(own).text

    wrong = visit().post(url, {**SAID, "welcome": ""})
    assert wrong.status_code == 422
    assert "Latihan berpasangan" in wrong.text
    sent = visit().post(url, SAID)
    again = visit().post(url, {**SAID, "followed": "no"})

    assert sent.status_code == again.status_code == 303
    assert "Kamu sudah memberi masukan" in visit().get(again.location).text
    assert [row.followed for row in Impression.select()] == [Answer.YES]
    assert ImpressionGiven.select().count() == 1
    assert "Kamu sudah memberi masukan" in visit().get(own).text


def test_whoever_was_not_there_is_not_asked(app, visit, event):
    own = url_of(app, event, listed(event)[8])

    assert "/masukan" not in visit().get(own).text
    assert "belum tercatat hadir" in visit().get(f"{own}/masukan").text
    visit().post(f"{own}/masukan", SAID)
    assert not Impression.select().count()


def test_the_tables_have_no_column_and_no_order_in_common(event):
    told = set(ImpressionGiven._meta.fields) & set(Impression._meta.fields)
    orders = Counter()
    for _round in range(6):
        Impression.delete().execute()
        ImpressionGiven.delete().execute()
        for number in range(8):
            say(event, number, helped=str(number))
        stored = Impression.select().order_by(Impression.id)
        orders[tuple(row.helped for row in stored)] += 1

    assert told == {"id", "event"}
    assert len(orders) > 3  # eight rows in the order of giving, or any other, each time: 1 in 10^9
    assert tuple("01234567") not in orders or orders[tuple("01234567")] == 1


def test_what_waits_is_written_anew_with_every_answer(event):
    say(event, 0)
    first = Impression.get().id
    say(event, 1)

    assert first not in {row.id for row in Impression.select()}


def test_the_office_sees_five_together_and_never_what_waits(visit, cast, event):
    page = f"/kegiatan/{event.key}/masukan"
    for number in range(4):
        say(event, number, helped=f"Kalimat {number}")
    show_impressions(now())
    show_together(event.id)
    assert heard_of(event.id).size == 0
    four = visit(cast.wati).get(page).text

    say(event, 4, otherwise="Lebih banyak latihan")
    show_impressions(now())
    say(event, 5, helped="Yang keenam")
    show_impressions(now())
    shown = visit(cast.hasan).get(page).text

    assert "Kalimat 0" not in four
    assert "Belum ada yang bisa ditampilkan" in four
    assert "Kalimat 0" in shown
    assert "Lebih banyak latihan" in shown
    assert "Yang keenam" not in shown
    assert heard_of(event.id).counts[Question.USEFUL] == {Answer.NO: 5}
    assert visit(cast.citra).get(page).status_code == 404


def test_what_never_becomes_five_is_erased_after_a_month(event):
    for number in range(5):
        say(event, number)
    show_impressions(now())
    say(event, 5)

    show_impressions(NOON + 30 * DAY)
    assert Impression.select().count() == 6
    show_impressions(NOON + 32 * DAY)

    assert Impression.select().count() == 5


@pytest.mark.once
@pytest.mark.parametrize(
    ("state", "days", "is_open"),
    [
        (EventState.RUNNING, -1, False),
        (EventState.RUNNING, 0, True),
        (EventState.REPORTED, 30, True),
        (EventState.CLOSED, 31, False),
        (EventState.CALLED_OFF, 0, False),
    ],
)
def test_it_is_asked_from_the_last_day_on_for_a_month(state, days, is_open):
    event = Event(starts_on=TODAY - DAY, ends_on=TODAY, state=state)

    assert is_asked(event, TODAY + dt.timedelta(days=days)) is is_open


def test_a_part_that_an_office_does_without_is_not_there(app, visit, cast, event):
    from mori.offices.operations import use_modules

    use_modules(cast.banua.id, [])
    own = url_of(app, event, listed(event)[0])

    assert visit().get(f"{own}/masukan").status_code == 404
    assert visit(cast.wati).get(f"/kegiatan/{event.key}/masukan").status_code == 404
    assert event_by_id(event.id)
