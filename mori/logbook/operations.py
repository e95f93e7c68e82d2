"""Writing, returning and approving entries."""

import csv
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from mori.core.clock import local_date, moment
from mori.core.counts.changes import changed
from mori.core.db import new_key, token_for, writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, move
from mori.core.workdays import Calendar
from mori.offices.queries import calendar_of, office_by_id
from mori.web.mentions import keep_mentions

from . import queries
from .models import Activity, EarlierText, Entry, EntryEvent, OtherText
from .review import queries as review_queries
from .review.models import Verdict
from .review.rules import VERDICT_MOVES, VerdictState
from .rules import LATE_AFTER, MOVES, EntryState, hints_in


@dataclass(frozen=True)
class Writing:
    """What an intern wrote about a day."""

    text: str
    learnt: str = ""
    obstacles: str = ""
    minutes: int | None = None
    activity_id: int | None = None
    mentions: Mapping[str, str] = field(default_factory=dict)  # keys by the fields that were sent

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "learnt": self.learnt,
            "obstacles": self.obstacles,
            "minutes": self.minutes,
            "activity": self.activity_id,
            "hints": " ".join(hints_in(f"{self.text}\n{self.learnt}\n{self.obstacles}")),
            **({"has_mentions": True} if any(self.mentions.values()) else {}),
        }


@dataclass(frozen=True)
class Post:
    """Where an entry belongs: a placement, and the unit and reviewers of the day."""

    placement_id: int
    person_id: int
    office_id: int
    unit_id: int
    supervisor_id: int
    stand_in_id: int | None
    starts_on: dt.date
    ends_on: dt.date
    zone: str
    calendar: Calendar


def submit_entry(
    post: Post,
    day: dt.date,
    words: Writing,
    token: str,
    at: dt.datetime,
    phone_at: dt.datetime | None = None,
) -> Entry | OtherText:
    """Send a day's entry to the supervisor; the same again changes nothing.

    Where the day has an entry that says something else, this text is kept beside it.
    ``phone_at`` is when the phone says it was sent, if it had to wait for a network.
    """
    try:
        return _submit(post, day, words, token, at, phone_at)
    except IntegrityError:  # another request wrote between our look and our write: look again
        return _submit(post, day, words, token, at, phone_at)


@writing()
def _submit(
    post: Post,
    day: dt.date,
    words: Writing,
    token: str,
    at: dt.datetime,
    phone_at: dt.datetime | None,
) -> Entry | OtherText:
    today = local_date(at, post.zone)
    if not post.starts_on <= day <= min(today, post.ends_on):
        raise Refused(_("This day is not part of your internship so far. Choose another day."))
    written = queries.entry_of_day(post.placement_id, day)
    if written and written.state.is_withdrawn and phone_at is None:
        change_entry(written, words, written.revision, at)
        return queries.entry_by_id(written.id)
    if written:
        said = queries.has_said(written, words)
        return written if said else keep_beside(written, words, token, at)
    if queries.entry_by_token(token):  # the form was used for another day, or by another person
        token = new_key()
    entry = Entry.create(
        token=token,
        placement=post.placement_id,
        person=post.person_id,
        office=post.office_id,
        unit=post.unit_id,
        supervisor=post.supervisor_id,
        stand_in=post.stand_in_id,
        day=day,
        is_late=at > late_after(day, post.calendar, post.zone),
        submitted_at=at,
        phone_at=phone_at,
        held_since=at,
        **words.columns,
    )
    record(entry, "submit", post.person_id, at)
    changed(entry.placement_id, day, of="logbook")
    keep_mentions("entry", entry.id, words.mentions, at)
    return entry


@writing()
def keep_beside(entry: Entry, words: Writing, token: str, at: dt.datetime) -> OtherText:
    """Keep a text that would overwrite another device's; the writer chooses between the two."""
    kept, _is_new = OtherText.get_or_create(
        token=token_for(token, entry.key, words),
        defaults={
            "entry": entry.id,
            "activity": words.activity_id,
            "text": words.text,
            "learnt": words.learnt,
            "obstacles": words.obstacles,
            "minutes": words.minutes,
            "mentions": json.dumps(words.mentions) if words.mentions else "",
            "at": at,
        },
    )
    return kept


@writing()
def use_other_text(other: OtherText, revision: int, at: dt.datetime) -> None:
    """Let the entry say what the other device sent; what it said is kept as an earlier text."""
    words = Writing(
        other.text, other.learnt, other.obstacles, other.minutes, other.activity_id, other.named
    )
    change_entry(queries.entry_by_id(other.entry_id), words, revision, at)
    keep_first_text(other, at)


@writing()
def keep_first_text(other: OtherText, at: dt.datetime) -> None:
    """The writer has chosen; the text stays, and is pointed out no more."""
    OtherText.update(settled_at=at).where(
        OtherText.id == other.id, OtherText.settled_at.is_null()
    ).execute()


