"""What happens to somebody after their call is a task for officers, and for nobody else a sign."""

import datetime as dt
import re

import pytest

from mori.cases.signs import jobs
from mori.cases.signs.rules import has_fallen
from mori.cases.tasks import jobs as task_jobs
from mori.cases.tasks.models import CaseTask
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.rules import Moment
from mori.placements import operations as placements
from mori.placements.models import Placement
from mori.placements.proceedings import operations as proceedings
from tests.cases.caring import case_page, in_care, part_of, written_to
from tests.cases.opening import opened
from tests.cast import NOON, TODAY
from tests.evaluation.assessments.making import begun, given, round_of, two_stays
from tests.house.test_access import (
    guarded_routes,
    path_of,
    people,  # noqa: F401 - a fixture
    rows,  # noqa: F401 - a fixture
)
from tests.placements.proceedings import proceeding
from tests.safeguarding.alerts.alarm import ADDRESS, minutes

pytestmark = pytest.mark.usefixtures("noon", "english")
DAY, LATER = dt.timedelta(days=1), NOON + minutes(5)


@pytest.fixture
def case(cast, alert):
    return in_care(cast, alert)


def look(at=LATER):
    for piece in jobs.look_everywhere(at):
        piece()


def kinds():
    return [str(each.kind) for each in CaseTask.select().order_by(CaseTask.id)]


def end_early(cast, at=LATER, on=TODAY):
    placement = Placement.get_by_id(cast.placement.id)
    placements.end_placement_early(placement, on, "Umpama", cast.wati.id, at)


def test_an_early_end_is_looked_at_once_and_tells_nobody_by_mail(visit, cast, case):
    end_early(cast)
    before = written_to(cast.ningsih, cast.opik)

    for _ in range(2):
        look()

    assert kinds() == ["stopped"]
    assert written_to(cast.ningsih, cast.opik) == before
    shown = part_of(case_page(opened(visit, cast.ningsih), case), "tasks")
    assert "The internship was paused or ended early: look why" in shown


def test_that_the_office_means_to_end_it_is_looked_at_before_it_happens(cast, case):
    proceeding.begun(cast, at=LATER)

    for _ in range(2):
        look()

    assert kinds() == ["meant"]


def test_what_the_office_meant_before_the_call_is_no_sign(cast, case):
    proceeding.begun(cast, at=NOON - DAY)

    look()

    assert kinds() == []


def test_an_early_end_that_a_second_has_signed_is_still_looked_at(cast, case):
    proceeding.signed(cast, at=NOON - DAY)

    proceedings.tend(ADDRESS, NOON + 10 * DAY)
    look(NOON + 10 * DAY)

    assert kinds() == ["stopped"]


def test_what_was_before_the_call_is_no_sign(cast, case):
    end_early(cast, NOON - DAY, TODAY - DAY)

    look()

    assert kinds() == []


def test_of_somebody_without_a_case_nobody_is_asked_to_look(cast, case):
    placement = Placement.get_by_id(cast.placement_tono.id)
    placements.pause_placement(placement, "Umpama", cast.wati.id, LATER)

    look()

    assert kinds() == []


def mark(cast, moment, value, author):
    row = begun(round_of(cast.placement, moment), AssessmentState.LOCKED)
    given(row, author, value)


@pytest.mark.parametrize(("final", "found"), [(7000, ["grade"]), (8400, [])])
def test_a_final_far_below_the_unit_before_is_looked_at(cast, case, final, found):
    two_stays(cast)
    mark(cast, Moment.UNIT_END, 8500, cast.rina)
    for author in (cast.rina, cast.budi):
        mark(cast, Moment.FINAL, final, author)

    look()
    look()

    assert kinds() == found


@pytest.mark.parametrize(
    ("before", "after", "is_sign"),
    [(8000, 7000, True), (8000, 7001, False), (8000, 9000, False), (8000, 3000, True)],
)
def test_a_mark_that_fell_by_a_tenth_of_its_scale_is_a_sign(before, after, is_sign):
    assert has_fallen(before, after, 0, 10000) is is_sign


FRESH = re.compile(rb'(name="(?:k|token|b)"(?: type="hidden")? value=")[^"]*')


def everything(app, browser, rows):  # noqa: F811
    """What every page and file answers that asks for an action."""
    found = {}
    for rule, method, view in guarded_routes(app):
        if method == "GET":
            path = path_of(rule, view, rows)
            reply = browser.client.get(path, base_url=browser.base_url, headers=browser.headers)
            found[path] = (reply.status_code, FRESH.sub(rb"\1", reply.data))
    return found


@pytest.mark.parametrize("who", ["rina", "wati", "citra", "hasan"])
def test_nothing_that_supervisors_and_coordinators_fetch_differs_with_a_task(
    app,
    visit,
    cast,
    case,
    rows,  # noqa: F811
    who,
):
    end_early(cast)
    browser = visit(getattr(cast, who))
    everything(app, browser, rows)  # so that what is opened first is opened
    before = everything(app, browser, rows)
    mail = written_to(getattr(cast, who))

    look()
    look(LATER + 25 * DAY / 24)
    for piece in task_jobs.remind_of_overdue("https://mori.example", NOON + 2 * DAY):
        piece()

    assert kinds() == ["stopped"]
    assert len(before) > 20
    after = everything(app, browser, rows)
    assert not [path for path in before if before[path] != after[path]]
    assert written_to(getattr(cast, who)) == mail
