"""What a row of one slice names of a later one's. Each slice declares its own; here is the table.

An entry may name a task or what a learning plan wants, and the logbook knows neither: its form
shows a choice for each mention declared, and its operation calls ``keep`` in the transaction that
keeps the entry.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import LazyString, lazy_gettext


class Named(NamedTuple):
    """Something that may be named: its key, and what it is called."""

    key: str
    label: str


@dataclass(frozen=True)
class Mention:
    """A choice in the form of an earlier slice's rows.

    ``offered`` is called with the placement and the day; where it gives nothing, nothing is asked.
    ``keep`` takes the row, the key (empty: nothing is named any more) and the moment; ``kept``
    says of some rows what they name. Whoever comes with ``?name=key`` finds it chosen, and, where
    ``begins_text``, what it is called already written.
    """

    of: str  # the kind of row, such as "entry"
    name: str  # the form's field
    english: str  # marked for translation
    offered: Callable[[int, dt.date], Sequence[Named]]
    keep: Callable[[int, str, dt.datetime], None]
    kept: Callable[[Collection[int]], Mapping[int, Named]]
    begins_text: bool = False

    @property
    def label(self) -> LazyString:
        return lazy_gettext(self.english)


MENTIONS: dict[str, Mention] = {}


def use_mentions(declared: Iterable[Mention]) -> None:
    """Make the slices' mentions the table; a field that two of them claim is an error."""
    MENTIONS.clear()
    for each in declared:
        if each.name in MENTIONS:
            raise ValueError(f"Two mentions are called {each.name}: rename one of them.")
        MENTIONS[each.name] = each


def mentions_of(kind: str) -> list[Mention]:
    return [each for each in MENTIONS.values() if each.of == kind]


class Offer(NamedTuple):
    """What may be named in one field, and what is."""

    mention: Mention
    named: Sequence[Named]
    kept: str


def offers_of(kind: str, placement_id: int, day: dt.date, row_id: int | None = None) -> list[Offer]:
    """What a row of this placement and day may name; what it does name stays on offer."""
    kept = kept_mentions(kind, [row_id])[row_id] if row_id else {}
    offers = []
    for each in mentions_of(kind):
        named, chosen = list(each.offered(placement_id, day)), kept.get(each.name)
        if chosen and chosen.key not in {one.key for one in named}:
            named.append(chosen)
        if named:
            offers.append(Offer(each, named, chosen.key if chosen else ""))
    return offers


def keep_mentions(kind: str, row_id: int, named: Mapping[str, str], at: dt.datetime) -> None:
    """Keep what a row names: keys by the names of the fields that were sent."""
    for each in mentions_of(kind):
        if each.name in named:
            each.keep(row_id, named[each.name], at)


def keys_kept(kind: str, row_id: int) -> dict[str, str]:
    """What one row names: keys by the names of the fields."""
    return {name: each.key for name, each in kept_mentions(kind, [row_id])[row_id].items()}


def named_by(kind: str, ids: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """The same to be read: what each field is called, and what is chosen in it."""
    return {
        row: [(str(MENTIONS[name].label), each.label) for name, each in found.items()]
        for row, found in kept_mentions(kind, ids).items()
    }


def kept_mentions(kind: str, ids: Collection[int]) -> dict[int, dict[str, Named]]:
    """What some rows name, by the names of the fields."""
    found: dict[int, dict[str, Named]] = {each: {} for each in ids}
    for mention in mentions_of(kind) if ids else ():
        for row, named in mention.kept(ids).items():
            found[row][mention.name] = named
    return found
