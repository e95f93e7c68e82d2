"""The reviewer's queue: the whole text in place, paraf or a revision asked for."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from markupsafe import Markup

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.web.asked import SEPARATOR, after, next_page
from mori.web.i18n import locale
from mori.web.mentions import named_by
from mori.web.render import page, parts_of

from .. import operations as entry_operations
from .. import queries
from ..comments.operations import open_thread
from ..comments.queries import News, thread_of, threads_unread
from ..models import Entry
from ..photos.queries import PhotoRow, Photos, photos_by_entry
from ..phrases.forms import phrases_for
from ..rows import WholeEntry
from ..rules import AT_ONCE, changes, text_before
from ..views import commenting, news_here
from . import forms as review_forms
from . import queries as verdicts
from .desk import ReviewDesk, review_desk
from .queries import WaitingEntry
from .rules import STAND_IN_AFTER, a_pageful, must_be_read
from .waiting import Waiting

bp = Blueprint("review", __name__)
LINK = re.compile(r'href="([^"]*)')


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
    named: tuple[tuple[str, str], ...] = ()  # what the entry mentions: the field, what is chosen
    has_news: bool = False  # a comment that this reviewer has not read


def office_clock() -> Waiting:
    actor = current_user._get_current_object()
    return Waiting(actor.office_id, actor.calendar_version, actor.zone, now())


def waiting_entries(actor: Actor, at: dt.datetime) -> int:
    """What the queue's badge counts."""
    if actor.office_id is None:
        return 0
    clock = Waiting(actor.office_id, actor.calendar_version, actor.zone, at)
    return verdicts.count_waiting_for(actor.person_id, clock.before(STAND_IN_AFTER))


def desk_here() -> ReviewDesk:
    asked = request.args
    return review_desk(
        current_user.person_id, office_clock(), asked.get("saring", ""), asked.get("peserta", "")
    )


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
    if not entry_operations.mark_seen(entry, now()):
        abort(404)
    open_thread(entry.id, current_user.person_id, now())
    return queue_page(opened=entry.id)


def queue_page(
    status: int = 200, opened: int | None = None, form: review_forms.ReviewForm | None = None
) -> Response:
    desk = desk_here()
    clock, begin = desk.clock, _begin()
    ahead = [row for row in desk.narrowed if not begin or (row.day, row.id) > begin]
    ahead = ahead or desk.narrowed  # what followed is decided: from the start again
    is_first = not opened and not begin
    news, toast = news_here() if is_first else [], _toast(desk.decided)
    rows = queries.entries_by_id([row.id for row in ahead[:AT_ONCE]])
    pane = _pane(rows, opened)
    parts = _parts(pane if opened else None, clock.today if is_first else None)
    thread = thread_of(pane.id) if pane and pane.comments else []
    photos = photos_by_entry({row.id for row in [*rows, pane] if row})
    rows = a_pageful(rows, photos, _beside_rows(news, toast, thread, parts))
    _shown, more = next_page(ahead, len(rows), lambda row: (row.day, row.id))
    placed, unread = placed_rows(rows, pane, clock, photos)
    return page(
        "logbook/review/queue.html",
        "logbook/review/_pane.html" if opened else None,
        status=status,
        here="queue",
        counts={"queue": len(desk.waiting)},
        desk=desk,
        rows=placed,
        unread=unread,
        all_ticked=_all_ticked(),
        dictionary_of="/*",
        more=more,
        **_oldest(desk),
        toast=toast,
        news=news,
        parts=parts,
        form=form,
        phrases=phrases_here(),
        back=_back(),
        photos=photos[pane.id] if pane else (),
        thread=thread,
        **_beside(pane, opened, placed),
    )


def _oldest(desk: ReviewDesk) -> dict[str, Any]:
    """What the heading says of how long they wait."""
    return {
        "oldest": desk.clock.days(desk.first_sent_at) if desk.waiting else 0,
        "all_of_today": desk.clock.is_today(desk.first_sent_at),
    }


def _parts(opened: WholeEntry | None, today: dt.date | None) -> list[Markup]:
    """What slices add: beside an opened entry, or above a queue from its start."""
    if opened and (entry := queries.entry_by_key(opened.key)):
        return parts_of("review.entry", entry.placement.key, entry.unit.key, entry.key)
    return parts_of("queue", current_user.office_id, today) if today else []


