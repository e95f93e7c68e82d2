"""The demonstration's days are counted as soon as it is loaded, before anything runs behind it."""

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.offices.models import Office
from tests.recap.rollups.recounting import wrong
from tests.visit import Visit

pytestmark = pytest.mark.calendar


def page_of(own, role: Role, office: Office | None, path: str) -> str:
    person = Person.select().join(Membership).where(Membership.role == role)
    who = person.where(Membership.office == office) if office else person
    return Visit(own)(who.first()).get(path).text


def test_days_are_kept_as_they_are_counted_anew(demo):
    assert wrong() == []


def test_the_overview_of_each_office_has_all_its_figures(demo):
    _, _, own = demo

    for office in Office.select():
        for role in (Role.COORDINATOR, Role.HEAD):
            page = page_of(own, role, office, "/ringkasan")
            assert page.count('<dd class="number">') == 4, office.name
            assert "<dd>–</dd>" not in page


def test_offices_stand_side_by_side_with_figures(demo):
    _, _, own = demo

    page = page_of(own, Role.OPERATOR, None, "/nasional")

    for office in Office.select():
        row = page.split(office.name)[1].split("</tr>")[0]
        assert row.count('<span aria-hidden="true">–</span>') == 0, office.name
