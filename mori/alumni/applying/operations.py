"""Writing what a row of a list says into an office's records, and noting each change.

What is there is never overwritten: a row fills in what is blank, and adds what is missing.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mori.core.errors import Refused
from mori.core.texts.folding import folded
from mori.institutions.operations import institution_for
from mori.institutions.queries import events_of, institution_by_id

from ..imports.models import Import, ImportRow
from ..models import (
    Alumnus,
    AlumnusContact,
    AlumnusEvent,
    AlumnusStay,
    Engagement,
    StayUnit,
)
from ..queries import alumnus_by_id
from ..rules import ContactKind
from ..values.institution_rules import institution_key
from . import queries
from .ledger import MADE, Ledger
from .models import ImportChange
from .rules import PersonFound, StayFound, is_same_stay, place_kind, units_in

INSERTED = 100  # rows in one statement


@dataclass
class Around:
    """What rows are written by: the office's units, regions and institutions."""

    imported: Import
    at: dt.datetime
    ledger: Ledger
    units: Mapping[str, int]
    regions: Mapping[str, int]
    institutions: dict[str, int]  # key of a spelling → id

    @property
    def office_id(self) -> int:
        return self.imported.office_id


def around(imported: Import, at: dt.datetime) -> Around:
    """All that the next rows of an import are written by, as it is now."""
    return Around(
        imported,
        at,
        Ledger(imported),
        queries.unit_ids(imported.office_id),
        queries.region_ids(),
        queries.institutions_by_key(imported.office_id),
    )


def keep_changes(ledger: Ledger) -> None:
    """Keep what a ledger noted, in its order."""
    for model, rows in ((ImportChange, ledger.changes), (AlumnusEvent, ledger.events)):
        for first in range(0, len(rows), INSERTED):
            model.insert_many(rows[first : first + INSERTED]).execute()


def make_record(here: Around, row: ImportRow, person: PersonFound) -> int:
    """A record of somebody whom the office did not know; nothing is agreed to."""
    made = Alumnus.create(
        office=here.office_id,
        name=person.name,
        name_folded=folded(person.name)[:120],
        titles_before=person.before,
        titles_after=person.after,
        region=here.regions.get(person.region),
        address=person.address,
        made_at=here.at,
    )
    here.ledger.note(row, MADE, made)
    for stay in person.stays:
        if stay != StayFound():
            _add_stay(here, row, MADE, made.id, stay)
    _add_contacts(here, row, person, made.id, set(), MADE)
    _add_places(here, row, person, made.id, set(), MADE)
    _record(here, made.id, "import")
    return made.id


def join_record(here: Around, row: ImportRow, person: PersonFound, alumnus_id: int) -> bool:
    """Add to a known record what it lacks; whether it lacked anything.

    Of who has answered a list adds internships alone: the rest is theirs to say.
    """
    group, before = queries.whole_group(alumnus_id), len(here.ledger.changes)
    known = alumnus_by_id(alumnus_id)
    if known.answered_at is None:
        _fill_person(here, row, person, known)
        _add_contacts(here, row, person, known.id, queries.contacts_of(group))
        _add_places(here, row, person, known.id, queries.places_of(group))
    for stay in person.stays:
        _join_stay(here, row, stay, known.id, group)
    is_more = len(here.ledger.changes) > before
    if is_more:
        _record(here, alumnus_id, "grow")
    return is_more


def _record(here: Around, alumnus_id: int, verb: str) -> None:
    here.ledger.touched.add(alumnus_id)
    here.ledger.events.append(
        {
            "alumnus": alumnus_id,
            "verb": verb,
            "actor": here.imported.made_by_id,
            "at": here.at,
            "note": here.imported.name,
        }
    )


def _fill_person(here: Around, row: ImportRow, person: PersonFound, known: Alumnus) -> None:
    said = {
        "titles_before": person.before,
        "titles_after": person.after,
        "region": here.regions.get(person.region),
        "address": person.address,
    }
    _fill(here, row, known, said, revision=Alumnus.revision + 1)


def _fill(here: Around, row: ImportRow, known: Any, said: dict[str, Any], **more: Any) -> None:
    """Write what is blank there and said here."""
    after = {name: value for name, value in said.items() if value and not known.__data__.get(name)}
    if after:
        model = type(known)
        model.update(**after, **more).where(model.id == known.id).execute()
        here.ledger.note_filled(row, known, after)


