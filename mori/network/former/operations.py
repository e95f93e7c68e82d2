"""Saying that a member and an alumnus are one person, and that they are not."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.alumni.models import Alumnus
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile

from ..models import Member
from ..operations import hold, record
from . import queries


@writing()
def link_alumnus(member: Member, alumnus: Alumnus, actor_id: int, at: dt.datetime) -> None:
    """One person: each page leads to the other. The same again changes nothing."""
    held = hold(member)
    if alumnus.office_id != held.office_id:
        raise changed_meanwhile()
    linked = queries.members_of(alumnus)
    if any(each.id == held.id for each in linked):
        return
    if linked:
        raise Refused(
            _("%(name)s is that alumnus already. Merge the two members.", name=linked[0].name)
        )
    if held.alumnus_id and queries.alumnus_of(held):
        raise changed_meanwhile()
    _write(held, alumnus.id)
    record(held.id, "link", actor_id, at, alumnus.name)


@writing()
def unlink_alumnus(member: Member, actor_id: int, at: dt.datetime) -> None:
    """Two people after all; the same again does nothing."""
    held = hold(member)
    if held.alumnus_id is None:
        return
    known = queries.alumnus_of(held)
    _write(held, None)
    record(held.id, "unlink", actor_id, at, known.name if known else "")


def _write(member: Member, alumnus_id: int | None) -> None:
    Member.update(alumnus=alumnus_id, revision=Member.revision + 1).where(
        Member.id == member.id
    ).execute()
