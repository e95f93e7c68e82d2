"""A list as offices keep them, with every kind of mess, and the right answers beside it.

The people are invented. The same seed makes the same list: ``messy_list(5000, seed=7)``.
"""

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import xlsxwriter

from mori.alumni.values.rules import Field

from .invented import (
    CAMPUSES,
    EMAIL,
    HEADINGS,
    INSTITUTION,
    KNOWN,
    NAME,
    PERIOD,
    PHONE,
    YEAR,
    Invented,
    Right,
    invented_person,
)


class Expected(NamedTuple):
    """What a row must be read as, and which mess is in it."""

    sheet: str
    number: int
    kind: str
    right: Right
    mess: str = ""


@dataclass
class MessyList:
    """A sheet being written, and the answers."""

    name: str
    sheet: Any
    chance: random.Random
    expected: list[Expected] = field(default_factory=list)
    at: int = 0  # the next row, from 0
    people: int = 0

    def write(
        self, cells: list[Any], kind: str, right: Right | None = None, mess: str = ""
    ) -> None:
        for column, cell in enumerate(cells):
            if cell is not None and cell != "":
                self.sheet.write(self.at, column, cell)
        self.skip(kind, right, mess)

    def somebody(self) -> Invented:
        self.people += 1
        return invented_person(self.people, int(self.name[-4:]), self.chance)

    def skip(self, kind: str, right: Right | None = None, mess: str = "") -> None:
        self.at += 1
        self.expected.append(Expected(self.name, self.at, kind, right or {}, mess))


def messy_list(rows: int, seed: int = 7, *, is_1904: bool = False) -> tuple[bytes, list[Expected]]:
    """A workbook of about so many rows in two sheets, and what each row must be read as."""
    chance, file, expected = random.Random(seed), io.BytesIO(), list[Expected]()
    book = xlsxwriter.Workbook(file, {"date_1904": is_1904})
    merged = book.add_format({"align": "center"})
    for name, share in (("Alumni 2015", 0.5), ("Alumni 2016", 1.0)):
        sheet = MessyList(name, book.add_worksheet(name), chance)
        _top(sheet)
        while len(expected) + len(sheet.expected) < rows * share:
            _some_people(sheet, merged)
        expected += sheet.expected
    book.close()
    return file.getvalue(), expected


def _top(sheet: MessyList) -> None:
    sheet.write([f"DAFTAR PESERTA MAGANG TAHUN {sheet.name[-4:]}"], "title")
    sheet.skip("empty")
    sheet.write(HEADINGS, "heading")
    sheet.write([f"({number})" for number in range(1, len(HEADINGS) + 1)], "heading")


def _some_people(sheet: MessyList, merged: Any) -> None:
    """A few of each kind of mess, then a total and the headings once more."""
    for mess in sheet.chance.sample(sorted(MESSES), len(MESSES)):
        MESSES[mess](sheet, mess)
    _merged_campus(sheet, merged)
    sheet.write(
        ["Jumlah", None, None, None, None, None, None, None, "12 orang"], "total", mess="total"
    )
    sheet.skip("empty")
    sheet.write(HEADINGS, "heading", mess="repeated heading")


Mess = Callable[[MessyList, str], None]
MESSES: dict[str, Mess] = {}


def mess(name: str) -> Callable[[Mess], Mess]:
    def named(make: Mess) -> Mess:
        MESSES[name] = make
        return make

    return named


def one_cell(name: str, column: int, change: Callable[[Invented, random.Random], Any]) -> None:
    """A mess in one cell: ``change`` gives the cell and sets right what is right."""

    def make(sheet: MessyList, mess: str) -> None:
        each = sheet.somebody()
        each.cells[column] = change(each, sheet.chance)
        sheet.write(each.cells, "person", each.right, mess)

    MESSES[name] = make


def _capitals(each: Invented, chance: random.Random) -> str:
    return each.cells[NAME].upper()


def _titles(each: Invented, chance: random.Random) -> str:
    each.right |= {Field.BEFORE: ["Dr. H."], Field.AFTER: ["S.STP., MPA (Mgmt.)"]}
    return f"Dr. H. {each.cells[NAME]}, S.STP., MPA (Mgmt.)"


def _one_word(each: Invented, chance: random.Random) -> str:
    each.right[Field.NAME] = [f"Contohlinor{chance.choice('aiueo')}"]
    return each.right[Field.NAME][0]


def _float_phone(each: Invented, chance: random.Random) -> float:
    return float(each.cells[PHONE][1:])


def _second_phone(each: Invented) -> str:
    """Nobody else's: of two with one name and one phone there is but one."""
    rest = each.cells[PHONE][3:]
    each.right[Field.PHONE] = [*each.right[Field.PHONE], f"+6285{rest}"]
    return f"085{rest[0]}-{rest[1:5]}-{rest[5:]}"


def _two_phones(each: Invented, chance: random.Random) -> str:
    return f"{each.cells[PHONE]} / {_second_phone(each)}"


