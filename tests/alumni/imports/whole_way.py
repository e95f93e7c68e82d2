"""A messy list all the way: brought, read, compared, decided on, taken over and taken back."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from mori.alumni.imports import row_queries
from mori.alumni.imports.deciding.operations import decide_many, leave_all
from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.rules import RowDecision
from mori.alumni.models import AlumnusStay
from mori.alumni.queries import records_of
from mori.alumni.values.rules import Field
from mori.core.files.store import FolderStore
from mori.institutions.operations import institution_for
from tests.alumni.applying.applied import OWN, take_over
from tests.alumni.dumps import dump
from tests.alumni.imports.taking import fresh, read_in
from tests.alumni.lists.invented import KNOWN
from tests.alumni.lists.messy import Expected
from tests.cast import NOON, Cast

# Counts of changes, and numbers that are given anew: who is found by what is compared.
COUNTED = {"alumnus.revision", "alumnus_facet.id", "alumnus_tally.id"}
AT_ONCE, LEFT_OF = 100, 5  # of so many doubtful rows one is left as it is
HELD = {  # a field of a list → where the office's record has it
    Field.NAME: lambda record, stay: [record.name],
    Field.BEFORE: lambda record, stay: _listed(record.before),
    Field.AFTER: lambda record, stay: _listed(record.after),
    Field.PHONE: lambda record, stay: sorted(record.phones),
    Field.EMAIL: lambda record, stay: sorted(record.mails),
    Field.NUMBER: lambda record, stay: _listed(stay.student_number),
    Field.STARTS: lambda record, stay: _listed(stay.starts),
    Field.ENDS: lambda record, stay: _listed(stay.ends),
    Field.YEAR: lambda record, stay: [str(stay.year)],
    Field.INSTITUTION: lambda record, stay: _listed(stay.institution_written),
    Field.KNOWN: lambda record, stay: _listed(stay.institution.name if stay.institution else ""),
}


def _listed(value: str) -> list[str]:
    return [value] if value else []


def everything() -> dict[str, list[str]]:
    """All tables, but for what says of the lists themselves that they came and went."""
    return dump(without=OWN, columns=COUNTED)


def make_campuses(cast: Cast) -> None:
    """The institutions whose many spellings a messy list holds."""
    for _key, name, _spelling in KNOWN:
        institution_for(cast.banua.id, name, "", cast.wati.id, NOON)


def read(store: FolderStore, cast: Cast, content: bytes) -> Import:
    return read_in(store, cast, content, "alumni.xlsx")


def decide(made: Import, cast: Cast) -> None:
    """Every doubtful row is somebody new, but for some that are left as they are."""
    rows = row_queries.undecided(made).order_by(ImportRow.position)
    waiting = list(rows.select(ImportRow.key, ImportRow.revision))
    chosen = [row for number, row in enumerate(waiting, 1) if number % LEFT_OF]
    for first in range(0, len(chosen), AT_ONCE):
        some = {row.key: row.revision for row in chosen[first : first + AT_ONCE]}
        decide_many(fresh(made), some, RowDecision.NEW, cast.wati.id, NOON)
    leave_all(fresh(made), cast.wati.id, NOON)


def through(store: FolderStore, cast: Cast, content: bytes) -> Import:
    """The list once it was taken over."""
    made = read(store, cast, content)
    decide(made, cast)
    return take_over(made, cast)


def rows_of(made: Import) -> list[ImportRow]:
    rows = ImportRow.select().where(ImportRow.imported == made)
    return list(rows.order_by(ImportRow.position))


def outcomes_of(made: Import) -> Counter[str]:
    return Counter(str(row.outcome) for row in rows_of(made))


def wrong_in_records(
    made: Import, expected: Iterable[Expected]
) -> tuple[list[tuple[Any, ...]], Counter[str]]:
    """What a record says that is not right, and whose rows were looked at, by kind of mess."""
    rows = {(row.read.sheet, row.number): row for row in rows_of(made) if row.outcome == "made"}
    people = [
        (each, rows[each.sheet, each.number].alumnus_id)
        for each in expected
        if each.kind == "person" and (each.sheet, each.number) in rows
    ]
    records = {each.id: each for each in records_of([number for _each, number in people])}
    stays = {stay.alumnus_id: stay for stay in AlumnusStay.select()}
    names = {key: name for key, name, _spelling in KNOWN}
    wrong = []
    for each, number in people:
        for field, right in each.right.items():
            right = [names[key] for key in right] if field is Field.KNOWN else right
            held = HELD[field](records[number], stays[number]) if field in HELD else right
            if held != sorted(right):
                wrong.append((each.mess, each.number, str(field), held, right))
    return wrong, Counter(each.mess for each, _number in people)
