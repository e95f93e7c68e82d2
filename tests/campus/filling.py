"""Forms with placeholders, as offices bring them, and what is in them once they are filled in."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from openpyxl import Workbook, load_workbook

from mori.campus.own_forms.models import OwnForm
from mori.campus.own_forms.operations import add_form
from mori.core.db import new_key
from mori.core.files.store import Store
from mori.institutions.models import Institution
from mori.uploads.operations import receive_whole
from tests.cast import NOON, Cast


def docx(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A document of paragraphs, and a table."""
    document = Document()
    for each in paragraphs:
        document.add_paragraph(each)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx(*cells: str) -> bytes:
    """A sheet with these below each other."""
    book = Workbook()
    for number, each in enumerate(cells, start=1):
        book.active.cell(number, 1, each)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def words_in(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def cells_in(content: bytes) -> list[tuple[object, str]]:
    """(value, kind) of the first column: s is text, f a formula, n a number."""
    return [(each.value, each.data_type) for each in load_workbook(BytesIO(content)).active["A"]]


def with_part(content: bytes, name: str, change: str | bytes, after: str = "") -> bytes:
    """The same document with another part, or with something behind a text of one it has."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            body = old.read(part)
            if part == name and after:
                text = body.decode()
                assert after in text, name
                body = text.replace(after, after + str(change), 1).encode()
            if part != name or after:
                new.writestr(part, body)
        if not after:
            new.writestr(name, change)
    return target.getvalue()


def part_of(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def first_tag(text: str) -> str:
    """Up to the end of the element that holds all others."""
    found = re.search(r"<(?!\?)[^>]*>", text)
    assert found
    return found[0]


def keep_form(
    cast: Cast, store: Store, institution: Institution, content: bytes | None = None
) -> OwnForm:
    """A form that an office has kept."""
    from mori.campus.own_forms.views import FILES

    body = content or docx("Nama: {{ nama }}")
    upload = receive_whole(store, cast.wati.id, FILES, "formulir", body, new_key(), NOON)
    return add_form(institution, "Lembar nilai", upload, new_key(), cast.wati.id, NOON)
