"""What came of a request: the text of a PDF, the statements it took, the files it left."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pypdf import PdfReader

from mori.core.db import db
from mori.core.files.store import FolderStore


def pages_of(reply: Any) -> list[str]:
    """The text of each page of a PDF."""
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    return [page.extract_text() for page in PdfReader(io.BytesIO(reply.data)).pages]


def text_of(reply: Any) -> str:
    return "\n".join(pages_of(reply))


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement sent to the database meanwhile."""
    sent: list[str] = []
    db.obj.query_hooks.append(lambda event: sent.append(event.sql))
    try:
        yield sent
    finally:
        db.obj.query_hooks.pop()


def kept(store: FolderStore) -> set[str]:
    """The names of the files in a store."""
    return {path.name for path in store.folder.rglob("*") if path.is_file()}
