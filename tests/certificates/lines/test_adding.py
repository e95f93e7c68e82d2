"""Later slices add lines to a transcript, each source once."""

import datetime as dt

import pytest

from mori.certificates.lines.operations import add_line
from mori.certificates.lines.queries import lines_of
from mori.certificates.statements.rules import ExtraLine
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
DAY = dt.date(2026, 11, 3)


def test_a_source_has_one_line_however_often_it_is_said(cast):
    for _each in range(20):
        add_line(cast.placement.id, "exercise 4", "Latihan", "Exercise", NOON, 90, DAY)

    assert lines_of(cast.placement.id) == (ExtraLine("exercise 4", "Latihan", "Exercise", 90, DAY),)


def test_said_again_it_is_that_line_in_other_words(cast):
    add_line(cast.placement.id, "exercise 4", "Latihan", "Exercise", NOON, 90, DAY)
    add_line(cast.placement.id, "exercise 4", "Latihan 4", "", NOON)

    assert lines_of(cast.placement.id) == (ExtraLine("exercise 4", "Latihan 4", "", None, None),)


def test_they_stand_in_the_order_of_their_days_and_are_nobody_elses(cast):
    add_line(cast.placement.id, "c", "tanpa hari", "", NOON)
    add_line(cast.placement.id, "b", "kedua", "", NOON, day=DAY + dt.timedelta(1))
    add_line(cast.placement.id, "a", "pertama", "", NOON, day=DAY)
    add_line(cast.placement_tono.id, "a", "milik Tono", "", NOON)

    assert [each.source for each in lines_of(cast.placement.id)] == ["a", "b", "c"]
