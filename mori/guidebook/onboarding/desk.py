"""Which tasks somebody has left, each read where it is done."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from mori.accounts.models import Person
from mori.placements.models import Placement
from mori.safeguarding.safety.queries import kinds_kept

from ..agreeing.standing import Stand, stands_of
from . import queries
from .rules import Line, Source, Task, Wanted, tasks_for


class Row(NamedTuple):
    """An intern with what their office may know of their first days."""

    placement: Placement
    lines: Sequence[Line]

    @property
    def left(self) -> list[Line]:
        return [each for each in self.lines if not each.is_done]

    @property
    def guardian(self) -> Line | None:
        """Of whoever may be under 18."""
        return next((each for each in self.lines if each.task is Task.GUARDIAN), None)


def own_lines(placement: Placement, person: Person, stands: Sequence[Stand]) -> list[Line]:
    """All tasks of an intern, for that intern alone."""
    ticked = queries.ticks_of([placement.id])[placement.id]
    kept = {kind.value for kind in kinds_kept(person.id)}
    return [
        Line(each, _is_done(each, person, stands, ticked | kept))
        for each in tasks_for(placement.kind)
        if _is_asked(each, stands)
    ]


def rows_of(placements: Collection[Placement], office_id: int, language: str) -> list[Row]:
    """What an office may know: what is private to an intern is not even looked up."""
    stands = stands_of({each.person_id for each in placements}, office_id, language)
    ticked = queries.ticks_of([each.id for each in placements])
    return [
        Row(
            each,
            [
                Line(wanted, _is_done(wanted, each.person, stands[each.person_id], ticked[each.id]))
                for wanted in tasks_for(each.kind)
                if not wanted.source.is_private and _is_asked(wanted, stands[each.person_id])
            ],
        )
        for each in placements
    ]


def _is_asked(wanted: Wanted, stands: Sequence[Stand]) -> bool:
    """A book is asked for once the office has published it."""
    return wanted.source is not Source.BOOK or wanted.task.value in _by_book(stands)


def _by_book(stands: Sequence[Stand]) -> Mapping[str, Stand]:
    return {each.book.slug: each for each in stands}


def _is_done(
    wanted: Wanted, person: Person, stands: Sequence[Stand], said: Collection[str]
) -> bool:
    if wanted.source is Source.ACCOUNT:
        return bool(person.phone and person.email)
    if wanted.source is Source.BOOK:
        return _by_book(stands)[wanted.task.value].is_done
    return wanted.task.value in said
