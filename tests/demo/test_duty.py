"""Who is called for help in the demonstration: hours in one office, none in the other."""

import pytest

from mori.accounts.models import Person
from mori.cases.holders.queries import holders_of
from mori.cases.retention.models import ErasedCase
from mori.cases.statistics.models import YearFigures
from mori.core.clock import now
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import AlertKind, AlertState
from mori.safeguarding.drills.models import Drill
from mori.safeguarding.drills.queries import figure_for
from mori.safeguarding.duty.models import Absence, DutyNote
from mori.safeguarding.duty.queries import declares_hours, roster_of
from mori.safeguarding.points.models import ContactPoint
from mori.safeguarding.routing.models import Wish
from tests.visit import Visit

pytestmark = pytest.mark.calendar


def office(code: str) -> Office:
    return Office.get(Office.code == code)


def test_hours_are_kept_but_for_one_hole(demo):
    assert demo
    at = now()

    runs = roster_of(office("63").id, at, at + 28 * DAY).runs(at, at + 28 * DAY)

    holes = {run.span.starts_at.date() for run in runs if run.is_hole}
    assert (len(holes), len(runs) > 10) == (1, True)
    assert not declares_hours(office("18").id)
    assert {row.stand_in_id is None for row in Absence.select()} == {True, False}


def test_four_drills_of_which_one_was_missed(demo):
    assert demo
    figure = figure_for(office("63").id, now())

    assert (figure.drills, figure.unread) == (4, 1)
    assert Drill.select().where(Drill.missed_at.is_null(False)).count() == 1


def test_points_are_proven_on_several_channels_and_one_is_not(demo):
    assert demo
    points = list(ContactPoint.select())

    assert {str(each.way) for each in points if each.proven_at} >= {"mail", "whatsapp", "sms"}
    assert [each.person.name for each in points if not each.proven_at] == ["Komang Misalkan"]
    assert Wish.select().count() == 2


def test_what_is_handed_over_can_be_read(demo):
    _people, _again, own = demo
    author = DutyNote.select().order_by(DutyNote.id.desc()).get().author

    page = Visit(own)(author).get("/jaga/jadwal").text

    assert "laci kedua" in page


def test_calls_lie_behind_the_officers_in_each_way_that_one_can_end_or_go_on(demo):
    assert demo
    real = Alert.select().where(Alert.kind == AlertKind.REAL)

    states = {each.person.name: each.state for each in real}

    assert states == {
        "Chloe Sampleton": AlertState.CONTACTED,
        "Rizky Misalkan": AlertState.IN_HAND,
        "Nadia Teladan": AlertState.UNREACHABLE,
        "Wahyu Misalkan": AlertState.CLOSED,
    }
    assert not [each for each in real if each.due_at < now() and not each.state.is_over]
    assert ErasedCase.select().count() == 1


def test_a_second_officer_has_something_to_decide_and_a_case_was_handed_over(demo):
    _people, _again, own = demo
    mariatul = Person.get(Person.name == "Mariatul Teladan")
    alert = Alert.get(Alert.person == Person.get(Person.name == "Rizky Misalkan"))

    page = Visit(own)(mariatul).get(f"/jaga/{alert.key}").text

    assert "diusulkan oleh Norhayati Umpama" in page
    held = {each.name for each in holders_of(alert.id, now())}
    assert held == {"Mariatul Teladan", "Norhayati Umpama"}


def test_figures_of_two_years_are_to_be_seen_and_those_of_the_small_office_are_not(demo):
    _people, _again, own = demo
    head = Person.get(Person.name == "Halimah Teladan")
    shown = {(each.office.code if each.office else ""): each for each in YearFigures.select()}

    page = Visit(own)(head).get("/jaga/tahunan").text

    assert shown["63"].closed
    assert shown["18"].calls is None
    assert str(shown["63"].closed) in page


def test_a_supervisor_who_is_an_officer_costs_something(demo):
    _people, _again, own = demo
    head = Person.get(Person.name == "Halimah Teladan")

    page = Visit(own)(head).get("/jaga/siap").text

    assert "Laila Peraga: tidak untuk" in page
