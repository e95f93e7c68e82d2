"""On which days somebody is asked, and until when an answer is waited for."""

import datetime as dt

from mori.cases.checkins.rules import (
    Answer,
    CheckInMoment,
    Safety,
    dues,
    packed,
    unpacked,
)

CONTACT = dt.date(2026, 11, 18)
DAY = dt.timedelta(days=1)


def test_seven_days_after_the_contact_and_before_the_final():
    found = dues(CONTACT, CONTACT + 40 * DAY)

    assert [(each.due_on - CONTACT).days for each in found] == [1, 3, 7, 14, 30, 40, 60, 90]
    assert found[5].moment is CheckInMoment.FINAL


def test_each_waits_until_the_next_and_the_last_for_two_weeks():
    found = dues(CONTACT, None)

    assert [each.closes_on for each in found[:-1]] == [each.due_on for each in found[1:]]
    assert found[-1].closes_on == found[-1].due_on + 14 * DAY


def test_a_final_that_is_over_or_on_the_same_day_asks_nobody_for_no_time():
    assert CheckInMoment.FINAL not in {each.moment for each in dues(CONTACT, CONTACT - DAY)}
    for each in dues(CONTACT, CONTACT + 7 * DAY):
        assert each.is_open(each.due_on)


def test_an_answer_comes_back_as_it_was_with_all_its_lines():
    answer = Answer(Safety.NO, Safety.UNSAID, "Satu\n\ndua")

    assert unpacked(packed(answer)) == answer
