"""The reviewer's queue: the whole text in place, paraf or a revision asked for."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.render import page

from .. import operations as entry_operations
from .. import queries
from ..photos.queries import PhotoRow, Photos, photos_by_entry
from ..phrases.forms import phrases_for
from ..rows import WholeEntry
from ..rules import AT_ONCE, OLD_AFTER, changes, text_before
from ..views import commenting
from . import forms as review_forms
from . import operations
from . import queries as verdicts
from .queries import WaitingEntry
from .rules import STAND_IN_AFTER, a_pageful, must_be_read
from .waiting import Waiting

bp = Blueprint("review", __name__)

FILTERS: dict[str, Callable[[WaitingEntry, dt.datetime], bool]] = {
    "": lambda row, old_before: True,
    "titipan": lambda row, old_before: True,
    "lama": lambda row, old_before: row.submitted_at < old_before,
    "revisi": lambda row, old_before: row.revision > 1,
}


class Place(NamedTuple):
    """How an entry stands in this reviewer's queue: all that its row shows beside the entry."""

    back: str
    is_mine: bool
    held_days: int  # by whoever has it, if that is somebody else
    can_tick: bool = False
    is_ticked: bool = False
    is_current: bool = False
    verb: str = ""  # what was decided within the last seconds
    decided_at: dt.datetime | None = None
    note: str = ""
    initials: str = ""
    photos: tuple[PhotoRow, ...] = ()


def office_clock() -> Waiting:
    actor = current_user._get_current_object()
    return Waiting(actor.office_id, actor.calendar_version, actor.zone, now())


def phrases_here() -> tuple[tuple[str, str], ...]:
    return phrases_for(current_user.office_id, current_user.facts["phrases_version"], locale())


@bp.get("/tinjau")
@may("queue.read")
def queue() -> Response:
    key = request.args.get("buka", "")
    if not key:
        return queue_page()
    entry = queries.entry_by_key(key)
    if entry is None or not allowed(current_user, "entry.review", entry):
        abort(404)
    entry_operations.mark_seen(entry, now())
    return queue_page(opened=entry.id)


def queue_page(
    status: int = 200, opened: int | None = None, form: review_forms.ReviewForm | None = None
) -> Response:
    clock = office_clock()
    waiting, decided = waiting_and_decided(clock, request.args.get("saring", ""))
    begin = after(dt.date.fromisoformat, int)
    narrowed, filters = _narrowed(waiting, clock)
    ahead = [row for row in narrowed if begin is None or (row.day, row.id) > begin]
    rows = a_pageful(queries.entries_by_id([row.id for row in ahead[:AT_ONCE]]))
    _shown, more = next_page(ahead, len(rows), lambda row: (row.day, row.id))
    pane = _pane(rows, opened)
    photos = photos_by_entry({row.id for row in [*rows, pane] if row})
    placed, unread = placed_rows(rows, pane, clock, photos)
    first_sent = min((row.submitted_at for row in waiting), default=clock.at)
    return page(
        "logbook/review/queue.html",
        "logbook/review/_pane.html" if opened else None,
        status=status,
        here="queue",
        badge=total_shown(waiting),
        rows=placed,
        unread=unread,
        all_ticked=_all_ticked(),
        dictionary_of="/*",
        more=more,
        oldest=clock.days(first_sent) if waiting else 0,
        all_of_today=clock.is_today(first_sent),
        total=total_shown(waiting),
        toast=_toast(decided),
        form=form,
        phrases=phrases_here(),
        back=_back(),
        photos=photos[pane.id] if pane else (),
        **filters,
        **_beside(pane, opened),
    )


def _narrowed(
    waiting: list[WaitingEntry], clock: Waiting
) -> tuple[list[WaitingEntry], dict[str, Any]]:
    """What fits the filter that was asked for, and what the filters show."""
    chosen, intern = request.args.get("saring", ""), request.args.get("peserta", "")
    fits, old_before = FILTERS.get(chosen, FILTERS[""]), clock.before(OLD_AFTER + 1)
    narrowed = [row for row in waiting if fits(row, old_before) and intern in ("", row.intern_key)]
    return narrowed, {
        "chosen": chosen,
        "intern": intern,
        "interns": _interns(waiting),
        "counts": {
            name: sum(counts(row, old_before) for row in waiting)
            for name, counts in FILTERS.items()
        },
    }


