"""An agreement that has lapsed, or ends first, is named wherever somebody is placed under it."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.applications.models import Application
from mori.institutions.operations import institution_for
from mori.placements.models import Placement
from tests.applications.applying import ENDS, STARTS, entered, places_of
from tests.cast import NOON, TODAY
from tests.institutions.agreements.agreeing import agreed
from tests.placements.planning.cohorts import LAST, MONDAY, cohort_of, drafted

pytestmark = pytest.mark.usefixtures("noon")
DAY = dt.timedelta(days=1)
LAPSED, TOO_SHORT = "has lapsed", "before the last day"


@pytest.fixture
def campus(cast):
    Person.update(locale="en").execute()
    return institution_for(cast.banua.id, "Universitas Contoh Banua", "", cast.wati.id, NOON)


def pasted(visit, who, campus):
    row = f"Mira Contoh\t0812 3400 0001\tmira@contoh.example\t{campus.name}"
    table = f"{row}\t1/12/2026\t31/12/2026\n{row.replace('0001', '0002')}\t2/12/2026\t31/12/2026"
    return visit(who).post("/orang/tempel", {"role": "intern", "table": table}).text


@pytest.mark.parametrize(
    ("ends_on", "says"),
    [
        (TODAY + 400 * DAY, None),
        (dt.date(2026, 12, 20), TOO_SHORT),
        (TODAY - 3 * DAY, LAPSED),
    ],
)
def test_in_a_pasted_table_once_for_all_rows_from_there(visit, cast, campus, ends_on, says):
    agreed(cast, campus, ends_on=ends_on)

    text = pasted(visit, cast.wati, campus)

    assert "Mira Contoh" in text
    for each in (LAPSED, TOO_SHORT):
        assert text.count(each) == (each == says)
    assert "Magang di Perwakilan Banua" not in pasted(visit, cast.citra, campus)


def accepting(visit, cast, application, **changes):
    said = {"verb": "accept", "pick": places_of(application)[0].key, **changes}
    return visit(cast.wati).post("/permohonan/putuskan", said).text


@pytest.mark.parametrize(
    ("ends_on", "says", "on_the_page"),
    [
        (ENDS, None, "Under the agreement"),
        (ENDS - DAY, TOO_SHORT, "before the internship does"),
        (STARTS - DAY, LAPSED, "It has lapsed: it counted until"),
    ],
)
def test_where_an_application_is_read_and_accepted(visit, cast, campus, ends_on, says, on_the_page):
    agreed(cast, campus, ends_on=ends_on)
    application = entered(cast, institution=campus.name)
    assert Application.get_by_id(application.id).institution_id == campus.id

    text = accepting(visit, cast, application)

    assert "Places by week" in text
    for each in (LAPSED, TOO_SHORT):
        assert (each in text) is (each == says)
    assert on_the_page in visit(cast.wati).get(f"/permohonan/{application.key}").text


def test_where_it_is_accepted_for_other_days_than_asked(visit, cast, campus):
    agreed(cast, campus, ends_on=ENDS)
    application = entered(cast, institution=campus.name)

    text = accepting(visit, cast, application, ends_on=str(ENDS + 7 * DAY))

    assert TOO_SHORT in text


@pytest.mark.parametrize(
    ("ends_on", "says"), [(LAST, None), (LAST - DAY, TOO_SHORT), (MONDAY - DAY, LAPSED)]
)
def test_where_a_plan_for_a_cohort_is_published(visit, cast, campus, ends_on, says):
    agreed(cast, campus, ends_on=ends_on)
    cohort, browser = cohort_of(cast, 3), visit(cast.wati)
    Placement.update(institution=campus).where(Placement.id.in_(cohort.placements)).execute()
    plan = drafted(browser, cohort)

    text = browser.get(f"/rotasi/{plan.key}/terbitkan").text

    assert "Publish the plan" in text
    for each in (LAPSED, TOO_SHORT):
        assert text.count(each) == (each == says)
