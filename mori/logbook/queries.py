"""Entries as interns, reviewers and readers see them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.compiled import Compiled
from mori.offices.models import Unit
from mori.placements.models import Placement
from mori.placements.queries import INSTITUTION_NAME, with_institution
from mori.web.mentions import keys_kept

from .models import Activity, Comment, EarlierText, Entry, EntryEvent, OtherText
from .photos.models import EntryPhoto
from .rows import RailEntry, RecentEntry, WholeEntry
from .rules import AT_ONCE, MISSING_SINCE, PAGE, EntryState

REACH = max(PAGE, MISSING_SINCE.days) + 1  # today and every day that is pointed out when missing
OVERVIEW = 200  # waiting entries that are counted; beyond it reads "200+"

Reviewer = Person.alias("reviewer")
Intern = Person.alias("intern")

_photos_of_entry = EntryPhoto.select(fn.COUNT(EntryPhoto.id)).where(EntryPhoto.entry == Entry.id)
_comments_of_entry = Comment.select(fn.COUNT(Comment.id)).where(Comment.entry == Entry.id)
LAST_WORDS = 120  # characters of a comment that lists show
Remark, Latest, Author = Comment.alias(), Comment.alias("latest"), Person.alias("author")
_others_of_entry = OtherText.select(OtherText.id).where(
    OtherText.entry == Entry.id, OtherText.settled_at.is_null()
)


def _entries_since(person: Any, first: Any, returned: Any) -> Any:
    return (
        Entry.select(
            Entry.key,
            Entry.day,
            Entry.text,
            Entry.state,
            Entry.note,
            Entry.submitted_at,
            Entry.seen_at,
            Entry.reviewed_at,
            Entry.hints,
            Person.name.alias("supervisor"),
            Reviewer.name.alias("reviewer"),
            fn.COALESCE(_photos_of_entry, 0).alias("photos"),
            fn.EXISTS(_others_of_entry).alias("has_others"),
        )
        .join(Person, on=Entry.supervisor)
        .switch(Entry)
        .left_outer_join(Reviewer, on=(Entry.reviewer == Reviewer.id))
        .where(Entry.person == person, (Entry.day >= first) | (Entry.state == returned))
        .order_by(Entry.day.desc(), Entry.id.desc())
        .limit(40)
    )


_since = Compiled(RecentEntry, _entries_since)


def entries_since(person_id: int, first: dt.date) -> list[RecentEntry]:
    """A person's entries of the last days, and any older one that was returned, latest first."""
    return _since(person=person_id, first=first, returned=EntryState.RETURNED)


def with_last_words(entries: Any) -> Any:
    """Join to entries what was said last under each, and by whom; none has neither."""
    last = Remark.select(fn.MAX(Remark.id)).where(Remark.entry == Entry.id)
    return (
        entries.switch(Entry)
        .left_outer_join(Latest, on=(Latest.id == last))
        .left_outer_join(Author, on=(Latest.author == Author.id))
    )


def last_words() -> tuple[Any, Any]:
    """The columns of ``with_last_words``."""
    words = fn.SUBSTR(Latest.text, 1, LAST_WORDS).alias("last_words")
    return Author.name.alias("last_author"), words


def _with_names(*columns: Any) -> Any:
    """Entries with the names of their unit, supervisor and reviewer, and what was said last."""
    return with_last_words(
        Entry.select(
            *columns,
            Unit.short.alias("unit"),
            Person.name.alias("supervisor"),
            Reviewer.name.alias("reviewer"),
            fn.COALESCE(_comments_of_entry, 0).alias("comments"),
            *last_words(),
        )
        .join(Unit, on=Entry.unit)
        .switch(Entry)
        .join(Person, on=Entry.supervisor)
        .switch(Entry)
        .left_outer_join(Reviewer, on=(Entry.reviewer == Reviewer.id))
    )


RAIL = (  # in the order templates/logbook/_rail.html unpacks them
    Entry.id,
    Entry.key,
    Entry.day,
    Entry.text,
    Entry.minutes,
    Entry.state,
    Entry.is_late,
    Entry.submitted_at,
    Entry.held_since,
    Entry.seen_at,
    Entry.reviewed_at,
    Entry.note,
)
WHOLE = (*RAIL, Entry.learnt, Entry.obstacles, Entry.hints, Entry.revision, Entry.has_mentions)


def rail_entries(today: Any) -> Any:
    """Entries as ``RailEntry`` has them, for whoever says which."""
    return (
        _with_names(*RAIL)
        .select_extend((Placement.ends_on < today).alias("is_over"))
        .switch(Entry)
        .join(Placement, on=Entry.placement)
    )


def _logbook_from(person: Any, day: Any, last_id: Any, today: Any) -> Any:
    return (
        rail_entries(today)
        .where(
            Entry.person == person,
            Entry.day <= day,  # where an index begins to read
            (Entry.day < day) | (Entry.id < last_id),
        )
        .order_by(Entry.day.desc(), Entry.id.desc())
        .limit(REACH)
    )


_logbook = Compiled(RailEntry, _logbook_from)
THE_END = (dt.date.max, 2**31 - 1)


