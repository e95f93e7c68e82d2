import csv

import pytest

from mori.core.files.tables import BOM, neutral, written_line


@pytest.mark.parametrize("sign", list("=+-@|%"))
@pytest.mark.parametrize("before", ["", " ", "\t", "\r\n", "\ufeff", "\u00a0", "\x01", "\u200b \t"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(sign, before):
    cell = f"{before}{sign}1+1"

    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "Menelaah 3=2+1", "7,5", "2026-11-18", "a@b", "'=1", " ", "%"]
)
def test_other_cells_stay_as_they_are(cell):
    assert neutral(cell) == ("'%" if cell == "%" else cell)


def test_nothing_is_an_empty_cell_and_numbers_are_written():
    assert written_line([None, 7, ""]) == '"","7",""\r\n'


def test_quotes_commas_and_line_breaks_survive():
    cells = ['kata "kutip"', "a,b;c", "baris\nbaru", "😀 عربية"]

    assert list(csv.reader(written_line(cells).splitlines(keepends=True)))[0] == cells


def test_the_mark_is_the_one_excel_looks_for():
    assert BOM.encode() == b"\xef\xbb\xbf"
