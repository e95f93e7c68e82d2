"""Rows of imports to be taken over or back, and what they became."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from peewee import fn

from mori.core.db import literals
from mori.core.texts.folding import folded
from mori.institutions.models import Institution, InstitutionName, Region
from mori.links.models import SignedLink
from mori.offices.models import Office, Unit

from ..imports.models import Import, ImportEvent, ImportRow
from ..imports.row_rules import EMPTY
from ..imports.rules import RowDecision, RowOutcome, RowVerdict
from ..models import Alumnus, AlumnusContact, AlumnusStay, Engagement, StayUnit
from ..queries import ids_with
from ..rules import ALUMNUS
from ..values.institution_rules import institution_key
from .models import ImportChange
from .rules import FORGETTABLE, ReportGroup, StayKnown

ROWS = 50
MOST_ROWS = 50  # of the page of one record
Become = Institution.alias("become")
JOINING = (ImportRow.decision == RowDecision.JOIN) | (
    (ImportRow.decision == "") & (ImportRow.verdict == RowVerdict.JOINS)
)


def rows_to_apply(imported: Import, most: int) -> list[ImportRow]:
    """The next rows without an outcome: first those that stand for themselves, then the rest."""
    open_rows = ImportRow.select().where(ImportRow.imported == imported.id, ImportRow.outcome == "")
    own = list(open_rows.where(~JOINING).order_by(ImportRow.position).limit(most))
    return own or list(open_rows.order_by(ImportRow.position).limit(most))


def row_by_id(number: int) -> ImportRow:
    return ImportRow.get_by_id(number)


def heads_of(ids: Collection[int]) -> dict[int, int]:
    """Ids of records → those that they are shown as."""
    return ids_with(ids) if ids else {}


def whole_group(alumnus_id: int) -> list[int]:
    """A record and those merged into it."""
    return sorted(ids_with([alumnus_id]))


def group_of(alumnus_id: int) -> list[Alumnus]:
    """The same, each with its state."""
    return list(Alumnus.select().where(Alumnus.id.in_(whole_group(alumnus_id))))


def unit_ids(office_id: int) -> dict[str, int]:
    """An office's units by each of their names, folded; a name of two is nobody's."""
    found: dict[str, set[int]] = defaultdict(set)
    for unit in Unit.select().where(Unit.office == office_id):
        for name in (unit.name, unit.short, unit.code):
            found[folded(name)].add(unit.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def region_ids() -> dict[str, int]:
    rows: Any = Region.select(Region.code, Region.id)
    return dict(rows.tuples())


def institutions_by_key(office_id: int) -> dict[str, int]:
    """Key of each spelling → the institution that it stands for, where it is just one."""
    rows: Any = (
        InstitutionName.select(InstitutionName.text, Institution.id, Institution.merged_into)
        .join(Institution)
        .where(InstitutionName.office == office_id)
    )
    found: dict[str, set[int]] = defaultdict(set)
    for text, number, merged_into in rows.tuples():
        found[institution_key(text)].add(merged_into or number)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}


def spellings_like(office_id: int, text_folded: str) -> set[int]:
    """Ids of what is kept of a spelling."""
    rows = InstitutionName.select(InstitutionName.id).where(
        InstitutionName.office == office_id, InstitutionName.text_folded == text_folded
    )
    return {row.id for row in rows}


def names_by_id(ids: Collection[int]) -> list[InstitutionName]:
    """Spellings of institutions, in the order they were learnt."""
    rows = InstitutionName.select().where(InstitutionName.id.in_(list(ids)))
    return list(rows.order_by(InstitutionName.id))


def links_to(alumnus_keys: Collection[str]) -> list[tuple[str, int]]:
    """Key of an alumnus and id of a signed link to their record."""
    rows: Any = SignedLink.select(SignedLink.about_key, SignedLink.id).where(
        SignedLink.about_kind == ALUMNUS, SignedLink.about_key.in_(list(alumnus_keys))
    )
    return list(rows.tuples())


def stays_known(alumnus_ids: Collection[int]) -> list[tuple[AlumnusStay, StayKnown]]:
    """Internships of some records, with what they are compared by."""
    rows = (
        AlumnusStay.select(AlumnusStay, Institution)
        .left_outer_join(Institution)
        .where(AlumnusStay.alumnus.in_(list(alumnus_ids)))
        .order_by(AlumnusStay.id)
    )
    return [(row, _known(row)) for row in rows]


def _known(stay: AlumnusStay) -> StayKnown:
    places = set()
    if stay.institution:
        places = {str(stay.institution.merged_into_id or stay.institution.id)}
        places |= {str(stay.institution.id), institution_key(stay.institution.name)}
    if stay.institution_written:
        places.add(institution_key(stay.institution_written))
    return StayKnown(frozenset(places), stay.starts, stay.ends, stay.year, stay.student_number)


def units_of(stay_id: int) -> set[tuple[int | None, str]]:
    rows = StayUnit.select().where(StayUnit.stay == stay_id)
    return {(row.unit_id, row.written) for row in rows}


def contacts_of(alumnus_ids: Collection[int]) -> set[tuple[str, str]]:
    rows = AlumnusContact.select().where(AlumnusContact.alumnus.in_(list(alumnus_ids)))
    return {(str(row.kind), row.value) for row in rows}


def places_of(alumnus_ids: Collection[int]) -> set[str]:
    """Where some records are or were, folded."""
    rows = Engagement.select().where(Engagement.alumnus.in_(list(alumnus_ids)))
    return {row.name_folded for row in rows}


def open_changes(imported: Import, rows: int) -> list[ImportChange]:
    """All that is left to take back of the last rows, the latest change first."""
    latest = (
        ImportChange.select()
        .where(ImportChange.imported == imported.id, ImportChange.is_open)
        .order_by(ImportChange.id.desc())
        .limit(rows)
    )
    return list(latest)


def changed_rows(imported: Import) -> int:
    """How many rows of an import wrote something."""
    rows = ImportRow.select(ImportRow.id).where(
        ImportRow.imported == imported.id,
        ImportRow.outcome.in_([RowOutcome.MADE, RowOutcome.JOINED]),
    )
    return int(rows.count())


def counts_of(imported: Import) -> dict[tuple[str, str], int]:
    """How many rows came to what: by outcome and verdict."""
    rows: Any = (
        ImportRow.select(ImportRow.outcome, ImportRow.verdict, fn.COUNT(ImportRow.id))
        .where(ImportRow.imported == imported.id)
        .group_by(ImportRow.outcome, ImportRow.verdict)
    )
    return {(str(outcome), str(verdict)): count for outcome, verdict, count in rows.tuples()}


def rows_of(imported: Import, group: ReportGroup | None, after: int, most: int) -> list[ImportRow]:
    """An import's rows in their order, perhaps of one group, each with whom it became."""
    found = (
        ImportRow.select(ImportRow, Alumnus)
        .left_outer_join(Alumnus, on=ImportRow.alumnus)
        .where(ImportRow.imported == imported.id, ImportRow.position > after)
    )
    if group is not None:
        found = found.where(*_in_group(group))
    return list(found.order_by(ImportRow.position).limit(most))


