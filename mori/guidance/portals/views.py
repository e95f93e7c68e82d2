"""The intern's days for a portal: three fields to copy, and which days were sent."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import new_key
from mori.logbook.models import Entry
from mori.logbook.queries import entry_by_key
from mori.placements.models import Placement
from mori.placements.queries import SpanToday, nearest_placement
from mori.placements.rules import InternKind
from mori.web import asked
from mori.web.render import page, see_other

from . import operations, queries
from .queries import PortalEntry
from .rules import SINCE, Field, PortalTerms, national_terms

bp = Blueprint("portals", __name__)


@bp.get("/portal")
@may("portal.own")
def own() -> Response:
    placement = nearest_placement(current_user.person_id, asked.today())
    terms = placement and queries.portal_of(placement.office_id, placement.kind)
    entries = _entries(placement) if placement and terms else []
    unsent = _unsent(entries, terms) if terms else []
    return page(
        "guidance/portals/own.html",
        here="logbook",
        programme=placement.programme if placement else "",
        terms=terms,
        entries=entries,
        opened=_opened(entries),
        unsent=unsent,
        others=[each for each in entries if each not in unsent],
        fields=list(Field),
        token=new_key(),
    )


def _entries(placement: Placement) -> list[PortalEntry]:
    today = asked.today()
    return queries.entries_of(placement.id, today - SINCE, today)


def _unsent(entries: list[PortalEntry], terms: PortalTerms) -> list[PortalEntry]:
    return [each for each in entries if not each.is_sent] if terms.is_ticked else []


def _opened(entries: list[PortalEntry]) -> PortalEntry | None:
    """The day that is asked for, else the earliest that was not sent, else the last one."""
    day = asked.asked_day()
    chosen = [each for each in entries if each.day == day] if day else []
    chosen += [each for each in entries if not each.is_sent]
    return next(iter(chosen + entries[::-1]), None)


@bp.post("/portal/<key>")
@may("portal.tick", on=entry_by_key)
def tick(entry: Entry) -> Response:
    if "undo" in request.form:
        operations.untick_day(entry)
    else:
        revision = request.form.get("revision", entry.revision, int)
        operations.tick_day(entry, min(max(revision, 0), entry.revision), now())
    return see_other(url_for("portals.own", hari=entry.day))


def today_part(placement: SpanToday, today: dt.date) -> dict[str, Any] | None:
    """On an intern's start page: the way to the days that were not sent yet."""
    return _waiting(placement.placement_id, placement.kind, today)


def ended_part(placement: Placement, today: dt.date) -> dict[str, Any] | None:
    """The same after an internship, for its last days."""
    found = _waiting(placement.id, placement.kind, today)
    return found if found and found["unsent"] else None


def _waiting(placement_id: int, kind: InternKind, today: dt.date) -> dict[str, Any] | None:
    """What of the last weeks is still to be copied; nothing where there is no portal."""
    if not _may_have_one(kind):
        return None
    terms = queries.portal_of(current_user.office_id, kind)
    if terms is None:
        return None
    entries = queries.entries_of(placement_id, today - SINCE, today)
    return {
        "portal": terms.portal,
        "unsent": _unsent(entries, terms),
        "short": _short(entries, terms),
    }


def _short(entries: list[PortalEntry], terms: PortalTerms) -> list[tuple[PortalEntry, list[Any]]]:
    """The days still to be sent whose fields are too short for the portal, and which fields."""
    found = ((each, each.short_of(terms)) for each in entries if not each.is_sent)
    return [(each, [field.label for field, _n in lacking]) for each, lacking in found if lacking]


def _may_have_one(kind: InternKind) -> bool:
    """Whether it is worth asking: most kinds have no portal, and most offices say nothing."""
    return kind in national_terms() or bool(current_user.facts["has_portals"])
