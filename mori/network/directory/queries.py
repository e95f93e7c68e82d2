"""Those of the network who agreed to be found, as of now."""

from typing import Any

from mori.accounts.models import Person
from mori.core.db import contains
from mori.core.texts.folding import folded
from mori.institutions.models import Region

from ..members.queries import by_name
from ..models import Member, NetworkExport
from ..queries import agreeing
from ..rules import Purpose

LATEST = 5


def people_in(
    office_id: int, search: str = "", after: tuple[Any, ...] | None = None
) -> list[Member]:
    """Those who agreed, by name, one page and one more; ``after`` is (name, id)."""
    found = by_name(office_id, after).where(*agreeing(Purpose.DIRECTORY))
    if search:
        found = found.where(contains(Member.name_folded, folded(search)))
    return list(found)


def every_one_in(office_id: int) -> list[Member]:
    """All of them, for a table."""
    return list(
        Member.select(Member, Region)
        .left_outer_join(Region)
        .where(Member.office == office_id, *agreeing(Purpose.DIRECTORY))
        .order_by(Member.name_folded, Member.id)
    )


def exports_of(office_id: int) -> list[NetworkExport]:
    """Who took the directory out lately."""
    return list(
        NetworkExport.select(NetworkExport, Person)
        .join(Person)
        .where(NetworkExport.office == office_id)
        .order_by(NetworkExport.id.desc())
        .limit(LATEST)
    )
