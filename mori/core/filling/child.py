"""The child that fills documents: a file and values come in, the file with the values goes out.

Templates come from strangers, and the programs that read them are large, so it holds no secret
and its memory and time are limited (``python -m mori.core.filling.child``).
"""

import json
import re
import resource
import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile

from .hostile import Unfillable, require_harmless
from .placeholders import Known, Placeholders

MOST_MEMORY = 1_000_000_000
MOST_SECONDS = 10  # of computing
MOST_WRITTEN = 60_000_000  # bytes of a file on the way
MOST_MADE = 20_000_000
RICH = re.compile(r"\{\{\s*r\s")  # docxtpl takes what follows for XML
MARK = re.compile(r"\{\{\s*(\w+)\s*\}\}")
UNWRITABLE = re.compile(r"[^\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Asked(NamedTuple):
    """What is to be filled in: values by name, lists of rows, and which values are numbers."""

    kind: str
    texts: dict[str, str]
    lists: dict[str, list[dict[str, str]]]
    numbers: dict[str, float]
    fields: dict[str, list[str]]  # of the lists, also of those without rows

    @property
    def known(self) -> Known:
        fields = {name: frozenset(names) for name, names in self.fields.items()}
        return Known(frozenset(self.texts), fields)


def filled(content: bytes, asked: Asked) -> bytes:
    """The document with its values, once it is known to do nothing else."""
    require_harmless(content)
    fill = {"docx": _filled_docx, "xlsx": _filled_xlsx}[asked.kind]
    try:
        made = fill(content, asked)
    except _broken():
        raise Unfillable("damaged") from None
    if len(made) > MOST_MADE:
        raise Unfillable("heavy")
    return made


def _broken() -> tuple[type[Exception], ...]:
    """What the programs that read documents say of one that is none."""
    from jinja2.exceptions import TemplateError
    from lxml.etree import LxmlError

    plain = (KeyError, ValueError, TypeError, AttributeError, IndexError, BadZipFile, OSError)
    return (*plain, LxmlError, TemplateError)


def _filled_docx(content: bytes, asked: Asked) -> bytes:
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO(content))
    template.init_docx()
    if any(RICH.search(text) for text in _paragraphs(template.docx)):
        raise Unfillable("more", "{{r")
    values = {name: _writable(text) for name, text in asked.texts.items()}
    rows = {name: [_row(each) for each in found] for name, found in asked.lists.items()}
    template.render({**values, **rows}, Placeholders(asked.known), autoescape=True)
    target = BytesIO()
    template.save(target)
    return target.getvalue()


def _paragraphs(document: Any) -> Iterator[str]:
    for part in document.part.package.iter_parts():
        element = getattr(part, "element", None)
        if element is not None:
            for paragraph in element.iter("{*}p"):
                yield "".join(each.text or "" for each in paragraph.iter("{*}t"))


def _row(row: Mapping[str, str]) -> dict[str, str]:
    return {name: _writable(text) for name, text in row.items()}


def _writable(text: str) -> str:
    """Without signs that no XML may hold."""
    return UNWRITABLE.sub("", text.replace("\t", "    "))


def _filled_xlsx(content: bytes, asked: Asked) -> bytes:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), keep_links=False)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    marked = [cell for cell in cells if _is_marked(cell)]
    _require_known(marked, asked)
    for cell in marked:
        _fill_cell(cell, asked)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _is_marked(cell: Any) -> bool:
    """A text with placeholders; formulas are never touched."""
    is_text = isinstance(cell.value, str) and cell.data_type != "f"
    return is_text and ("{{" in cell.value or "{%" in cell.value)


def _require_known(cells: Sequence[Any], asked: Asked) -> None:
    unknown = []
    for cell in cells:
        rest = MARK.sub("", cell.value)
        if "{{" in rest or "{%" in rest:
            raise Unfillable("plain", f"{cell.parent.title}!{cell.coordinate}")
        unknown += [name for name in MARK.findall(cell.value) if name not in asked.texts]
    if unknown:
        raise Unfillable("unknown", *unknown)


def _fill_cell(cell: Any, asked: Asked) -> None:
    whole = MARK.fullmatch(cell.value.strip())
    if whole and whole[1] in asked.numbers:
        cell.value = asked.numbers[whole[1]]
        return
    text = MARK.sub(lambda mark: _writable(asked.texts[mark[1]]), cell.value)
    cell.value = text
    cell.data_type = "s"  # also what begins like a formula
    cell.quotePrefix = text[:1] in "=+-@"


def main() -> None:
    """Answer on standard output: a line of JSON, then the document, if there is one."""
    for which, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (most, most))
    asked = Asked(**json.loads(sys.stdin.buffer.readline()))
    try:
        made, head = filled(sys.stdin.buffer.read(), asked), {}
    except Unfillable as why:
        made, head = b"", {"reason": why.reason, "what": why.what}
    except (MemoryError, RecursionError):
        made, head = b"", {"reason": "heavy", "what": []}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + made)


if __name__ == "__main__":
    main()
