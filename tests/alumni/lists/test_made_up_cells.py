"""Whatever stands in a cell or a file, nothing breaks, and nothing is made up."""

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mori.alumni.likeness.rules import PersonFacts, likeness
from mori.alumni.understanding.lists import read_rows
from mori.alumni.understanding.period_rules import period_in
from mori.alumni.understanding.rules import RowKind
from mori.alumni.values.date_rules import day_in, first_day, last_day
from mori.alumni.values.institution_rules import institution_in, institution_key
from mori.alumni.values.mail_rules import mails_in
from mori.alumni.values.name_rules import name_in
from mori.alumni.values.phone_rules import phones_in
from mori.alumni.values.region_rules import Regions, region_in
from mori.alumni.values.rules import Field, is_blank, one_line
from mori.core.errors import Refused

many = settings(max_examples=150, deadline=None, derandomize=True)
PIECES = [
    "0811",
    "+62",
    " / ",
    "62",
    "-",
    "3 Maret",
    "2014",
    "s/d",
    "31",
    "Februari",
    "S.H.",
    "Dr.",
]
PIECES += [
    ",",
    "ULM",
    "Univ.",
    "@",
    "gmail.com",
    '"',
    "sda",
    "\n",
    "Jan",
    "1/2",
    "(ibu)",
    "SITI",
    "No",
]
PIECES += ["Nama", "HP", "Jumlah", "Kab.", "Banjar", "63.71", "8.1E+10", "²", "٣", "\0", "İ", "ﬁ"]
texts = st.text(max_size=30) | st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join)
values = texts | st.floats() | st.booleans() | st.dates() | st.datetimes() | st.times() | st.none()


def digits(value: object) -> str:
    return re.sub(r"\D", "", one_line(str(value)))


@many
@given(values)
def test_a_telephone_number_has_no_digit_that_was_not_there(value: Any):
    for phone in phones_in(value).values(Field.PHONE):
        assert re.fullmatch(r"\+[1-9]\d{7,14}|1\d{2,5}", phone)
        told = str(int(value)) if isinstance(value, float) else digits(value)
        assert phone.removeprefix("+62").removeprefix("+") in told


@many
@given(values)
def test_a_day_is_in_the_calendar_and_its_year_stood_there(value: Any):
    for heard in (day_in(value), period_in(value), day_in(value, is_1904=True)):
        for each in heard.found:
            if each.field is not Field.LENGTH:
                assert 2000 <= first_day(each.value).year <= 2099
                assert first_day(each.value) <= last_day(each.value)


@many
@given(st.integers(0, 40), st.integers(0, 20), st.integers(1990, 2040), st.sampled_from("-/. "))
def test_a_day_in_figures_is_that_day_or_none(day: int, month: int, year: int, between: str):
    heard = day_in(between.join(map(str, (day, month, year))))

    try:
        right = dt.date(year, month, day)
    except ValueError:
        right = None
    if right and year >= 2000:
        assert heard.values(Field.STARTS) == [right.isoformat()]
    elif heard.found:
        assert heard.doubts, "what is no day as it stands is read otherwise and said"
    else:
        assert heard.doubts


@many
@given(texts)
def test_mails_names_and_places_are_made_of_what_stood_there(text: str):
    for mail in mails_in(text).values(Field.EMAIL):
        assert mail in one_line(text).lower()
    for name in name_in(text).values(Field.NAME):
        assert name.casefold().split()[0] in " ".join(one_line(text).casefold().split())
    for heard in (institution_in(text), region_in(text, Regions())):
        assert heard.found or heard.doubts or is_blank(one_line(text))
    assert isinstance(institution_key(text), str)


@many
@given(st.lists(st.lists(texts, min_size=1, max_size=6), min_size=1, max_size=12), st.booleans())
def test_every_row_of_any_table_is_accounted_for(table: list[list[str]], has_headings: bool):
    lines = [["Nama", "Kampus", "HP", "Periode"]] * has_headings + table
    text = "\n".join(
        ";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in lines
    )

    try:
        rows = list(read_rows(text.replace("\0", "").encode("utf-8", "replace")))
    except Refused:
        return
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) == len(lines)
    for row in rows:
        assert row.kind is not RowKind.PERSON or row.values(Field.NAME)
        assert row.kind is not RowKind.CONTINUATION or rows[row.of_row - 1].kind is RowKind.PERSON
        assert row.kind is not RowKind.EMPTY or not any(row.cells)
        assert row.kind is not RowKind.UNREADABLE or all(str(each.words) for each in row.doubts)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_damaged_file_is_refused_and_nothing_breaks(kind):
    from .test_sheets import SAMPLES, ods, xlsx

    whole = {
        "xlsx": lambda: xlsx({"A1": "Nama", "A2": "Siti Contoh"}),
        "xls": (SAMPLES / "days-from-1904.xls").read_bytes,
        "ods": ods,
    }[kind]()
    for at in range(20, len(whole), len(whole) // 7):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        try:
            list(read_rows(bytes(damaged)))
        except Refused:
            continue


people = st.builds(
    PersonFacts,
    name=texts,
    phones=st.frozensets(st.sampled_from(["1", "2"])),
    mails=st.frozensets(st.sampled_from(["a", "b"])),
    institutions=st.frozensets(st.sampled_from(["x", "y"])),
)


@many
@given(people, people)
def test_likeness_is_the_same_either_way_round(one: PersonFacts, other: PersonFacts):
    found = likeness(one, other)

    assert found == likeness(other, one)
    assert 0 <= found.score <= 1
    assert all(map(str, found.words))
