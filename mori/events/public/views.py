"""The page of an event, for anybody, and its calendar file."""

from flask import Blueprint, Response, abort, current_app, request, url_for

from mori.access.guard import public
from mori.core.clock import ZONE_NAMES, local_date, now
from mori.offices.queries import uses_module
from mori.offices.rules import Module, OfficeState
from mori.web.i18n import locale
from mori.web.render import page

from .. import queries
from ..models import Event
from ..rules import state_on
from .desk import agenda_of, calendar_entry
from .rules import calendar_file

bp = Blueprint("events", __name__)
HERE = "event"


@bp.get("/kegiatan/<key>")
@public
def event(key: str) -> Response:
    found = public_event(key)
    return page(
        "events/public/event.html",
        here=HERE,
        event=found,
        stands=state_on(found, local_date(now(), found.office.zone)),
        agenda=agenda_of(found),
        zone_name=ZONE_NAMES[found.office.zone],
        may_change=False,
    )


@bp.get("/kegiatan/<key>/kalender.ics")
@public
def calendar(key: str) -> Response:
    found = public_event(key)
    return calendar_answer(found)


def calendar_answer(event: Event) -> Response:
    """The file that a phone's calendar opens."""
    host = current_app.config["SETTINGS"].address or request.host_url.rstrip("/")
    url = host + url_for("events.event", key=event.key)
    response = Response(calendar_file(calendar_entry(event, url)), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{event.key}.ics"'
    response.headers["Content-Language"] = locale()
    return response


def public_event(key: str) -> Event:
    """What anybody may see: no draft, and nothing where the office has no events."""
    found = queries.event_by_key(key)
    if found is None or not found.state.is_public or not is_shown(found):
        abort(404)
    return found


def is_shown(event: Event) -> bool:
    """Whether its office is there, and has events at all."""
    is_open = event.office.state is OfficeState.OPEN
    return is_open and uses_module(event.office_id, Module.NETWORK)
