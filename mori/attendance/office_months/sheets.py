"""A month of an office as a workbook."""

import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from .rules import Sign

NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?")
NAMES = 2  # columns of words, before those of days
WIDE, NARROW = 28, 5


def workbook(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], below: Sequence[str]
) -> bytes:
    """The table below its title, and what its signs mean below it."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        looks: dict[str, Any] = {Sign.OUTSIDE: book.add_format({"bg_color": "#CCCCCC"})}
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.freeze_panes(3, NAMES)
        sheet.set_column(0, 0, WIDE)
        sheet.set_column(NAMES, len(heads) - 1, NARROW)
        sheet.write_string(0, 0, title, bold)
        for row, cells in enumerate([heads, *rows], start=2):
            for column, text in enumerate(cells):
                if column >= NAMES and NUMBER.fullmatch(text):
                    sheet.write_number(row, column, float(text.replace(",", ".")))
                else:
                    sheet.write_string(row, column, text, bold if row == 2 else looks.get(text))
        for row, text in enumerate(below, start=len(rows) + 4):
            sheet.write_string(row, 0, text)
    return body.getvalue()
