"""A table as a workbook: numbers as numbers, words as words."""

import datetime as dt
import io
import re

import xlsxwriter

from .figure_rules import Table

NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?")
WIDE, NARROW = 30, 12
ABOVE = 2  # rows before the heads


def workbook(table: Table, texts: int, at: dt.datetime) -> bytes:
    """The table below its title, and its notes below it; ``texts`` columns are never numbers."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        book.set_properties({"created": at.replace(tzinfo=None)})
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(ABOVE)
        sheet.freeze_panes(ABOVE + 1, 1)
        sheet.set_column(0, texts - 1, WIDE)
        sheet.set_column(texts, len(table.heads), NARROW)
        sheet.write_string(0, 0, table.title, bold)
        for row, cells in enumerate([table.heads, *table.lines], start=ABOVE):
            for column, text in enumerate(cells):
                if row > ABOVE and column >= texts and NUMBER.fullmatch(text):
                    sheet.write_number(row, column, float(text.replace(",", ".")))
                else:
                    sheet.write_string(row, column, text, bold if row == ABOVE else None)
        for row, text in enumerate(table.notes, start=ABOVE + len(table.lines) + 2):
            sheet.write_string(row, 0, text)
    return body.getvalue()
