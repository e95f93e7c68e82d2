"""What is due when, what may be decided, and what is never a reason."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from flask_babel import force_locale

from mori.cases.closing.rules import Consent, Reason, Step, may_review, reasons_from, steps_from
from mori.safeguarding.alerts import rules
from mori.safeguarding.alerts.rules import AlertState, Way, look_at, try_at, way_of
from tests.cast import NOON

DAY = dt.timedelta(days=1)
SETTLED = (
    *("settle", "mediat", "reconcil", "family", "apolog", "forgiv", "agreement between"),
    *("damai", "mediasi", "kekeluargaan", "musyawarah", "rujuk", "maaf", "sepakat"),
)


@pytest.mark.parametrize("locale", ["en", "id"])
def test_no_reason_for_closing_means_that_somebody_settled_it(app, locale):
    with app.test_request_context(), force_locale(locale):
        said = [str(each.label).lower() for each in (*Reason, *Consent, *Step)]

    assert said
    assert not [word for word in SETTLED for each in said if word in each]


def test_only_where_nobody_reaches_the_person_is_that_a_reason():
    reasons = {state: set(reasons_from(state)) for state in AlertState}

    assert reasons[AlertState.UNREACHABLE] == {Reason.UNREACHED}
    for state in rules.HELD:
        assert reasons[state] == set(Reason) - {Reason.UNREACHED}


def test_closing_is_possible_of_what_is_followed_alone():
    assert {each for each in AlertState if Step.CLOSE in steps_from(each)} == rules.FOLLOWED


@pytest.mark.parametrize(
    ("state", "wanted", "days"),
    [
        (AlertState.CONTACTED, None, 1),
        (AlertState.CONTACTED, 9, 1),
        (AlertState.IN_HAND, None, 3),
        (AlertState.IN_HAND, 1.5, 1.5),
        (AlertState.IN_HAND, 20, 20),
        (AlertState.IN_HAND, 99, 31),
        (AlertState.IN_HAND, -4, 1),
        (AlertState.IN_HAND, 0, 1),
        (AlertState.MONITORED, None, 14),
        (AlertState.MONITORED, 99, 31),
    ],
)
def test_the_next_look_is_what_tasks_want_within_thirty_one_days(state, wanted, days):
    due = None if wanted is None else NOON + wanted * DAY

    assert look_at(state, NOON, due) == NOON + days * DAY


def test_tries_come_by_day_at_every_hour_and_in_both_ways():
    at, seen = NOON, set()
    for tries in range(30):
        following = try_at(at, "Asia/Makassar", tries)
        assert at < following <= at + rules.LOOK_WITHIN[AlertState.UNREACHABLE]
        local = following.astimezone(ZoneInfo("Asia/Makassar"))
        assert 8 <= local.hour <= 20
        seen.add((local.time(), way_of(tries)))
        at = following

    assert seen == {(hour, way) for hour in rules.TRIED_AT for way in Way}


@pytest.mark.parametrize(("days", "is_time"), [(None, False), (0, False), (29, False), (30, True)])
def test_somebody_from_outside_is_asked_after_thirty_days(days, is_time):
    lost_at = None if days is None else NOON - days * DAY

    assert may_review(lost_at, NOON) is is_time
