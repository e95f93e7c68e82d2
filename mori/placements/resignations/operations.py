"""Resigning, taking it back, and the end that follows."""

import datetime as dt
from contextlib import suppress

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from ..models import Placement
from ..operations import end_placement_early, withdraw_placement
from ..queries import placement_by_id
from ..rules import ONGOING
from . import letters, queries
from .models import Resignation, ResignationEvent
from .rules import MOVES


@writing()
def resign(
    placement: Placement,
    last_day: dt.date,
    words: str,
    token: str,
    actor_id: int,
    at: dt.datetime,
    address: str,
) -> Resignation:
    """Say that one ends one's own internship; until its last day is over it can be taken back."""
    if made := queries.resignation_by_token(token):
        return made
    if not lock(placement, "state", "ends_on") or placement.state not in ONGOING:
        raise changed_meanwhile()
    before = queries.last_resignation_of(placement.id)
    if before and before.state.is_given:
        raise Refused(_("You have resigned already. Take that back first to choose another day."))
    if not local_date(at, placement.office.zone) <= last_day < placement.ends_on:
        raise Refused(_("Choose a last day from today on, before the planned one."))
    made = Resignation.create(
        token=token, placement=placement.id, last_day=last_day, words=words, given_at=at
    )
    ResignationEvent.create(resignation=made, verb="resign", actor=actor_id, at=at)
    letters.tell(made, "resign", address, at)
    return made


@writing()
def take_back(resignation: Resignation, actor_id: int, at: dt.datetime, address: str) -> None:
    """The internship goes on as if nothing had been said."""
    advance(resignation, MOVES, "take_back", actor_id, at)
    letters.tell(resignation, "take_back", address, at)


def end_resigned(address: str, at: dt.datetime) -> None:
    """End the internships whose intern has had the last day that they chose."""
    for each in queries.given_resignations():
        today = local_date(at, each.placement.office.zone)
        if each.placement.state not in ONGOING:
            with suppress(Refused), writing():
                advance(each, MOVES, "finish", None, at)
        elif each.last_day < today or each.last_day < each.placement.starts_on:
            with suppress(Refused), writing():  # it was taken back in the meantime
                _end(each, address, at)


def _end(resignation: Resignation, address: str, at: dt.datetime) -> None:
    placement = placement_by_id(resignation.placement_id)
    person_id, last_day = placement.person_id, min(resignation.last_day, placement.ends_on)
    if last_day < placement.starts_on:
        withdraw_placement(placement, "", person_id, at)
    else:
        end_placement_early(placement, last_day, "", person_id, at)
    advance(resignation, MOVES, "finish", None, at)
    letters.tell(resignation, "finish", address, at)
