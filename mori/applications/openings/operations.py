"""Making, changing, publishing and closing what an office offers."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance
from mori.offices.models import Unit

from ..models import Opening, OpeningEvent
from ..rules import OPENING_MOVES
from . import queries


class Offer(NamedTuple):
    """What an opening says: places, for whom, when, and until when one may apply."""

    title: str
    unit: Unit | None
    kinds: str
    quota: int
    starts_on: dt.date
    ends_on: dt.date
    open_until: dt.date
    needs: str


@writing()
def make_opening(
    office_id: int, offer: Offer, token: str, actor_id: int, at: dt.datetime
) -> Opening:
    """Keep a draft; the same form twice is one."""
    if there := queries.opening_by_token(token):
        return there
    made = Opening.create(office=office_id, token=token, made_at=at, **offer._asdict())
    OpeningEvent.create(opening=made, verb="make", actor=actor_id, at=at)
    return made


@writing()
def change_opening(opening: Opening, offer: Offer, actor_id: int, at: dt.datetime) -> None:
    """Say it otherwise; whoever applied already did so under what it said then."""
    Opening.update(offer._asdict()).where(Opening.id == opening.id).execute()
    OpeningEvent.create(opening=opening, verb="change", actor=actor_id, at=at)


def publish_opening(opening: Opening, today: dt.date, actor_id: int, at: dt.datetime) -> None:
    """Let everybody see it."""
    if opening.open_until < today:
        raise Refused(_("Its last day to apply is over. Change that day first, then publish."))
    advance(opening, OPENING_MOVES, "publish", actor_id, at)


def close_opening(opening: Opening, actor_id: int, at: dt.datetime) -> None:
    """Let nobody apply for it any more."""
    advance(opening, OPENING_MOVES, "close", actor_id, at)
