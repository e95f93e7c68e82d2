"""A table is read however a spreadsheet gives it, and written again to be read as the same."""

import datetime as dt

import pytest

from mori.placements.pasting.rules import CONTACT, INTERNSHIP, day_written, repeated, table_of

ALL = CONTACT + INTERNSHIP
PLAIN = {"name": "Mira Contoh", "phone": "0812", "email": "mira@contoh.example"}


def rows(text, expected=CONTACT):
    table = table_of(text, expected)
    return [table.named(row) for row in table.rows]


@pytest.mark.parametrize("between", "\t;,")
def test_cells_stand_between_tabs_semicolons_or_commas(between):
    assert rows(between.join(PLAIN.values())) == [PLAIN]


def test_a_comma_in_a_name_parts_nothing_where_tabs_or_semicolons_do():
    for between in "\t;":
        text = between.join(["Mira Contoh, S.H.", "0812", ""])

        assert rows(text)[0]["name"] == "Mira Contoh, S.H."


def test_a_heading_says_the_order_and_other_columns_are_left_out():
    text = "No\tE-mail\tNo. HP\tNama Lengkap\n1\tmira@contoh.example\t0812\tMira Contoh\n"

    assert rows(text) == [PLAIN]


def test_an_empty_first_cell_stays_one():
    assert rows("\t0812\t\n") == [{"name": "", "phone": "0812", "email": ""}]


def test_empty_lines_are_no_rows():
    assert rows("\n\t\t\nMira Contoh\t0812\n\n") == [{"name": "Mira Contoh", "phone": "0812"}]


def test_a_cell_of_two_lines_is_one_cell():
    assert rows('"Mira\nContoh"\t0812\t') == [
        {"name": "Mira\nContoh", "phone": "0812", "email": ""}
    ]


def test_columns_of_an_internship_are_read_where_they_are_expected():
    text = "Nama;HP;Kampus;Mulai;Selesai\nMira;0812;ULM;1/12/2026;31/12/2026"

    assert rows(text) == [{"name": "Mira", "phone": "0812"}]
    assert rows(text, ALL)[0]["institution"] == "ULM"
    assert rows(text, ALL)[0]["ends_on"] == "31/12/2026"


def test_what_is_written_again_reads_as_the_same():
    text = 'HP;Nama;Lain\n0812;"Mira; Contoh";x\n0813;"Tini ""T"" Contoh";\n'
    table = table_of(text, CONTACT)

    again = table_of(table.written(table.rows[1:]), CONTACT)

    assert again.heading == table.heading
    assert [again.named(row) for row in again.rows] == [table.named(table.rows[1])]
    assert table.written([]) == ""


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03",
        "3/11/2026",
        "03-11-2026",
        "3.11.26",
        "3 November 2026",
        "3-Nov-26",
        "3 nov 2026",
    ],
)
def test_a_day_is_read_as_spreadsheets_show_it(text):
    assert day_written(text) == dt.date(2026, 11, 3)


@pytest.mark.parametrize("text", ["", "11/23/2026", "31/2/2026", "3 Foo 2026", "46000", "besok"])
def test_what_is_no_day_is_none(text):
    assert day_written(text) is None


@pytest.mark.parametrize(
    "month",
    [
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"),
        *("Oktober", "November", "Desember", "May", "August", "October", "December"),
    ],
)
def test_months_are_known_in_bahasa(month):
    assert day_written(f"1 {month} 2026")


def test_what_stands_there_twice_is_found():
    assert repeated(["a", None, "b", "a", None]) == {"a"}
