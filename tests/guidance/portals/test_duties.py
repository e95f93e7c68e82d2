"""What a supervisor verifies and evaluates in the portal: planned, shown, ticked with its date."""

import datetime as dt

import pytest

from mori.core.compiled import Compiled
from mori.core.counts.overview import PAST, Found
from mori.core.workdays import DAY
from mori.guidance.portals.duty_views import ATTENTIONS
from mori.guidance.portals.models import PortalDuty
from mori.guidance.portals.operations import (
    plan_duties,
    replace_duties,
    set_portal,
    tick_duty,
)
from mori.guidance.portals.queries import overdue_duties
from mori.guidance.portals.rules import Duty, PortalTerms, Wanted, wanted_in
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import InternKind, PlacementState
from tests.cast import NOON, TODAY
from tests.evaluation.assessments.making import split_stay
from tests.guidance.portals.asking import ASKED, national, portal_duty

pytestmark = pytest.mark.usefixtures("noon")

NOVEMBER = dt.date(2026, 11, 1)
YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def days(month, starts_on, ends_on, verifications=2, is_evaluated=True):
    terms = PortalTerms("P", verifications=verifications, is_evaluated=is_evaluated)
    return [(each.duty, each.by.day) for each in wanted_in(month, terms, starts_on, ends_on)]


V, E = Duty.VERIFICATION, Duty.EVALUATION


@pytest.mark.parametrize(
    ("month", "starts_on", "ends_on", "expected"),
    [
        (NOVEMBER, *YEAR, [(V, 15), (V, 30), (E, 30)]),
        (dt.date(2026, 2, 1), *YEAR, [(V, 14), (V, 28), (E, 28)]),
        (dt.date(2026, 12, 1), *YEAR, [(V, 15), (V, 31), (E, 31)]),
        (NOVEMBER, dt.date(2026, 11, 16), YEAR[1], [(V, 30), (E, 30)]),
        (NOVEMBER, YEAR[0], dt.date(2026, 11, 10), [(V, 10), (E, 10)]),
        (NOVEMBER, YEAR[0], dt.date(2026, 10, 31), []),
        (NOVEMBER, dt.date(2026, 12, 1), YEAR[1], []),
    ],
)
def test_what_a_month_asks_lies_within_the_internship(month, starts_on, ends_on, expected):
    assert days(month, starts_on, ends_on) == expected


@pytest.mark.parametrize(("n", "by"), [(0, []), (1, [30]), (3, [10, 20, 30]), (4, [7, 15, 22, 30])])
def test_verifications_share_the_month_evenly(n, by):
    assert [day for _duty, day in days(NOVEMBER, *YEAR, n, is_evaluated=False)] == by


def overdue(cast):
    compiled = Compiled(Found, overdue_duties)
    return compiled(office=cast.banua.id, today=TODAY, past=TODAY - PAST)


def planned():
    return [
        (each.duty, each.number, each.by)
        for each in PortalDuty.select().order_by(PortalDuty.by, PortalDuty.id)
    ]


def test_the_months_duties_are_planned_once_for_whoever_has_a_portal(cast):
    national(cast.placement)

    for _ in range(2):
        plan_duties(NOON)

    assert planned() == [
        (V, 1, dt.date(2026, 11, 15)),
        (V, 2, dt.date(2026, 11, 30)),
        (E, 1, dt.date(2026, 11, 30)),
    ]


def test_what_the_portal_asks_no_more_is_gone_and_what_was_done_stays(cast):
    national(cast.placement)
    plan_duties(NOON)
    first = PortalDuty.select().order_by(PortalDuty.by).first()
    PortalDuty.update(done_on=TODAY, done_by=cast.rina).where(PortalDuty.id == first.id).execute()

    set_portal(cast.banua.id, InternKind.NATIONAL, ASKED._replace(verifications=0))
    plan_duties(NOON)

    assert planned() == [(V, 1, dt.date(2026, 11, 15)), (E, 1, dt.date(2026, 11, 30))]


def test_what_is_ticked_while_duties_are_planned_anew_stays(cast):
    read = portal_duty(cast.placement, dt.date(2026, 11, 30))
    tick_duty(read, cast.rina.id, TODAY)

    earlier = Wanted(NOVEMBER, V, 1, TODAY)
    replace_duties(cast.placement, [read.id], [earlier, earlier._replace(number=2)])

    left = {(each.number, each.by, each.done_on) for each in PortalDuty.select()}
    assert left == {(1, dt.date(2026, 11, 30), TODAY), (2, TODAY, None)}


def test_an_internship_that_ends_earlier_is_verified_earlier(cast):
    national(cast.placement)
    plan_duties(NOON)
    Placement.update(ends_on=TODAY + DAY).where(Placement.id == cast.placement.id).execute()

    plan_duties(NOON)

    assert [by.day for _duty, _number, by in planned()] == [15, 19, 19]


@pytest.mark.parametrize("state", PlacementState)
def test_only_what_runs_or_was_finished_is_asked_about(visit, cast, state):
    portal_duty(national(cast.placement), TODAY - DAY)
    Placement.update(state=state).where(Placement.id == cast.placement.id).execute()

    page = visit(cast.rina).get("/tinjau/portal").text

    is_asked = state in ("active", "extended", "finished")
    assert ("Sari Contoh" in page) is is_asked
    assert [each.who for each in overdue(cast)] == ["Sari Contoh"] * is_asked


