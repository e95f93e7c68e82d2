from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.slice import Machine, Slice

from . import given_views, views
from .rules import MOVES, LinkState

SLICE = Slice(
    "links",
    blueprints=(views.bp, given_views.bp),
    grants={
        "link.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "link.change": {Role.COORDINATOR: office},
    },
    pages={"link": marked("A link's page")},
    machines=(
        Machine(
            "SignedLink",
            LinkState,
            MOVES,
            frozenset({LinkState.OPEN, LinkState.WAITING}),
            frozenset({LinkState.REVOKED, LinkState.DISOWNED, LinkState.FORWARDED}),
        ),
    ),
)
