from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.offices.rules import Module
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from .communities import views as communities
from .consents import views as consents
from .directory import views as directory
from .former import views as former
from .jobs import jobs
from .members import one_views as member
from .members import views as members
from .merging import views as merging
from .overview import views as overview
from .own import views as own
from .rules import COMMUNITY_MOVES, MEMBER_MOVES, CommunityState, MemberState
from .settings import views as settings

ANYBODY, OFFICE = {Role.COORDINATOR: anyone}, {Role.COORDINATOR: office}

SLICE = Slice(
    "network",
    module=Module.NETWORK,
    rooms=(
        *("settings", "consents", "communities", "members", "own"),
        *("directory", "renewing", "merging", "former", "overview"),
    ),
    blueprints=(
        *(communities.bp, settings.bp, consents.bp, members.bp, member.bp),
        *(own.bp, directory.bp, merging.bp, former.bp),
    ),
    grants={
        "network.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "network.add": ANYBODY,
        "network.read": OFFICE,
        "network.change": OFFICE,
        "network.merge": OFFICE,
        "member.list": ANYBODY,
        "member.add": ANYBODY,
        "member.export": ANYBODY,
        "member.read": OFFICE,
        "member.change": OFFICE,
        "member.merge": OFFICE,
    },
    links=(own.LINK,),
    menu=(
        Item("network", 56, "network.list", "communities.communities", "people", marked("Network")),
    ),
    parts=(
        Part("member", "network/merging/_merges.html", merging.member_part),
        Part("member", "network/former/_member.html", former.member_part),
        Part("alumnus", "network/former/_alumnus.html", former.alumnus_part),
        Part("community", "network/merging/_merges.html", merging.community_part),
    ),
    jobs=jobs,
    attentions=overview.ATTENTIONS,
    machines=(
        Machine(
            "Community",
            CommunityState,
            COMMUNITY_MOVES,
            frozenset({CommunityState.INVITED, CommunityState.ACTIVE}),
        ),
        Machine("Member", MemberState, MEMBER_MOVES, frozenset({MemberState.KNOWN})),
    ),
)