def _beside(pane: WholeEntry | None, opened: int | None) -> dict[str, Any]:
    """What the pane shows of an entry."""
    return {
        "pane": pane,
        "opened": opened,
        "is_mine": pane is not None and pane.supervisor_id == current_user.person_id,
        "thread": queries.thread_of(pane.id) if pane else [],
        "changed": _changed(pane) if pane and opened else None,
        "has_shortcuts": current_user.facts["has_shortcuts"],
        **commenting(),
    }


def waiting_and_decided(
    clock: Waiting, chosen: str
) -> tuple[list[WaitingEntry], list[WaitingEntry]]:
    """What waits, and what the reviewer decided within the last seconds.

    A decision whose seconds have passed takes effect here, if the background work is late.
    """
    rows = verdicts.waiting_for(
        current_user.person_id,
        clock.before(STAND_IN_AFTER),
        as_stand_in=chosen == "titipan",
    )
    pending = [row for row in rows if row.verdict_id]
    if not pending:
        return rows, []
    for row in pending:
        if row.verdict_id and row.is_decided_by(clock.at):
            operations.apply_verdict(row.verdict_id)
    mine = [row for row in pending if row.decided_by == current_user.person_id]
    decided = [row for row in mine if not row.is_decided_by(clock.at)]
    return [row for row in rows if not row.verdict_id], decided


def _pane(rows: list[WholeEntry], opened: int | None) -> WholeEntry | None:
    """The entry shown beside the list: the one opened, else the first."""
    if opened is None:
        return rows[0] if rows else None
    shown = next((row for row in rows if row.id == opened), None)
    return shown or queries.entries_by_id([opened])[0]


def _changed(row: WholeEntry) -> Any:
    earlier = queries.earlier_texts(row.id) if row.revision > 1 else []
    return changes(text_before(earlier, row.reviewed_at), row.text) if earlier else None


def _interns(waiting: list[WaitingEntry]) -> list[tuple[str, str, int]]:
    """Whose entries wait: key, name, how many; most first."""
    found = Counter((row.intern_key, row.intern) for row in waiting)
    return [(key, name, count) for (key, name), count in found.most_common(12)]


def total_shown(waiting: list[WaitingEntry]) -> str:
    return f"{queries.OVERVIEW}+" if len(waiting) > queries.OVERVIEW else str(len(waiting) or "")


def placed_rows(
    rows: list[WholeEntry], pane: WholeEntry | None, clock: Waiting, photos: Photos
) -> tuple[list[tuple[WholeEntry, Place]], int]:
    """Each row with its place, and how many of them have to be read one by one."""
    all_ticked = _all_ticked()
    placed = []
    for row in rows:
        place = place_of(row, clock, photos)
        is_unseen = any(photo.seen_at is None for photo in place.photos)
        can_tick = not must_be_read(row.hints, row.revision, row.seen_at, is_unseen)
        place = place._replace(
            can_tick=can_tick, is_ticked=can_tick and all_ticked, is_current=row == pane
        )
        placed.append((row, place))
    return placed, sum(not place.can_tick for _row, place in placed)


def place_of(row: WholeEntry, clock: Waiting, photos: Photos) -> Place:
    is_mine = row.supervisor_id == current_user.person_id
    days = 0 if is_mine else clock.days(row.held_since)
    return Place(_back(), is_mine, days, photos=photos[row.id])


def _all_ticked() -> bool:
    return request.args.get("pilih") == "semua"


def _back() -> str:
    """The filter in force, as the end of an address."""
    kept = {name: request.args.get(name, "") for name in ("saring", "peserta")}
    query = urlencode({name: value for name, value in kept.items() if value})
    return f"?{query}" if query else ""


def to_queue() -> str:
    return url_for("review.queue") + _back()


def _toast(decided: list[WaitingEntry]) -> dict[str, Any] | None:
    """What was decided last, in words, with the key that undoes it."""
    if not decided:
        return None
    last = max(decided, key=lambda row: (row.effective_at, row.verdict_id))
    together = [row for row in decided if row.batch == last.batch]
    return {
        "key": last.verdict_key,
        "said": decision_in_words(last.verb, [row.intern for row in together]),
    }


def decision_in_words(verb: str | None, names: list[str]) -> str:
    if verb == "return":
        return str(_("The entry of %(name)s is returned.", name=names[0]))
    if len(names) == 1:
        return str(_("The entry of %(name)s is initialled.", name=names[0]))
    together: str = ngettext(
        "%(num)d entry is initialled: %(names)s.",
        "%(num)d entries are initialled: %(names)s.",
        len(names),
        names=", ".join(dict.fromkeys(names)),
    )
    return together