def logbook_of(
    person_id: int, before: tuple[dt.date, int] | None, today: dt.date = dt.date.min
) -> list[RailEntry]:
    """One page of a logbook and days enough to tell which are missed, latest first.

    ``before`` is (day, id). ``is_over`` says whether the internship had ended before ``today``.
    """
    day, last_id = before or THE_END
    return _logbook(person=person_id, day=day, last_id=last_id, today=today)


def _by_ids(ids: Any) -> Any:
    return with_institution(
        _with_names(*WHOLE)
        .select_extend(
            Intern.name.alias("intern"),
            Intern.key.alias("intern_key"),
            INSTITUTION_NAME.alias("institution"),
            Entry.supervisor.alias("supervisor_id"),
        )
        .switch(Entry)
        .join(Intern, on=(Entry.person == Intern.id))
        .switch(Entry)
        .join(Placement, on=Entry.placement)
    ).where(Entry.id.in_(ids))


_by_id = Compiled(WholeEntry, _by_ids, ids=AT_ONCE)


def entries_by_id(ids: Sequence[int]) -> list[WholeEntry]:
    """Whole entries, each of those asked for and in their order; more than a page is refused."""
    found = {row.id: row for row in _by_id(ids=ids)} if ids else {}
    return [found[id] for id in ids]


def entry_by_key(key: str) -> Entry | None:
    """An entry with its intern, unit and supervisor."""
    return (
        Entry.select(Entry, Person, Unit, Reviewer, Activity, Placement)
        .join(Person, on=Entry.person)
        .switch(Entry)
        .join(Unit)
        .switch(Entry)
        .join(Placement)
        .switch(Entry)
        .left_outer_join(Activity)
        .switch(Entry)
        .left_outer_join(Reviewer, on=(Entry.reviewer == Reviewer.id), attr="reviewer")
        .where(Entry.key == key)
        .get_or_none()
    )


def entry_by_id(entry_id: int) -> Entry:
    return Entry.get_by_id(entry_id)


def entry_by_token(token: str) -> Entry | None:
    return Entry.get_or_none(Entry.token == token)


def entry_of_day(placement_id: int, day: dt.date) -> Entry | None:
    return Entry.get_or_none(Entry.placement == placement_id, Entry.day == day)


def earlier_texts(entry_id: int) -> list[EarlierText]:
    """What an entry said before, the latest first."""
    return list(
        EarlierText.select()
        .where(EarlierText.entry == entry_id)
        .order_by(EarlierText.revision.desc())
        .limit(20)
    )


def has_said(entry: Entry, said: Any) -> bool:
    """Whether all of this is in an entry or kept beside it, or its words were before.

    Hours, kind of work and what is named contradict none where they are not given: the day's
    short form has none of them.
    """
    here = [entry, *OtherText.select().where(OtherText.entry == entry.id)]
    alike = [each for each in here if _words(each) == _words(said)]
    if alike:
        return any(_adds_nothing(said, each) for each in alike)
    return any(_words(each) == _words(said) for each in earlier_texts(entry.id))


def _words(text: Any) -> tuple[str, str, str]:
    return text.text, text.learnt, text.obstacles


def _adds_nothing(said: Any, kept: Any) -> bool:
    are_hours_kept = said.minutes in (None, kept.minutes)
    is_work_kept = said.activity_id in (None, kept.activity_id)
    return are_hours_kept and is_work_kept and _names_the_same(said.mentions, kept)


def _names_the_same(said: Mapping[str, str], kept: Entry | OtherText) -> bool:
    given = {name: key for name, key in said.items() if key}
    if not given:
        return True
    named = kept.named if isinstance(kept, OtherText) else keys_kept("entry", kept.id)
    return given.items() <= named.items()


def other_texts(entry_id: int) -> list[OtherText]:
    """What other devices sent for the same day, while the writer has not chosen."""
    return list(
        OtherText.select(OtherText, Activity)
        .left_outer_join(Activity)
        .where(OtherText.entry == entry_id, OtherText.settled_at.is_null())
        .order_by(OtherText.id)
        .limit(10)
    )


def other_text_by_key(key: str) -> OtherText | None:
    return OtherText.select(OtherText, Entry).join(Entry).where(OtherText.key == key).get_or_none()


def events_of(entry_id: int) -> list[EntryEvent]:
    return list(
        EntryEvent.select(EntryEvent, Person)
        .join(Person)
        .where(EntryEvent.entry == entry_id)
        .order_by(EntryEvent.id)
        .limit(100)
    )


def activities_for(office_id: int, unit_code: str) -> list[Activity]:
    """What may be chosen as activity in a unit."""
    return list(
        Activity.select()
        .where(
            (Activity.office == office_id) | Activity.office.is_null(),
            (Activity.unit_code == unit_code) | (Activity.unit_code == ""),
            Activity.is_offered,
        )
        .order_by(Activity.position, Activity.id)
    )


def codes_offered_everywhere() -> set[str]:
    """The codes of the activities that belong to no office of their own."""
    everywhere = Activity.select(Activity.code).where(Activity.office.is_null())
    return {row.code for row in everywhere}
