"""Links to the own record, and browsers that hold one."""

from mori.alumni.own.views import LINK
from mori.alumni.rules import ALUMNUS
from mori.links.operations import Given, give_link
from mori.links.rules import About, Hand
from tests.cast import NOON
from tests.links.holding import POST, holder

__all__ = ["base_of", "holder", "link_to"]


def link_to(cast, alumnus, token: str = "t", at=NOON) -> Given:
    about = About(ALUMNUS, alumnus.key, alumnus.name)
    return give_link(
        LINK.name, about, Hand(alumnus.name), alumnus.office_id, token, cast.wati.id, at, POST
    )


def base_of(given: Given) -> str:
    return f"/t/{given.link.key}/alumni"
