"""Answers that are files: a PDF to print, a table to open elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask import Response, stream_with_context

from mori.core.tables import BOM, written_line

PRIVATE = {"Cache-Control": "private, no-cache"}


def pdf_file(body: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}"', **PRIVATE}
    return Response(body, mimetype="application/pdf", headers=headers)


def csv_file(rows: Iterable[Iterable[Any]], name: str) -> Response:
    """A table, line by line as it is read, so that its length costs no memory."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **PRIVATE}

    def lines() -> Iterator[str]:
        yield BOM
        for row in rows:
            yield written_line(row)

    body: Callable[..., Any] = stream_with_context(lines())  # type: ignore[assignment]
    return Response(body, mimetype="text/csv", headers=headers)  # type: ignore[arg-type]
