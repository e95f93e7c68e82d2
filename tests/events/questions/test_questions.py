"""Three questions before and after: answers lead to nobody, and shares are of five at least."""

import datetime as dt

import pytest

from mori.core.clock import now
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.events.codes.rules import pass_of
from mori.events.models import Event, EventSession
from mori.events.presence.operations import Way, mark_present
from mori.events.presence.rules import HalfDay, How, Part
from mori.events.questions import desk, queries
from mori.events.questions.models import AnswersGiven, EventAnswers
from mori.events.questions.operations import (
    choose_questions,
    keep_answers,
    show_answered,
    show_answers,
)
from mori.events.questions.rules import When, asked_at, begins_and_ends
from mori.events.rules import EventState
from mori.guidebook.editions.queries import chapters_in
from mori.guidebook.quizzes.queries import options_of
from tests.cast import NOON, TODAY
from tests.events.presence.holding import hold_event, listed
from tests.guidebook.publishing import published

LATER, EARLIER = dt.time(14), dt.time(9)


@pytest.fixture
def event(cast):
    """Its one session begins this afternoon, and names a chapter with questions."""
    event, edition = hold_event(cast.banua, people=7), published(cast)
    page = next(each for each in chapters_in(edition.id) if each.quiz)
    EventSession.create(
        event=event,
        day=TODAY,
        starts=LATER,
        ends=dt.time(15),
        title="Empat syarat",
        edition=edition.slug,
        chapter=page.slug,
    )
    return event


def begin(event) -> None:
    """Its session began this morning, with all but the last there."""
    EventSession.update(starts=EARLIER).where(EventSession.event == event.id).execute()
    for row in listed(event)[:6]:
        mark_present(row, HalfDay(TODAY, Part.AM), Way(How.HAND), now(), new_key(), now())


def chosen(event, cast, most: int = 2):
    wordings = queries.wordings_offered(event)[:most]
    choose_questions(event, wordings, cast.wati.id, now())
    return wordings


def answers(wordings, *, right: bool = True) -> dict[str, str]:
    options = options_of(wordings)
    return {
        f"soal_{each.key}": next(o.letter for o in options[each.id] if o.is_right is right)
        for each in wordings
    }


def url_of(app, event, row) -> str:
    return f"/p/{pass_of(app.config['SECRET_KEY'], event.key, row.short_code)}"


def test_the_coordinator_chooses_three_until_somebody_answers(app, visit, cast, event):
    page = f"/kegiatan/{event.key}/soal"
    offered = queries.wordings_offered(event)
    assert offered[0].text in visit(cast.wati).get(page).text

    assert visit(cast.wati).post(page, {"questions": ["a", "b", "c", "d"]}).status_code == 422
    visit(cast.wati).post(page, {"questions": [offered[0].key]})
    assert [each.key for each in queries.questions_of(event.id)] == [offered[0].key]
    own = url_of(app, event, listed(event)[0])
    visit().post(f"{own}/soal", answers(offered[:1]))

    late = visit(cast.wati).post(page, {"questions": [offered[1].key]})
    assert late.status_code == 422
    assert [each.key for each in queries.questions_of(event.id)] == [offered[0].key]
    assert visit(cast.hasan).post(page, {"questions": []}).status_code == 404
    assert visit(cast.citra).get(page).status_code == 404


def test_it_is_answered_once_before_and_once_after_with_the_reasons(app, visit, cast, event):
    wordings = chosen(event, cast)
    own = url_of(app, event, listed(event)[0])
    url = f"{own}/soal"
    why = next(o.why for o in options_of(wordings)[wordings[0].id] if o.is_right)
    assert url in visit().get(own).text

    half = visit().post(url, dict(list(answers(wordings).items())[:1]))
    assert (half.status_code, "checked" in half.text) == (422, True)
    for _again in range(2):
        assert visit().post(url, answers(wordings, right=False)).status_code == 303
    assert why not in visit().get(url).text
    begin(event)
    for _again in range(2):
        assert visit().post(url, answers(wordings)).status_code == 303

    assert why in visit().get(url).text
    rows = EventAnswers.select().order_by(EventAnswers.asked)
    assert [(row.asked, row.right) for row in rows] == [
        (When.AFTER, [True, True]),
        (When.BEFORE, [False, False]),
    ]
    assert AnswersGiven.select().count() == 2
    absent = url_of(app, event, listed(event)[6])
    visit().post(f"{absent}/soal", answers(wordings))
    assert AnswersGiven.select().count() == 2


def test_the_office_sees_shares_of_five_and_never_of_four(visit, cast, event):
    wordings = chosen(event, cast)
    for number, row in enumerate(listed(event)[:5]):
        row.event = event
        keep_answers(row, When.BEFORE, {wordings[0].id: number < 2, wordings[1].id: True})
        show_answers(now())
        show_answered(event.id, When.BEFORE)
        shares = [each.shares[When.BEFORE] for each in desk.asked_by(event)]
        assert shares == ([None, None] if number < 4 else [(2, 5), (5, 5)])
    row = listed(event)[5]
    row.event = event
    keep_answers(row, When.BEFORE, {wordings[0].id: True, wordings[1].id: True})
    show_answers(now())

    shown = visit(cast.hasan).get(f"/kegiatan/{event.key}/soal").text
    assert "2 dari 5" in shown
    assert "belum cukup" in shown
    assert set(AnswersGiven._meta.fields) & set(EventAnswers._meta.fields) == {
        *("id", "event", "asked"),
    }
    show_answers(NOON + 33 * DAY)
    assert EventAnswers.select().count() == 5


@pytest.mark.once
@pytest.mark.parametrize(
    ("state", "days", "clock", "asked"),
    [
        (EventState.ANNOUNCED, 0, "08:59", When.BEFORE),
        (EventState.RUNNING, 0, "09:00", None),
        (EventState.RUNNING, 1, "14:00", When.AFTER),
        (EventState.REPORTED, 31, "23:59", When.AFTER),
        (EventState.REPORTED, 32, "00:00", None),
        (EventState.CALLED_OFF, -9, "12:00", None),
    ],
)
def test_it_is_asked_until_the_first_session_and_from_the_last_one_on(state, days, clock, asked):
    event = Event(starts_on=TODAY, ends_on=TODAY + DAY, state=state)
    agenda = [(TODAY + DAY, LATER), (TODAY, EARLIER), (TODAY, LATER)]
    there = dt.datetime.combine(TODAY + days * DAY, dt.time.fromisoformat(clock))

    assert asked_at(event, *begins_and_ends(event, agenda), there) is asked
