"""The network of the demonstration: everything in the first office, nothing in the second."""

import pytest

from mori.demo.network.life import keep_network
from mori.network.models import Community, CommunityRelation, Member, MemberMerge
from mori.network.rules import CommunityState, MemberState, types
from mori.offices.operations import use_modules
from mori.offices.queries import uses_module
from mori.offices.rules import Module
from tests.cast import NOON

pytestmark = [pytest.mark.calendar, pytest.mark.usefixtures("noon")]


def test_nineteen_communities_of_as_many_kinds_and_people_in_each_state(cast):
    office = cast.banua
    use_modules(office.id, [])
    keep_network(office, "kalsel", cast.wati, NOON)
    communities = list(Community.select().where(Community.office == office))
    members = list(Member.select().where(Member.office == office))

    assert uses_module(office.id, Module.NETWORK)
    assert {each.type for each in communities} == set(types())
    assert len(communities) == 19
    assert {each.state for each in communities} == set(CommunityState)
    assert {each.state for each in members} == set(MemberState)
    assert any(each.asked_at and each.state == MemberState.ACTIVE for each in members)
    assert MemberMerge.select().count() == 1
    assert CommunityRelation.select().count() == 2


def test_the_second_office_does_without(cast):
    office = cast.seberang
    use_modules(office.id, [])
    keep_network(office, "lampung", cast.citra, NOON)

    assert not uses_module(office.id, Module.NETWORK)
    assert not Member.select().where(Member.office == office).exists()
