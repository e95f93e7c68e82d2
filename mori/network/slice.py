from mori.offices.rules import Module
from mori.web.slice import Machine, Slice

from . import models as _models  # noqa: F401 - so that its tables are known
from .rules import COMMUNITY_MOVES, MEMBER_MOVES, CommunityState, MemberState

SLICE = Slice(
    "network",
    module=Module.NETWORK,
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
