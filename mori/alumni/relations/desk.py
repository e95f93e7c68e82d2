"""What the pages of relations show of several alumni at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from mori.core.texts.folding import folded

from ..models import Engagement
from ..queries import ids_with, records_of
from ..rules import Agreed, Record
from . import queries
from .models import Introduction, Offer


@dataclass(frozen=True)
class Door:
    """Somebody who may be asked: nothing in ``record`` that they did not agree to show."""

    record: Record
    places: Sequence[Engagement]
    offers: Sequence[Offer]
    introducers: Sequence[tuple[str, str]]  # key and name


def doors(alumnus_ids: Sequence[int], words: Collection[str] = ()) -> list[Door]:
    """Those who agreed to be asked, in this order; with where they are, if they show it: at
    places of these words.
    """
    found = records_of(alumnus_ids) if alumnus_ids else []
    asked = [each for each in found if each.agrees_to(Agreed.CONTACT)]
    if not asked:
        return []
    heads = [each.id for each in asked]
    group = list(ids_with(heads))
    places = queries.by_head(queries.engagements_of(group), heads)
    offers = queries.by_head(queries.offers_of(group), heads)
    brought = queries.by_head(queries.introductions_of(group), heads)
    introducers = _introducers([row for rows in brought.values() for row in rows])
    return [
        Door(
            each.as_shown(),
            _shown_places(each, places[each.id], words),
            [row for row in offers[each.id] if row.ended_at is None],
            [found for row in brought[each.id] for found in introducers.get(row.introducer_id, ())],
        )
        for each in asked
    ]


def _introducers(rows: Sequence[Introduction]) -> dict[int, list[tuple[str, str]]]:
    """Key and name of those who are in the directory themselves, by the id that points to them."""
    ids = [row.introducer_id for row in rows]
    if not ids:
        return {}
    shown_as = ids_with(ids)
    named = {
        each.id: [(each.key, each.name)]
        for each in records_of(heads_of(ids))
        if each.agrees_to(Agreed.DIRECTORY)
    }
    return {each: named[shown_as[each]] for each in ids if shown_as[each] in named}


def _shown_places(record: Record, rows: list[Any], words: Collection[str]) -> list[Any]:
    """Where they are now, as far as they show it; places of the words first, then alone."""
    if Agreed.NOW_AT not in record.shown:
        return []
    current = [row for row in rows if not row.until]
    meant = [row for row in current if all(word in folded(row.name).split() for word in words)]
    return meant or current


def heads_of(alumnus_ids: Collection[int]) -> list[int]:
    """The ids that these are shown as, each once and in this order."""
    shown_as = ids_with(alumnus_ids)
    return list(dict.fromkeys(shown_as[each] for each in alumnus_ids))
