"""Hours as they are written, read and added up."""

import pytest

from mori.core.durations import hundredths, hundredths_in_all, minutes_said, minutes_written


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("8", 480),
        ("7,5", 450),
        ("7.5", 450),
        ("7,50", 450),
        ("7.25", 435),
        ("7.75", 465),
        ("7.30", 450),
        ("7,20", 440),
        ("7:30", 450),
        ("7 jam", 420),
        ("7 jam 30 menit", 450),
        ("7,5 jam", 450),
        ("7h15", 435),
        ("0", 0),
        ("7.99", 479),
    ],
)
def test_hours_are_read_as_people_write_them(text, minutes):
    assert minutes_said(text) == minutes


@pytest.mark.parametrize("text", ["", "tujuh", "-1", "7:75", "7,5,5", "7 menit 5", "1e3", "NaN"])
def test_what_says_no_hours_is_none(text):
    assert minutes_said(text) is None


@pytest.mark.parametrize("comma", [",", "."])
def test_what_a_field_shows_is_read_as_the_same_again(comma):
    day = range(24 * 60 + 1)

    assert [minutes_said(minutes_written(minutes, comma)) for minutes in day] == list(day)


def test_the_sum_is_the_sum_of_what_is_printed():
    days = [435, 437, 440, 441]

    assert [hundredths(minutes) for minutes in days] == [725, 728, 733, 735]
    assert hundredths_in_all(days) == 725 + 728 + 733 + 735
