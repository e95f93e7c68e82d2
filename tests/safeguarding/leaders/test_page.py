"""A page says who leads a unit, and whoever leads or led it is never called for its interns."""

import pytest

from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.safeguarding.routing.models import UnitMember
from mori.safeguarding.routing.operations import register_unit_members
from mori.safeguarding.routing.rules import InUnit
from tests.cast import NOON, TODAY
from tests.safeguarding.leaders.leading import leader_of
from tests.safeguarding.routing.routes import route_for

pytestmark = pytest.mark.usefixtures("noon")
PAGE = "/orang/pimpinan-unit"


def name(browser, unit, person, first=TODAY, last="", token=""):
    said = {"token": token or new_key(), "unit": unit.key, "person": person.key}
    return browser.post(PAGE, data=said | {"from_on": f"{first}", "until_on": f"{last}"})


def called(intern, at=NOON):
    return route_for([intern.id], None, at).all


def be_in(intern, unit):
    stay = InUnit(intern.id, unit.id, TODAY - 9 * DAY, TODAY + 20 * DAY)
    register_unit_members([stay], f"placement of {intern.id}")


def leading():
    return list(UnitMember.select().where(UnitMember.leads))


@pytest.mark.parametrize("who", ["wati", "hasan"])
def test_whoever_leads_the_unit_is_called_for_none_of_its_interns(visit, cast, who):
    be_in(cast.sari, cast.pvl)
    be_in(cast.tono, cast.pencegahan)
    assert cast.opik.id in called(cast.sari)

    answer = name(visit(getattr(cast, who)), cast.pvl, cast.opik)

    assert answer.status_code == 303
    assert cast.opik.id not in called(cast.sari)
    assert cast.opik.id in called(cast.tono)
    assert "Opik Contoh" in visit(cast.wati).get(PAGE).text


def test_nobody_is_called_either_who_led_it_before(visit, cast):
    be_in(cast.sari, cast.pvl)
    name(visit(cast.wati), cast.pvl, cast.opik, TODAY - 5 * DAY)
    (row,) = leading()

    end = {"until_on": f"{TODAY - DAY}"}
    answer = visit(cast.wati).post(f"{PAGE}/{row.key}/akhiri", data=end)

    assert answer.status_code == 303
    assert leading()[0].until_on == TODAY - DAY
    assert cast.opik.id not in called(cast.sari)
    assert "Catat hari terakhir" not in visit(cast.wati).get(PAGE).text


def test_whoever_begins_later_may_be_called_until_then(visit, cast):
    be_in(cast.sari, cast.pvl)

    name(visit(cast.wati), cast.pvl, cast.opik, TODAY + 7 * DAY)

    assert cast.opik.id in called(cast.sari)
    assert cast.opik.id not in called(cast.sari, NOON + 7 * DAY)


def test_the_same_form_twice_notes_it_once_and_another_on_the_same_days_is_refused(visit, cast):
    browser = visit(cast.wati)

    answers = [name(browser, cast.pvl, cast.opik, token="t").status_code for _ in range(2)]

    assert answers == [303, 303]
    assert len(leading()) == 1
    again = name(browser, cast.pvl, cast.opik, TODAY + DAY)
    assert again.status_code == 422
    assert "Sudah tercatat" in again.text
    assert name(browser, cast.pencegahan, cast.opik).status_code == 303


def test_a_last_day_before_the_first_is_shown_again(visit, cast):
    browser, row = visit(cast.wati), leader_of(cast)

    wrong = name(browser, cast.pvl, cast.opik, TODAY, TODAY - DAY)
    ended = browser.post(f"{PAGE}/{row.key}/akhiri", data={"until_on": f"{TODAY - 60 * DAY}"})
    empty = browser.post(f"{PAGE}/{row.key}/akhiri", data={"until_on": ""})

    assert [each.status_code for each in (wrong, ended, empty)] == [422, 422, 422]
    assert [each.until_on for each in leading()] == [None]


def test_people_and_units_of_another_office_are_not_offered(visit, cast):
    row = leader_of(cast)

    assert name(visit(cast.wati), cast.unit_seberang, cast.opik).status_code == 422
    assert name(visit(cast.wati), cast.pvl, cast.joko).status_code == 422
    end = {"until_on": f"{TODAY}"}
    assert visit(cast.citra).post(f"{PAGE}/{row.key}/akhiri", data=end).status_code == 404
    assert "Rina" not in visit(cast.citra).get(PAGE).text


def test_officers_supervisors_and_interns_open_no_such_page(visit, cast):
    for who in (cast.ningsih, cast.rina, cast.sari):
        assert visit(who).get(PAGE).status_code == 403
