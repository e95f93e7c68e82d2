"""A door by its link: it adds to one day, and sees names and letters alone."""

import datetime as dt
from typing import Any, NamedTuple

from flask import Blueprint, Response, request, url_for

from mori.access.guard import public
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.web.phone.queue import phone_time
from mori.web.render import page, see_other

from ..codes.views import CLOSED
from ..presence.desk import Halves, halves_of, marked_as, meant_by
from ..presence.forms import NO_HALF, GuestForm, HandForm, choose, say_who
from ..presence.models import DoorPass
from ..presence.operations import Way, mark_present, mark_walk_in
from ..presence.queries import door_by_hash, marks_on
from ..presence.rules import HalfDay, How
from ..public.views import is_shown
from ..queries import participant_by_code, participants_of
from .forms import NO_DOOR, NOT_YET, WHY_NO_DOOR
from .operations import hash_of
from .rules import PassState, state_of

bp = Blueprint("event_door", __name__)

LISTED = 600  # people on the list that a phone carries


@bp.get("/pintu/<secret>")
@public
def door(secret: str) -> Response:
    found, today = _found(secret)
    if found is None or state_of(found, today) is not PassState.OPEN:
        return _closed()
    return _door(found, secret)


def _found(secret: str) -> tuple[DoorPass | None, dt.date]:
    """A door of an event that takes place, and the day it is there."""
    found = door_by_hash(hash_of(secret))
    if found is None or found.event.state in CLOSED or not is_shown(found.event):
        return None, now().date()
    return found, local_date(now(), found.event.office.zone)


def _closed() -> Response:
    """The same page whatever the reason."""
    shown = page(
        "events/door/closed.html", status=404, here="event", title=NO_DOOR, what_next=WHY_NO_DOOR
    )
    return not_stored(shown)


def _door(
    found: DoorPass, secret: str, form: Any = None, status: int = 200, meant: Any = ()
) -> Response:
    halves, event = halves_of(found.event), found.event
    half = _half_of(halves, found)
    hand = form if isinstance(form, HandForm) else HandForm(formdata=None)
    guest = form if isinstance(form, GuestForm) else GuestForm(formdata=None)
    for each in (hand, guest):
        choose(each, halves.all, half)
    shown = page(
        "events/door/door.html",
        status=status,
        here="event",
        door=found,
        event=event,
        secret=secret,
        rows=participants_of(event.id, most=LISTED),
        marks=marks_on(event.id, found.valid_on),
        done=marked_as(participant_by_code(event.id, request.args.get("tanda", "")), half),
        hand=hand,
        guest=guest,
        form=form or hand,
        meant=meant,
        is_day=local_date(now(), event.office.zone) == found.valid_on,
    )
    return not_stored(shown)


def _half_of(halves: Halves, found: DoorPass) -> HalfDay:
    asked = halves.named(found.valid_on, request.values.get("part", ""))
    running, own = halves.now(now()), halves.of(found.valid_on)
    return asked or (running if running in own else own[0])


class Said(NamedTuple):
    """What a form says, of which half-day, and when it was done."""

    door: DoorPass
    half: HalfDay
    seen_at: dt.datetime

    @property
    def way(self) -> Way:
        return Way(How.DOOR, door_id=self.door.id)


def _said(secret: str, form: HandForm | GuestForm) -> Said | Response:
    """What may be added; else the page that says why not.

    What was noted on the pass's day may come in later: the phone had no network.
    """
    (found, _today), at = _found(secret), now()
    seen_at = phone_time(at) or at
    if found is None or found.revoked_at:
        return _closed()
    seen_on = local_date(seen_at, found.event.office.zone)
    if seen_on > found.valid_on:
        return _closed()
    half = form.half_of(halves_of(found.event).of(found.valid_on))
    if seen_on < found.valid_on:
        form.form_errors.append(NOT_YET)
    elif half is None:
        form.form_errors.append(NO_HALF)
    if not form.validate() or form.form_errors or half is None:
        return _door(found, secret, form, 422)
    return Said(found, half, seen_at)


@bp.post("/pintu/<secret>")
@public
def mark(secret: str) -> Response:
    form = HandForm()
    said = _said(secret, form)
    if isinstance(said, Response):
        return said
    meant = meant_by(said.door.event, form.said)
    if len(meant) != 1:
        say_who(form, bool(meant))
        return _door(said.door, secret, form, 422, meant)
    token = token_for(form.token.data, said.door.key, meant[0].key, *said.half)
    mark_present(meant[0], said.half, said.way, said.seen_at, token, now())
    return _back(secret, said, meant[0].short_code)


@bp.post("/pintu/<secret>/tamu")
@public
def mark_guest(secret: str) -> Response:
    form = GuestForm()
    said = _said(secret, form)
    if isinstance(said, Response):
        return said
    words = (form.guest.data, form.community.data)
    token, event = token_for(form.token.data, said.door.key, *words), said.door.event
    guest = mark_walk_in(event, *words, said.half, said.way, said.seen_at, token, now())
    return _back(secret, said, guest.short_code)


def _back(secret: str, said: Said, code: str) -> Response:
    url = url_for("event_door.door", secret=secret)
    there = said.door.event.office.zone
    return see_other(f"{url}?part={said.half.part.value}&tanda={code}", there=there)