def late_after(day: dt.date, calendar: Calendar, zone: str) -> dt.datetime:
    """The moment after which an entry for ``day`` is late: noon of the next working day."""
    return moment(calendar.next_workday(day), LATE_AFTER, zone)


@writing()
def change_entry(entry: Entry, words: Writing, revision: int, at: dt.datetime) -> None:
    """Change an entry that is not approved; what it said before is kept.

    ``revision``, an optimistic lock, is the one the writer had before them.
    """
    if revision != entry.revision:
        raise changed_meanwhile()
    verb = "edit" if entry.state.awaits_review else "resubmit"
    move(MOVES, entry.state, verb)
    more: dict[str, Any] = {}
    if entry.state.is_withdrawn:
        more["is_late"] = _is_late(entry, at)
    else:
        _keep_earlier(entry)
    advance(
        entry, MOVES, verb, entry.person_id, at, same=("revision",), revision=revision + 1,
        submitted_at=at, held_since=at, seen_at=None, **words.columns, **more,
    )  # fmt: skip
    changed(entry.placement_id, entry.day, of="logbook")
    keep_mentions("entry", entry.id, words.mentions, at)
    lapse_decision(entry, at)


def _is_late(entry: Entry, at: dt.datetime) -> bool:
    office = office_by_id(entry.office_id)
    calendar = calendar_of(office.id, office.calendar_version)
    return at > late_after(entry.day, calendar, office.zone)


def _keep_earlier(entry: Entry) -> None:
    EarlierText.insert(
        entry=entry.id,
        revision=entry.revision,
        text=entry.text,
        learnt=entry.learnt,
        obstacles=entry.obstacles,
        at=entry.submitted_at,
    ).on_conflict_ignore().execute()


@writing()
def lapse_decision(entry: Entry, at: dt.datetime) -> None:
    """Cancel a pending decision on the text before; ``Refused`` if it is already to take effect."""
    if review_queries.has_due_verdict(entry.id, at):
        raise changed_meanwhile()
    lapsed = move(VERDICT_MOVES, VerdictState.PENDING, "lapse")
    Verdict.update(state=lapsed, holds=None).where(Verdict.holds == entry.id).execute()


@writing()
def return_entry(entry: Entry, revision: int, actor_id: int, note: str, at: dt.datetime) -> None:
    """Ask for a revision, saying what is missing."""
    _decide(entry, "return", revision, actor_id, at, note, note=note)


@writing()
def approve_entry(entry: Entry, revision: int, actor_id: int, at: dt.datetime) -> None:
    """Put one's paraf under an entry, exactly as it was read."""
    _decide(entry, "approve", revision, actor_id, at)


def _decide(
    entry: Entry,
    verb: str,
    revision: int,
    actor_id: int,
    at: dt.datetime,
    said: str = "",
    **columns: str,
) -> None:
    """Move an entry on; ``revision``, an optimistic lock, is the one the reviewer had read."""
    if revision != entry.revision:
        raise changed_meanwhile()
    advance(
        entry, MOVES, verb, actor_id, at, said, same=("revision",), held_since=at,
        reviewer=actor_id, reviewed_at=at, seen_at=entry.seen_at or at, **columns,
    )  # fmt: skip
    changed(entry.placement_id, entry.day, of="logbook")


def record(entry: Entry, verb: str, actor_id: int, at: dt.datetime, note: str = "") -> None:
    """Add to what happened to an entry."""
    EntryEvent.create(entry=entry.id, verb=verb, actor=actor_id, at=at, note=note)


@writing()
def mark_seen(entry: Entry, at: dt.datetime) -> bool:
    """A reviewer opens the entry; False if the writer has taken it back before."""
    Entry.update(seen_at=at).where(
        Entry.id == entry.id, Entry.seen_at.is_null(), Entry.state != EntryState.WITHDRAWN
    ).execute()
    return not queries.entry_by_id(entry.id).state.is_withdrawn


@writing()
def follow_rotation(at: dt.datetime) -> None:
    """Let entries that wait go to whoever supervises their day by now.

    The background work asks this every minute: placements stand before the logbook and
    cannot tell it that a coordinator has changed a rotation.
    """
    for row in review_queries.entries_in_wrong_hands():
        Entry.update(
            unit=row.unit,
            supervisor=row.supervisor,
            stand_in=row.stand_in,
            held_since=at,
        ).where(Entry.id == row.id, Entry.state != EntryState.APPROVED).execute()
        changed(row.placement, row.day, of="logbook")


@writing()
def load_activities() -> None:
    """Offer the kinds of work in activities.csv everywhere; those already there stay."""
    known = queries.codes_offered_everywhere()
    with (Path(__file__).parent / "activities.csv").open(encoding="utf-8", newline="") as file:
        for position, row in enumerate(csv.DictReader(file)):
            if row["key"] not in known:
                Activity.create(
                    code=row["key"],
                    unit_code=row["unit"],
                    label=row["id"],
                    label_en=row["en"],
                    position=position,
                )
