"""A list from its bytes to its rows, each understood: people, what continues them, the rest."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from mori.alumni.values.institution_rules import institution_in, is_institution
from mori.alumni.values.name_rules import name_in
from mori.alumni.values.rules import (
    GROUP_FIELDS,
    Doubt,
    DoubtKind,
    Field,
    How,
    doubt,
    is_blank,
    is_ditto,
)
from mori.core.sheets.rules import Row, Sheet, Value, written
from mori.core.sheets.sheets import sheets_of

from .column_rules import MOST_AHEAD, guess_columns, guess_layout, is_heading
from .facts import Cell, Told, facts_of
from .row_rules import COUNTER, kind_without_person, one_year
from .rules import Fact, Layout, ReadRow, RowKind, Surroundings

EVERYWHERE = Surroundings()
UNSAID = frozenset((Field.ORDINAL, Field.NOT_KEPT, Field.NOTE, Field.NOW_AT))  # no doubt on dittos


def layouts_of(content: bytes, name: str = "") -> list[Layout]:
    """How each sheet of a file would be read, for somebody to look at and to correct."""
    return [
        _layout(sheet, list(islice(sheet.rows, MOST_AHEAD))) for sheet in sheets_of(content, name)
    ]


def read_rows(
    content: bytes,
    around: Surroundings = EVERYWHERE,
    layouts: Mapping[int, Layout] | None = None,
    name: str = "",
) -> Iterator[ReadRow]:
    """Every row of every sheet, in order and just once, while the file is being read.

    ``layouts`` are those that somebody corrected, by the positions of their sheets.
    """
    for sheet in sheets_of(content, name):
        ahead = list(islice(sheet.rows, MOST_AHEAD))
        layout = (layouts or {}).get(sheet.position) or _layout(sheet, ahead)
        reading = _Reading(sheet, layout, around)
        for row in chain(ahead, sheet.rows):
            yield from reading.read(row)
        yield from reading.ended()


def _layout(sheet: Sheet, ahead: list[Row]) -> Layout:
    return guess_layout(ahead, sheet.merged, sheet.name, sheet.position)


@dataclass
class _Reading:
    """How far a sheet has been read: the last person, and what stands above."""

    sheet: Sheet
    layout: Layout
    around: Surroundings
    fields: dict[int, Field] = field(init=False)
    person: ReadRow | None = None
    behind: list[ReadRow] = field(default_factory=list)  # what continues that person
    above: dict[int, Cell] = field(default_factory=dict)  # the last value of each column
    group: dict[Field, Fact] = field(default_factory=dict)  # what heads these rows
    merged: dict[int, list[tuple[int, int]]] = field(init=False)

    def __post_init__(self) -> None:
        self.fields = self.layout.fields
        self.merged = defaultdict(list)
        for area in sorted(self.sheet.merged):
            if area.last_row > area.first_row:
                for column in range(area.first_column, min(area.last_column, 199) + 1):
                    self.merged[column].append((area.first_row, area.last_row))

    def read(self, row: Row) -> Iterator[ReadRow]:
        """What is finished once this row is known."""
        texts = tuple(
            "" if self.fields.get(at) is Field.NOT_KEPT else written(cell)
            for at, cell in enumerate(row.cells)
        )
        found = ReadRow(self.layout.position, self.layout.sheet, row.number, RowKind.EMPTY, texts)
        filled = {at: text for at, text in enumerate(texts) if text}
        plain = self._without_person(row, found, filled)
        if plain is not None:
            yield from self.ended()
            yield plain
            return
        read = self._of_people(row, found, filled)
        if read.kind is RowKind.CONTINUATION:
            self._continue(read)
            return
        yield from self.ended()
        if read.kind is RowKind.PERSON:
            self.person = read
        else:
            yield read

    def ended(self) -> Iterator[ReadRow]:
        """The last person, now that nothing more belongs to it, and the rows that did."""
        if self.person is not None:
            yield self.person
            yield from self.behind
        self.person, self.behind = None, []

    def _without_person(
        self, row: Row, found: ReadRow, filled: Mapping[int, str]
    ) -> ReadRow | None:
        if row.number in self.layout.heading_rows:
            return replace(found, kind=RowKind.HEADING)
        if not filled:
            return found
        if self.layout.heading_rows and row.number < self.layout.heading_rows[0]:
            self._note_year(row.number, filled)
            return replace(found, kind=RowKind.TITLE)
        if is_heading(row):
            self._change_columns(row)
            return replace(found, kind=RowKind.HEADING)
        plain = kind_without_person(filled, self.layout)
        if plain is None:
            return None if self.layout.has_names else self._unnamed(found)
        if plain.kind is RowKind.GROUP:
            self._note_group(row.number, plain.column, plain.text)
        return replace(found, kind=plain.kind)

    def _unnamed(self, found: ReadRow) -> ReadRow:
        doubts = (doubt(DoubtKind.NO_COLUMNS),)
        return replace(found, kind=RowKind.UNREADABLE, doubts=doubts)

    def _change_columns(self, row: Row) -> None:
        """Headings once more; where they say something else, what follows is read by them."""
        columns = guess_columns((), [written(cell) for cell in row.cells])
        fresh = replace(self.layout, columns=columns)
        is_told = fresh.fields.items() <= self.fields.items()
        if fresh.has_names and not is_told:
            self.layout, self.fields = fresh, fresh.fields
        self.above = {}

    def _note_year(self, number: int, filled: Mapping[int, str]) -> None:
        for column, text in filled.items():
            if year := one_year(text):
                self.group[Field.YEAR] = Fact(Field.YEAR, year, How.GROUP_ROW, text, number, column)

    def _note_group(self, number: int, column: int, text: str) -> None:
        self._note_year(number, {column: text})
        if is_institution(text):
            for fact in (Field.INSTITUTION, Field.KNOWN, Field.PROGRAMME):
                self.group.pop(fact, None)
            name = COUNTER.sub("", text)
            for each in institution_in(name, self.around.known).found:
                self.group[each.field] = Fact(
                    each.field, each.value, How.GROUP_ROW, text, number, column
                )

    def _of_people(self, row: Row, found: ReadRow, filled: Mapping[int, str]) -> ReadRow:
        at = next(column for column, which in self.fields.items() if which is Field.NAME)
        name = filled.get(at, "")
        if is_blank(name) or is_ditto(name):
            return self._nameless(row, found, filled, at, is_repeated=is_ditto(name))
        if self._is_rest_of_name(filled, at):
            rest = doubt(DoubtKind.NAME_CONTINUED, row=row.number, text=name)
            return replace(found, kind=RowKind.CONTINUATION, doubts=(rest,))
        cells, doubts = self._taken_over(row)
        told = self._told(cells)
        doubts = tuple(dict.fromkeys((*doubts, *told.doubts)))
        if not any(fact.field is Field.NAME for fact in told.facts):
            return replace(found, kind=RowKind.UNREADABLE, facts=told.facts, doubts=doubts)
        if len(cells) == 1 and len(self.fields) > 2:
            doubts += (doubt(DoubtKind.NAME_ALONE),)
        facts = (*told.facts, *self._group_facts(told.facts))
        return replace(found, kind=RowKind.PERSON, facts=facts, doubts=doubts)

    def _nameless(
        self, row: Row, found: ReadRow, filled: Mapping[int, str], at: int, *, is_repeated: bool
    ) -> ReadRow:
        """A row without a name: more about the person above, or nobody knows whose."""
        told = self._told({c: Cell(v, row.number) for c, v in self._own(row).items() if c != at})
        is_sure = is_repeated or self._merged_from(at, row.number) > 0
        if self.person is not None and (is_sure or self._may_continue(filled)):
            more = () if is_sure else (doubt(DoubtKind.CONTINUED, row=row.number),)
            read = replace(found, kind=RowKind.CONTINUATION, facts=told.facts)
            return replace(read, doubts=(*told.doubts, *more))
        doubts = (doubt(DoubtKind.NO_NAME), *told.doubts)
        return replace(found, kind=RowKind.UNREADABLE, facts=told.facts, doubts=doubts)

    def _may_continue(self, filled: Mapping[int, str]) -> bool:
        """Not what has a number of its own, nor contact and campus: that is somebody unnamed."""
        said = {self.fields.get(column) for column in filled}
        is_somebody = bool(said & {Field.PHONE, Field.EMAIL}) and Field.INSTITUTION in said
        return bool(said - {None}) and not said & {Field.ORDINAL, Field.NUMBER} and not is_somebody

    def _is_rest_of_name(self, filled: Mapping[int, str], at: int) -> bool:
        """Alone in its row, without the running number that the person above has."""
        ordinals = [column for column, which in self.fields.items() if which is Field.ORDINAL]
        if self.person is None or len(filled) > 1 or not ordinals or not name_in(filled[at]).found:
            return False
        return any(
            column < len(self.person.cells) and self.person.cells[column] for column in ordinals
        )

    def _continue(self, read: ReadRow) -> None:
        if self.person is None:
            raise RuntimeError("what continues nobody is no continuation")
        facts = dict.fromkeys((*self.person.facts, *read.facts))
        doubts = dict.fromkeys((*self.person.doubts, *read.doubts))
        self.person = replace(self.person, facts=tuple(facts), doubts=tuple(doubts))
        self.behind.append(replace(read, of_row=self.person.number))

    def _told(self, cells: Mapping[int, Cell]) -> Told:
        year = self.group[Field.YEAR].value if Field.YEAR in self.group else self.layout.year
        is_1904 = self.sheet.is_1904
        return facts_of(cells, self.fields, self.around, is_1904=is_1904, year=year)

    def _own(self, row: Row) -> dict[int, Value]:
        """What stands in the row itself, without blanks and dittos."""
        said = {
            at: cell for at, cell in enumerate(row.cells) if at in self.fields and written(cell)
        }
        return {at: cell for at, cell in said.items() if not is_ditto(written(cell))}

    def _taken_over(self, row: Row) -> tuple[dict[int, Cell], tuple[Doubt, ...]]:
        """The cells of a person's row, with what dittos and merged cells take from above."""
        own = self._own(row)
        cells, doubts = {at: Cell(value, row.number) for at, value in own.items()}, list[Doubt]()
        for at, which in self.fields.items():
            text = written(row.cells[at]) if at < len(row.cells) else ""
            first = 0 if text else self._merged_from(at, row.number)
            above = self.above.get(at)
            is_covered = bool(first and above and above.row >= first)
            if at in own or not (is_ditto(text) or is_covered):
                continue
            if which in GROUP_FIELDS and above:
                how = How.DITTO if text else How.MERGED
                cells[at] = Cell(above.value, above.row, how)
            elif which not in UNSAID:
                doubts.append(_not_taken(which, text, above))
        self.above |= {at: Cell(value, row.number) for at, value in own.items()}
        return dict(sorted(cells.items())), tuple(doubts)

    def _merged_from(self, column: int, number: int) -> int:
        """The first row of the merged cell that covers this one from above; 0 if none does."""
        areas = self.merged.get(column, [])
        place = bisect_right(areas, (number, 0)) - 1
        first, last = areas[place] if place >= 0 else (0, 0)
        return first if first < number <= last else 0

    def _group_facts(self, facts: tuple[Fact, ...]) -> Iterator[Fact]:
        """What the rows above and the sheet's name say, where the row itself says nothing."""
        said = {fact.field for fact in facts}
        if said & {Field.STARTS, Field.ENDS}:
            said.add(Field.YEAR)  # which the row's own days tell better
        for which, fact in self.group.items():
            with_it = Field.INSTITUTION if which in (Field.KNOWN, Field.PROGRAMME) else which
            if with_it not in said:
                yield fact
        if self.layout.year and Field.YEAR not in said | self.group.keys():
            name = self.layout.sheet
            yield Fact(Field.YEAR, self.layout.year, How.SHEET_NAME, name, 0, 0)


def _not_taken(which: Field, text: str, above: Cell | None) -> Doubt:
    if which in GROUP_FIELDS:
        return doubt(DoubtKind.DITTO_NOTHING, text=text)
    if text:
        return doubt(DoubtKind.DITTO_PERSONAL, text=text)
    return doubt(DoubtKind.MERGED_PERSONAL, text=written(above.value) if above else "")