def _beside_rows(
    news: Iterable[News], toast: dict[str, Any] | None, thread: Iterable[Any], parts: list[Markup]
) -> Iterator[str]:
    """What a page says beside its rows and not always: names and words that weigh as theirs do."""
    for each in news:
        yield f"{each.key} {each.intern} {each.last_words}"  # beside its row's: it has a link too
    yield from (comment.text for comment in thread)
    if toast:
        yield toast["said"]
    for part in parts:
        yield part.striptags()
        yield from LINK.findall(part)  # a key is not compressed


def _beside(
    pane: WholeEntry | None, opened: int | None, placed: list[tuple[WholeEntry, Place]]
) -> dict[str, Any]:
    """What the pane shows of an entry."""
    return {
        "pane": pane,
        "named": _named(pane, placed),
        "opened": opened,
        "is_mine": pane is not None and pane.supervisor_id == current_user.person_id,
        "changed": _changed(pane) if pane and opened else None,
        "has_shortcuts": current_user.facts["has_shortcuts"],
        **commenting(),
    }


def _pane(rows: list[WholeEntry], opened: int | None) -> WholeEntry | None:
    """The entry shown beside the list: the one opened, else the first."""
    if opened is None:
        return rows[0] if rows else None
    shown = next((row for row in rows if row.id == opened), None)
    return shown or queries.entries_by_id([opened])[0]


def _named(pane: WholeEntry | None, placed: list[tuple[WholeEntry, Place]]) -> Any:
    """What the entry in the pane names, which its row mostly has been asked for."""
    if pane is None or not pane.has_mentions:
        return ()
    known = next((place.named for row, place in placed if row == pane), None)
    return known if known is not None else named_by("entry", [pane.id])[pane.id]


def _changed(row: WholeEntry) -> Any:
    earlier = queries.earlier_texts(row.id) if row.revision > 1 else []
    return changes(text_before(earlier, row.reviewed_at), row.text) if earlier else None


def placed_rows(
    rows: list[WholeEntry], pane: WholeEntry | None, clock: Waiting, photos: Photos
) -> tuple[list[tuple[WholeEntry, Place]], int]:
    """Each row with its place, and how many of them have to be read one by one."""
    all_ticked, unheard = _all_ticked(), _unheard(rows)
    named = named_by("entry", [row.id for row in rows if row.has_mentions])
    placed = []
    for row in rows:
        place = place_of(row, clock, photos)
        is_unseen = any(photo.seen_at is None for photo in place.photos)
        has_news = row.id in unheard
        can_tick = not must_be_read(row.hints, row.revision, row.seen_at, is_unseen, has_news)
        place = place._replace(
            can_tick=can_tick,
            is_ticked=can_tick and all_ticked,
            is_current=row == pane,
            named=tuple(named.get(row.id, ())),
            has_news=has_news,
        )
        placed.append((row, place))
    return placed, sum(not place.can_tick for _row, place in placed)


def _unheard(rows: list[WholeEntry]) -> set[int]:
    commented = [row.id for row in rows if row.comments]
    return threads_unread(commented, current_user.person_id) if commented else set()


def place_of(row: WholeEntry, clock: Waiting, photos: Photos) -> Place:
    is_mine = row.supervisor_id == current_user.person_id
    days = 0 if is_mine else clock.days(row.held_since)
    return Place(_back(), is_mine, days, photos=photos[row.id])


def _all_ticked() -> bool:
    return request.args.get("pilih") == "semua"


def _begin() -> tuple[Any, ...] | None:
    """The day and id after which this page of the queue begins."""
    return after(dt.date.fromisoformat, int)


def _back(**moved: str) -> str:
    """The filter in force and the page, as the end of an address."""
    kept = {name: request.args.get(name, "") for name in ("saring", "peserta", "after")} | moved
    query = urlencode({name: value for name, value in kept.items() if value})
    return f"?{query}" if query else ""


def to_queue() -> str:
    return url_for("review.queue") + _back()


def to_entry(entry: Entry) -> str:
    """Where somebody is in the queue, at an entry; at a page that begins with it, if it is
    before the one where they are.
    """
    begin = _begin()
    is_before = begin is not None and (entry.day, entry.id) <= begin
    moved = {"after": f"{entry.day}{SEPARATOR}{entry.id - 1}"} if is_before else {}
    return f"{url_for('review.queue')}{_back(**moved)}#entry-{entry.key}"


def _toast(decided: list[WaitingEntry]) -> dict[str, Any] | None:
    """What was decided last, in words, with the key that undoes it: that of the first, where
    it was several, for there one goes on.
    """
    if not decided:
        return None
    last = max(decided, key=lambda row: (row.effective_at, row.verdict_id))
    together = [row for row in decided if row.batch == last.batch]
    return {
        "key": together[0].verdict_key,
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
