"""Choosing the schemes for kinds of interns and moments."""

import datetime as dt
from collections.abc import Mapping

from mori.core.db import writing
from mori.core.states import changed_meanwhile, lock
from mori.offices.queries import office_by_id

from . import queries
from .models import SchemeChoice, SchemeChoiceEvent
from .rules import Place, seen_of


@writing()
def choose_schemes(
    office_id: int, wanted: Mapping[Place, str], seen: str, actor_id: int, at: dt.datetime
) -> None:
    """Make these an office's choices, unless they have changed since they were seen; where
    nothing is said, the national ones count.
    """
    lock(office_by_id(office_id))
    own = queries.choices_of(office_id)
    if own == wanted:
        return
    if seen_of(own) != seen:
        raise changed_meanwhile()
    rewrite_choices(office_id, wanted)
    SchemeChoiceEvent.create(office=office_id, actor=actor_id, at=at)


def rewrite_choices(office_id: int | None, wanted: Mapping[Place, str]) -> None:
    """Make these an office's only choices, or without one the national ones."""
    whose = SchemeChoice.office.is_null() if office_id is None else SchemeChoice.office == office_id
    SchemeChoice.delete().where(whose).execute()
    for (kind, moment), family in wanted.items():
        SchemeChoice.create(office=office_id, kind=kind, moment=moment, family=family)