def _add_contacts(
    here: Around,
    row: ImportRow,
    person: PersonFound,
    alumnus_id: int,
    known: set[tuple[str, str]],
    piece: int | None = None,
) -> None:
    said = [(ContactKind.PHONE, value) for value in person.phones]
    said += [(ContactKind.MAIL, value) for value in person.mails]
    for kind, value in said:
        if (str(kind), value) not in known:
            made = AlumnusContact.create(alumnus=alumnus_id, kind=kind, value=value)
            here.ledger.note(row, here.ledger.piece(row) if piece is None else piece, made)


def _add_places(
    here: Around,
    row: ImportRow,
    person: PersonFound,
    alumnus_id: int,
    known: set[str],
    piece: int | None = None,
) -> None:
    for name in person.now_at:
        if folded(name)[:120] not in known:
            made = Engagement.create(
                alumnus=alumnus_id,
                kind=place_kind(name),
                name=name,
                name_folded=folded(name)[:120],
                made_at=here.at,
            )
            here.ledger.note(row, here.ledger.piece(row) if piece is None else piece, made)


def _join_stay(
    here: Around, row: ImportRow, found: StayFound, alumnus_id: int, group: list[int]
) -> None:
    places = [each for each in (found.known, institution_key(found.institution)) if each]
    same = next(
        (stay for stay, how in queries.stays_known(group) if is_same_stay(how, found, places)),
        None,
    )
    if same is None:
        if found != StayFound():
            _add_stay(here, row, here.ledger.piece(row), alumnus_id, found)
    elif same.placement_id is None:  # a placement knows better than any list
        _fill_stay(here, row, same, found)


def _fill_stay(here: Around, row: ImportRow, same: AlumnusStay, found: StayFound) -> None:
    said: dict[str, Any] = {
        "study": found.study,
        "student_number": found.number,
        "starts": found.starts,
        "ends": found.ends,
        "length": found.length,
        "year": found.began,
        "note": found.note,
    }
    if not same.institution_id and not same.institution_written:
        said["institution"] = _institution_id(here, row, found)
        said["institution_written"] = found.institution
    _fill(here, row, same, said)
    known = queries.units_of(same.id)
    for unit in _units(here, found):
        if unit not in known:
            made = StayUnit.create(stay=same.id, unit=unit[0], written=unit[1])
            here.ledger.note(row, here.ledger.piece(row), made)


def _add_stay(here: Around, row: ImportRow, piece: int, alumnus_id: int, found: StayFound) -> None:
    made = AlumnusStay.create(
        alumnus=alumnus_id,
        institution=_institution_id(here, row, found),
        institution_written=found.institution,
        study=found.study,
        student_number=found.number,
        starts=found.starts,
        ends=found.ends,
        length=found.length,
        year=found.began,
        note=found.note,
    )
    here.ledger.note(row, piece, made)
    for unit_id, written in _units(here, found):
        unit = StayUnit.create(stay=made.id, unit=unit_id, written=written)
        here.ledger.note(row, piece, unit)


def _units(here: Around, found: StayFound) -> list[tuple[int | None, str]]:
    return list(dict.fromkeys(each for text in found.units for each in units_in(text, here.units)))


def _institution_id(here: Around, row: ImportRow, found: StayFound) -> int | None:
    """The office's institution that is meant; one that nobody knew is proposed."""
    key = institution_key(found.institution)
    if not key:
        return None
    if key not in here.institutions:
        number = _proposed(here, row, found.institution)
        if number is None:
            return None
        here.institutions[key] = number
    return here.institutions[key]


def _proposed(here: Around, row: ImportRow, text: str) -> int | None:
    spelling = folded(text)[:120]
    before = queries.spellings_like(here.office_id, spelling)
    actor_id = here.imported.made_by_id
    try:
        found = institution_for(here.office_id, text, "", actor_id, here.at)
    except Refused:  # several go by this name: what was written is kept
        return None
    piece = here.ledger.piece(row)
    if not before and found.made_at == here.at:
        here.ledger.note(row, piece, institution_by_id(found.id))
        for event in events_of(found):
            here.ledger.note(row, piece, event)
    now = queries.spellings_like(here.office_id, spelling)
    for name in queries.names_by_id(now - before):
        here.ledger.note(row, piece, name)
    return int(found.id)