def _in_group(group: ReportGroup) -> list[Any]:
    kept = ImportRow.outcome == RowOutcome.KEPT
    match group:
        case ReportGroup.UNREAD:
            return [kept, ImportRow.verdict == RowVerdict.UNREADABLE]
        case ReportGroup.NOBODY:
            return [kept, ImportRow.verdict == RowVerdict.OTHER]
        case ReportGroup.LEFT:
            others = [RowVerdict.UNREADABLE, RowVerdict.OTHER]
            return [kept, ImportRow.verdict.not_in(others)]
    return [ImportRow.outcome == RowOutcome(str(group))]


def kept_changes(imported: Import, most: int = ROWS) -> list[ImportChange]:
    """What was not taken back, with its row and whom that became."""
    return list(
        ImportChange.select(ImportChange, ImportRow, Alumnus)
        .join(ImportRow)
        .left_outer_join(Alumnus, on=ImportRow.alumnus)
        .where(ImportChange.imported == imported.id, ImportChange.kept != "")
        .order_by(ImportChange.row, ImportChange.id)
        .limit(most)
    )


def rows_about(alumnus_ids: Iterable[int]) -> list[ImportRow]:
    """Rows of lists that became these records, the latest list first."""
    return list(
        ImportRow.select(ImportRow, Import)
        .join(Import)
        .where(ImportRow.alumnus.in_(list(alumnus_ids)))
        .order_by(ImportRow.id.desc())
        .limit(MOST_ROWS)
    )


def events_of(imported: Import) -> list[ImportEvent]:
    return list(
        ImportEvent.select().where(ImportEvent.imported == imported.id).order_by(ImportEvent.id)
    )


def import_by_key(key: str) -> Import | None:
    """An import with its office."""
    found: Import | None = (
        Import.select(Import, Office).join(Office).where(Import.key == key).get_or_none()
    )
    return found


def open_changes_of(imported: Import, row_id: int) -> list[ImportChange]:
    """All that is left to take back of one row, the latest change first."""
    rows = ImportChange.select().where(
        ImportChange.imported == imported.id, ImportChange.row == row_id, ImportChange.is_open
    )
    return list(rows.order_by(ImportChange.id.desc()))


def alumni_of_rows(row_ids: Collection[int]) -> set[int]:
    """Whose records rows became."""
    rows: Any = ImportRow.select(ImportRow.alumnus_id).where(
        ImportRow.id.in_(list(row_ids)), ImportRow.alumnus.is_null(False)
    )
    return {number for (number,) in rows.tuples()}


def ended_at(imported: Import) -> dt.datetime:
    """When last anything happened with an import."""
    happened = events_of(imported)
    return happened[-1].at if happened else imported.made_at


def next_to_forget(quiet_since: dt.datetime) -> Import | None:
    """The first list that was taken over or back before a moment, and is not emptied yet."""
    later = ImportEvent.select(ImportEvent.id).where(
        ImportEvent.imported == Import.id, ImportEvent.at > quiet_since
    )
    ended = Import.select().where(
        Import.state.in_(literals(FORGETTABLE)),
        Import.rows_gone_at.is_null(),
        Import.made_at <= quiet_since,
        ~fn.EXISTS(later),
    )
    found: Import | None = ended.order_by(Import.id).first()
    return found


def rows_to_forget(imported: Import, most: int) -> list[int]:
    """Rows of a list that still say what stood in it."""
    rows = ImportRow.select(ImportRow.id).where(
        ImportRow.imported == imported.id, ImportRow.packed != EMPTY
    )
    return [row.id for row in rows.order_by(ImportRow.position).limit(most)]