def _cut_phone(each: Invented, chance: random.Random) -> str:
    each.right[Field.PHONE] = []
    return "8.11165E+10"


def _bad_mail(each: Invented, chance: random.Random) -> str:
    each.right[Field.EMAIL] = []
    return "orang@gmail,com"


def _two_mails(each: Invented, chance: random.Random) -> str:
    each.right[Field.EMAIL] = [*each.right[Field.EMAIL], f"lain.{each.cells[EMAIL]}"]
    return f"{each.cells[EMAIL]}; Lain.{each.cells[EMAIL].upper()}"


def _spelling(each: Invented, chance: random.Random) -> str:
    campus = each.cells[INSTITUTION]
    each.right[Field.KNOWN] = [next(key for key, name, _ in KNOWN if name == campus)]
    del each.right[Field.INSTITUTION]
    return chance.choice(CAMPUSES[campus])


def _period(text: str, starts: str, ends: str) -> Callable[[Invented, random.Random], str]:
    def change(each: Invented, chance: random.Random) -> str:
        year = each.cells[YEAR]
        each.right |= {
            Field.STARTS: [starts.format(year=year)] if starts else [],
            Field.ENDS: [ends.format(year=year)] if ends else [],
        }
        return text.format(year=year, short=year[2:])

    return change


one_cell("capitals", NAME, _capitals)
one_cell("titles", NAME, _titles)
one_cell("one word", NAME, _one_word)
one_cell("phone as float", PHONE, _float_phone)
one_cell("two phones", PHONE, _two_phones)
one_cell("phone cut short", PHONE, _cut_phone)
one_cell("mail with a typo", EMAIL, _bad_mail)
one_cell("two mails", EMAIL, _two_mails)
one_cell("spelling of a campus", INSTITUTION, _spelling)
one_cell("months", PERIOD, _period("Jan–Mar {year}", "{year}-01", "{year}-03"))
one_cell(
    "two-digit year",
    PERIOD,
    _period("13-1-{short} s.d. 14-2-{short}", "{year}-01-13", "{year}-02-14"),
)
one_cell("day first", PERIOD, _period("03/04/{year}", "{year}-04-03", ""))
one_cell("impossible day", PERIOD, _period("31 Februari {year}", "", ""))
one_cell("month by name", PERIOD, _period("Agustus {year}", "{year}-08", "{year}-08"))


@mess("day number")
def _day_number(sheet: MessyList, name: str) -> None:
    each = sheet.somebody()
    year = int(each.cells[YEAR])
    each.cells[PERIOD] = 42005 if year == 2015 else 42370  # 1 January, counted from 1900
    each.right |= {Field.STARTS: [f"{year}-01-01"], Field.ENDS: []}
    sheet.write(each.cells, "person", each.right, name)


@mess("ditto")
def _ditto(sheet: MessyList, name: str) -> None:
    above = sheet.somebody()
    sheet.write(above.cells, "person", above.right, "")
    each = sheet.somebody()
    each.cells[INSTITUTION] = sheet.chance.choice(['"', "idem", "sda", "s.d.a", "″", "〃", '-"-'])
    each.cells[PHONE] = '"'
    each.right |= {Field.INSTITUTION: above.right[Field.INSTITUTION], Field.PHONE: []}
    sheet.write(each.cells, "person", each.right, name)


@mess("several rows")
def _several_rows(sheet: MessyList, name: str) -> None:
    each = sheet.somebody()
    more = _second_phone(each)
    sheet.write(each.cells, "person", each.right, name)
    sheet.write([None, None, None, None, more], "continuation", mess=name)


@mess("nameless")
def _nameless(sheet: MessyList, name: str) -> None:
    each = sheet.somebody()
    each.cells[NAME] = None
    del each.right[Field.NAME]
    sheet.write(each.cells, "unreadable", {**each.right, Field.NAME: []}, name)


@mess("headed group")
def _headed_group(sheet: MessyList, name: str) -> None:
    sheet.write(["UNIVERSITAS CONTOH SELATAN"], "group", mess=name)
    each = sheet.somebody()
    each.cells[INSTITUTION] = None
    each.right[Field.INSTITUTION] = ["Universitas Contoh Selatan"]
    sheet.write(each.cells, "person", each.right, name)


def _merged_campus(sheet: MessyList, merged: Any) -> None:
    """Three people of one merged campus; the second has a telephone, the third none."""
    people = [sheet.somebody() for _ in range(3)]
    campus = people[0].cells[INSTITUTION]
    sheet.sheet.merge_range(sheet.at, INSTITUTION, sheet.at + 2, INSTITUTION, campus, merged)
    people[2].cells[PHONE] = None
    people[2].right[Field.PHONE] = []
    for each in people:
        each.right[Field.INSTITUTION] = [campus]
        each.cells[INSTITUTION] = None
        sheet.write(each.cells, "person", each.right, "merged")


def kinds_of_mess(expected: list[Expected]) -> Iterator[str]:
    yield from sorted({each.mess for each in expected if each.mess})
