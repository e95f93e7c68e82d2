"""Facts beside the form: they count what there is, and nothing that must not count lowers them."""

import datetime as dt

import pytest

from mori.attendance.models import Attendance
from mori.core.workdays import DAY
from mori.evaluation.assessments import queries
from mori.evaluation.assessments.facts_queries import facts_of
from mori.evaluation.assessments.rules import AssessmentState
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from mori.placements.models import UnitSpan
from mori.placements.queries import spans_of
from mori.safeguarding.alerts.models import Alert
from tests.cast import NOON, TODAY
from tests.evaluation.assessments.making import (
    address_of,
    begun,
    given,
    round_of,
    split_stay,
    two_stays,
)
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")

MONDAY = dt.date(2026, 11, 9)


def attend(cast, day, kind="present"):
    Attendance.create(
        day=day, kind=kind, placement=cast.placement, person=cast.sari, office=cast.banua
    )


@pytest.fixture
def worked(cast):
    """Two days there with an entry each, one of them initialled, one late."""
    for day in (MONDAY, MONDAY + DAY):
        attend(cast, day)
    write_entry(cast, MONDAY, is_late=True)
    write_entry(cast, MONDAY + DAY, state=EntryState.APPROVED)


def facts(cast):
    placement = queries.placements_of([cast.placement.id])[0]
    return facts_of(placement, spans_of([placement.id]), TODAY)


def sums(cast):
    all_together = facts(cast)[-1]
    return all_together[3:]


def test_they_count_days_entries_initials_and_lateness(cast, worked):
    assert sums(cast) == (2, 2, 1, 1)


def test_they_go_unit_by_unit(cast, worked):
    split_stay(cast, MONDAY)

    found = facts(cast)

    assert [each.unit for each in found] == [cast.pvl.name, cast.pencegahan.name, ""]
    assert [each.present for each in found] == [1, 1, 2]


def test_an_entry_is_late_only_if_the_intern_was_there_when_it_was_due(cast, worked):
    write_entry(cast, MONDAY + 2 * DAY, is_late=True)  # away on the day after

    assert sums(cast) == (2, 3, 1, 1)


def call_for_help(cast):
    at = NOON - 8 * DAY
    Alert.create(person=cast.sari, office=cast.banua, raised_at=at, climbed_from=at, due_at=at)


def be_absent_without_a_word(cast):
    """Nothing is recorded of some days, as while a case goes on."""


def be_excused(cast):
    for kind, day in (("sick", MONDAY + 2 * DAY), ("excused", MONDAY + 3 * DAY)):
        attend(cast, day, kind)


def be_transferred(cast):
    split_stay(cast, MONDAY)
    UnitSpan.update(supervisor=cast.rina).where(UnitSpan.placement == cast.placement).execute()


@pytest.mark.parametrize(
    "happening", [call_for_help, be_absent_without_a_word, be_excused, be_transferred]
)
def test_a_call_an_absence_or_a_transfer_lowers_nothing(visit, cast, worked, happening):
    before = sums(cast)

    happening(cast)

    assert sums(cast) == before


@pytest.mark.parametrize("happening", [call_for_help, be_excused])
def test_page_and_result_are_the_same_after_them(visit, cast, worked, happening):
    two_stays(cast)
    row = begun(round_of(cast.placement), AssessmentState.LOCKED)
    for person, value in ((cast.rina, 8000), (cast.budi, 8500)):
        given(row, person, value)
    browser, address = visit(cast.sari), address_of(round_of(cast.placement))

    def shown():
        page = browser.get(address).text
        return page[page.index("<h1>") : page.index("</main>")]

    before, result = shown(), queries.finals_of([cast.placement.id])

    happening(cast)

    assert shown() == before
    assert "82,5" in before
    assert [each[3:] for each in queries.finals_of([cast.placement.id]).values()] == [
        each[3:] for each in result.values()
    ]
    assert Entry.select().count() == 2
