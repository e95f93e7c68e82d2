"""Keeping a person away from an intern, and no longer."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused

from ..operations import hold_person
from .models import Barred
from .queries import barred_for


def require_unbarred(intern_id: int, people: set[int]) -> None:
    """Refuse a supervisor, stand-in or reviewer whom a coordinator has barred, and say no more."""
    if people & barred_for(intern_id):
        raise Refused(_("Choose somebody else for this intern."))


@writing()
def bar_person(
    office_id: int, intern_id: int, other_id: int, why: str, actor_id: int, at: dt.datetime
) -> None:
    """Let a person never supervise or review an intern; the same twice is one."""
    if intern_id == other_id:
        raise Refused(_("Choose two people."))
    hold_person(intern_id)
    if other_id in barred_for(intern_id):
        return
    Barred.create(
        office=office_id,
        intern=intern_id,
        other=other_id,
        why=why,
        noted_by=actor_id,
        noted_at=at,
    )


@writing()
def end_bar(barred: Barred, actor_id: int, at: dt.datetime) -> None:
    """From now on the person may be chosen again; that it was otherwise is kept."""
    Barred.update(ended_at=at, ended_by=actor_id).where(
        Barred.id == barred.id, Barred.ended_at.is_null()
    ).execute()
