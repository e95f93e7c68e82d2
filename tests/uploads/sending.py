"""A phone that sends a file in pieces, as static/pieces.js does."""

import hashlib
from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from mori.accounts.models import Person
from mori.core.files.kinds import FilePurpose
from mori.core.files.store import FolderStore
from mori.uploads.rules import PIECE_BYTES
from mori.web.files import STORE, purpose_named
from tests.cast import Cast
from tests.support.documents import pdf
from tests.visit import Browser, Visit

FILE = pdf(3 * PIECE_BYTES - 5)


def promised(content: bytes) -> dict[str, str]:
    """What a phone says of a file before it sends it."""
    digest = hashlib.sha256(content).hexdigest()
    told = {"token": "t1", "purpose": "sketches", "name": "laporan.pdf"}
    return {**told, "bytes": str(len(content)), "digest": digest}


class Handing:
    """An app with the invented slice, and its people."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self.app, self.cast, self.visit = app, cast, Visit(app)

    @property
    def store(self) -> FolderStore:
        store: FolderStore = self.app.extensions[STORE]
        return store

    @property
    def purpose(self) -> FilePurpose:
        found = purpose_named("sketches")
        assert found
        return found

    def phone(self, person: Person | None = None) -> "Phone":
        return Phone(self.visit(person or self.cast.sari))

    def files(self) -> list[str]:
        """What lies in the store, by kind."""
        folder = self.store.folder
        return sorted(path.parent.name for path in folder.rglob("*") if path.is_file())


class Phone:
    """Somebody's phone."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def begin(self, content: bytes = FILE, **changes: Any) -> TestResponse:
        return self.browser.post("/unggahan", {**promised(content), **changes})

    def piece(self, key: str, offset: int, content: bytes = FILE) -> TestResponse:
        return self.raw(key, offset, content[offset : offset + PIECE_BYTES])

    def raw(self, key: str, offset: int, body: bytes) -> TestResponse:
        piece = {"piece": FileStorage(BytesIO(body), "piece")}
        return self.browser.upload(f"/unggahan/{key}/potongan?dari={offset}", piece)

    def finish(self, key: str) -> TestResponse:
        return self.browser.post(f"/unggahan/{key}/selesai")

    def send(self, content: bytes = FILE, **changes: Any) -> str:
        """All pieces; gives the upload's key."""
        key: str = self.begin(content, **changes).json["key"]
        for offset in range(0, len(content), PIECE_BYTES):
            self.piece(key, offset, content)
        return key

    def hand_in(self, key: str = "", file: bytes | None = None, **changes: Any) -> TestResponse:
        fields = {"token": "f1", "title": "Denah", "upload": key, **changes}
        if file is not None:
            fields["file"] = FileStorage(BytesIO(file), "laporan.pdf")
        return self.browser.upload("/sketsa", fields)
