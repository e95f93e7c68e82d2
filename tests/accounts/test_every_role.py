"""Every role there is, and each new one, can be lived in and is called by its name."""

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.accounts.operations import add_member, give_role
from mori.accounts.queries import people_granted
from mori.accounts.rules import appointable_by
from tests.cast import NOON

every_role = pytest.mark.parametrize("role", Role)


@every_role
def test_people_and_their_roles_are_listed(visit, cast, role, word):
    person = add_member("Mira Contoh", None, "mira@contoh.example", cast.banua.id, role, NOON)
    membership = Membership.get(Membership.person == person)

    assert f"<td>{word(role)}</td>" in visit(cast.hasan).get("/orang?cari=mira").text
    assert f"<b>{word(role)}</b>" in visit(cast.hasan).get(f"/orang/{membership.key}").text


@every_role
def test_whoever_has_it_and_another_chooses_between_them(visit, cast, role, word):
    for each in {role, Role.INTERN, Role.SUPERVISOR}:
        give_role(cast.rina, cast.banua.id, each, NOON)

    assert word(role) in visit(cast.rina).get("/saya").text


@every_role
def test_who_may_appoint_to_it_is_offered_it(visit, cast, role, word):
    for who in (cast.wati, cast.hasan):
        mine = Membership.get(Membership.person == who).role
        is_offered = f'value="{role}"' in visit(who).get("/orang/baru").text
        assert is_offered is (role in appointable_by(mine))


@every_role
def test_it_has_a_first_page(visit, cast, role):
    person = add_member("Mira Contoh", None, "mira@contoh.example", cast.banua.id, role, NOON)
    browser = visit(person)

    reply = browser.get("/")
    assert reply.status_code == 200 or browser.get(reply.location).status_code == 200


def test_who_is_granted_an_action_is_listed_once_in_whatever_roles(cast):
    for role in (Role.INTERN, Role.COORDINATOR):
        give_role(cast.rina, cast.banua.id, role, NOON)

    granted = people_granted(cast.banua.id, "placement.read")

    assert [each.name for each in granted if each.id == cast.rina.id] == ["Rina Contoh"]
    assert cast.joko not in granted
    assert cast.ningsih not in granted
