"""Whom a contact accompanies, and so whom their link shows."""

import pytest

from mori.campus.supervision.models import CampusSupervisor
from mori.institutions.models import InstitutionContact
from mori.institutions.operations import remove_contact
from mori.placements.models import Placement
from tests.campus.signing import name
from tests.cast import NOON
from tests.links.holding import give, holder, inside_of

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def other(campus) -> InstitutionContact:
    return InstitutionContact.create(
        token="o", institution=campus, role="supervisor", name="Pak Umpama"
    )


@pytest.fixture
def both(cast, campus) -> tuple[Placement, Placement]:
    """Sari and Tono come from the same campus."""
    Placement.update(institution=campus).where(
        Placement.id.in_([cast.placement.id, cast.placement_tono.id])
    ).execute()
    return cast.placement, cast.placement_tono


def shown(visit, given) -> set[str]:
    page = holder(visit, given).get(inside_of(given)).text
    return {who for who in ("Sari", "Tono") if f"{who} Contoh" in page}


def test_while_nobody_is_named_a_contact_sees_all_of_the_campus(cast, visit, given, both):
    assert shown(visit, given) == {"Sari", "Tono"}


def test_who_is_named_sees_those_alone(cast, visit, given, contact, both):
    sari, tono = both
    name(cast, sari, contact)

    assert shown(visit, given) == {"Sari"}
    page = f"{inside_of(given)}/{tono.key}"
    assert holder(visit, given).get(page).status_code == 404


def test_who_is_not_named_sees_none_of_anothers(cast, visit, contact, other, both):
    sari, _tono = both
    name(cast, sari, contact)
    unnamed = give(cast, other, "u")

    assert shown(visit, unnamed) == {"Tono"}
    page = f"{inside_of(unnamed)}/{sari.key}"
    assert holder(visit, unnamed).get(page).status_code == 404


def test_a_contact_that_was_removed_is_named_no_longer(cast, visit, contact, other, both):
    sari, _tono = both
    name(cast, sari, contact)
    remove_contact(contact, cast.wati.id, NOON)

    assert shown(visit, give(cast, other, "u")) == {"Sari", "Tono"}


def test_a_coordinator_names_one_for_one(cast, visit, contact):
    browser = visit(cast.wati)
    path = f"/peserta/{cast.placement.key}/pembimbing-kampus"
    assert contact.name in browser.get(path).text

    reply = browser.post(path, {"contact": contact.key})

    assert reply.status_code == 303
    assert CampusSupervisor.get().contact_key == contact.key
    assert contact.name in browser.get(f"/peserta/{cast.placement.key}").text


def test_a_coordinator_names_one_for_several_and_nobody_again(cast, visit, campus, contact, both):
    browser, keys = visit(cast.wati), [each.key for each in both]
    path = f"/lembaga/{campus.key}/pembimbing"

    browser.post(path, {"students": keys, "contact": contact.key})
    named = CampusSupervisor.select().count()
    browser.post(path, {"students": keys[:1], "contact": "-"})

    assert (named, CampusSupervisor.select().count()) == (2, 1)


def test_a_student_of_another_office_is_not_named_along(cast, visit, campus, contact):
    path = f"/lembaga/{campus.key}/pembimbing"
    keys = [cast.placement.key, cast.placement_laila.key]

    visit(cast.wati).post(path, {"students": keys, "contact": contact.key})

    assert [row.placement_id for row in CampusSupervisor.select()] == [cast.placement.id]


@pytest.mark.parametrize("sent", [{"contact": "elsewhere"}, {}, {"contact": "-", "students": []}])
def test_what_was_not_offered_is_refused(cast, visit, campus, contact, sent):
    reply = visit(cast.wati).post(f"/lembaga/{campus.key}/pembimbing", sent)

    assert reply.status_code == 422
    assert not CampusSupervisor.select().exists()