@pytest.mark.parametrize("state", ["active", "finished"])
def test_what_was_due_on_the_last_day_is_ticked_after_it(visit, cast, state):
    last = TODAY - DAY
    row = portal_duty(national(cast.placement), last)
    Placement.update(state=state, ends_on=last).where(Placement.id == cast.placement.id).execute()
    UnitSpan.update(ends_on=last).where(UnitSpan.placement == cast.placement.id).execute()
    rina = visit(cast.rina)

    page = rina.get("/tinjau/portal").text
    told = overdue(cast)
    rina.post(f"/tinjau/portal/{row.key}")

    assert f'action="/tinjau/portal/{row.key}"' in page
    assert [each.who for each in told] == ["Sari Contoh"]
    assert overdue(cast) == []
    assert PortalDuty.get_by_id(row.id).done_on == TODAY


def test_after_a_rotation_it_is_asked_of_whoever_supervises_now(visit, cast):
    split_stay(cast)  # Rina was first

    portal_duty(national(cast.placement), TODAY)

    assert "Sari Contoh" in visit(cast.budi).get("/tinjau/portal").text
    assert "Sari Contoh" not in visit(cast.rina).get("/tinjau/portal").text


def test_what_was_due_long_ago_is_left_alone_everywhere(visit, cast):
    portal_duty(national(cast.placement), TODAY - PAST - DAY)
    assert "Sari Contoh" not in visit(cast.rina).get("/tinjau/portal").text
    assert overdue(cast) == []

    PortalDuty.update(by=TODAY - PAST).execute()

    assert "Sari Contoh" in visit(cast.rina).get("/tinjau/portal").text
    assert [each.who for each in overdue(cast)] == ["Sari Contoh"]


@pytest.mark.parametrize("duty", Duty)
def test_a_duty_is_ticked_with_its_date_and_taken_back(visit, cast, duty):
    row, rina = portal_duty(national(cast.placement), TODAY - DAY, duty), visit(cast.rina)
    assert "1 tugas di portal" in rina.get("/tinjau/portal").text
    assert "seharusnya Sel 17 Nov" in rina.get("/tinjau/portal").text

    rina.post(f"/tinjau/portal/{row.key}")
    done = PortalDuty.get_by_id(row.id)
    assert (done.done_by_id, done.done_on) == (cast.rina.id, TODAY)
    assert "selesai Rab 18 Nov" in rina.get("/tinjau/portal").text

    rina.post(f"/tinjau/portal/{row.key}", {"undo": "1"})
    assert PortalDuty.get_by_id(row.id).done_on is None


def test_who_ticked_first_stays(visit, cast):
    row = portal_duty(cast.placement)
    visit(cast.rina).post(f"/tinjau/portal/{row.key}")

    visit(cast.budi).post(f"/tinjau/portal/{row.key}")

    assert PortalDuty.get_by_id(row.id).done_by_id == cast.rina.id


def test_it_is_shown_a_week_before_and_not_to_others(visit, cast):
    portal_duty(national(cast.placement), TODAY + 7 * DAY)
    portal_duty(cast.placement, TODAY + 8 * DAY, number=2)

    assert "1 tugas di portal" in visit(cast.rina).get("/tinjau/portal").text
    assert "1 tugas di portal program" in visit(cast.rina).get("/tinjau").text
    assert "Sari" not in visit(cast.joko).get("/tinjau/portal").text
    assert "portal program" not in visit(cast.joko).get("/tinjau").text


def test_who_does_not_supervise_ticks_nothing(visit, cast):
    row = portal_duty(cast.placement_tono)

    for who in (cast.rina, cast.joko, cast.tono, cast.wati):
        assert visit(who).post(f"/tinjau/portal/{row.key}").status_code == 404


def test_what_is_overdue_wants_attention_of_its_office_alone(app, cast):
    portal_duty(cast.placement, TODAY)
    portal_duty(cast.placement, TODAY - DAY, number=2)
    portal_duty(cast.placement, TODAY - 3 * DAY, Duty.EVALUATION)
    portal_duty(cast.placement_tono, TODAY - 9 * DAY, done_on=TODAY, done_by=cast.budi)
    portal_duty(cast.placement_laila, TODAY - DAY)

    (row,) = overdue(cast)

    assert (row.who, row.n, row.day, row.key) == (
        *("Sari Contoh", 2, TODAY - 3 * DAY, cast.placement.key),
    )
    (attention,) = ATTENTIONS
    with app.test_request_context():
        assert attention.link(row) == f"/peserta/{cast.placement.key}"
        assert all(map(str, attention.says(row)))


def test_overview_says_how_much_is_overdue_and_since_when(visit, cast):
    for days in (1, 2, 3):
        portal_duty(cast.placement, TODAY - days * DAY, number=days)

    page = visit(cast.wati).get("/ringkasan").text

    assert page.count("3 tugas pembimbing di portal program sudah lewat waktunya") == 1
    assert "Yang tertua seharusnya Min 15 Nov." in page
