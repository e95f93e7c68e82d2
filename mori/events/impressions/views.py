"""Participants say how an event was, by their own pass; the office reads it from five on."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may, public
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.evaluation.ratings.rules import ENOUGH
from mori.web.render import page, see_other

from .. import queries as events
from ..codes.views import holder, own_url, pass_for
from ..models import Event, Participant
from ..presence.queries import present_among
from ..queries import one_event
from ..rules import state_on
from . import operations, queries
from .forms import ImpressionForm
from .rules import IMPRESSIONS_LAST, TOOK_PLACE, Answer, is_asked

bp = Blueprint("event_impressions", __name__)


@bp.get("/p/<passed>/masukan")
@public
def giving(passed: str) -> Response:
    event, row = holder(passed)
    return _giving(event, row, ImpressionForm(formdata=None))


@bp.post("/p/<passed>/masukan")
@public
def give(passed: str) -> Response:
    (event, row), form = holder(passed), ImpressionForm()
    if queries.has_given(row.id, event.id) or not _may_give(event, row):
        return see_other(_url(row))
    if not form.validate():
        return _giving(event, row, form, 422)
    operations.give_impression(row, form.said)
    return see_other(_url(row))


def _giving(event: Event, row: Participant, form: ImpressionForm, status: int = 200) -> Response:
    given = queries.has_given(row.id, event.id)
    shown = page(
        "events/impressions/giving.html",
        status=status,
        here="event",
        event=event,
        url=_url(row),
        own=own_url(event, row),
        given=given,
        form=None if given or not _may_give(event, row) else form,
        was_there=bool(present_among([row.id])),
        last_day=event.ends_on + IMPRESSIONS_LAST,
        enough=ENOUGH,
    )
    return not_stored(shown)


def _url(row: Participant) -> str:
    return url_for("event_impressions.giving", passed=pass_for(row.event, row))


def _may_give(event: Event, row: Participant) -> bool:
    return row.id in _who_may_give(event, [row.id])


def _who_may_give(event: Event, participant_ids: Collection[int]) -> set[int]:
    """Whoever was there in any half-day, as long as it is asked."""
    today = local_date(now(), event.office.zone)
    return present_among(participant_ids) if is_asked(event, today) else set()


def participants_part(rows: Mapping[int, Participant]) -> dict[int, dict[str, Any]] | None:
    """The way here from participants' own pages, as long as it is asked."""
    event = one_event(rows)
    whom = _who_may_give(event, rows)
    given = queries.who_gave(whom, event.id) if whom else set()
    return {each: {"url": _url(rows[each]), "given": each in given} for each in whom}


@bp.get("/kegiatan/<key>/masukan")
@may("impression.read", on=events.event_by_key)
def heard(event: Event) -> Response:
    return page(
        "events/impressions/heard.html",
        here="network",
        event=event,
        heard=queries.heard_of(event.id),
        answers=list(Answer),
        enough=ENOUGH,
    )


def event_part(event: Event) -> dict[str, Any] | None:
    """The way to what participants say, on the page of an event that took place."""
    today = local_date(now(), event.office.zone)
    is_there = event.ends_on <= today and state_on(event, today) in TOOK_PLACE
    if not is_there or not allowed(current_user, "impression.read", event):
        return None
    return {"event": event}
