from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from mori.core.files.store import FolderStore
from mori.web.files import STORE
from tests.support.documents import pdf

ADDRESS = "/saya/laporan"
SMALL = pdf(5_000)


@pytest.fixture
def store(app, tmp_path, monkeypatch):
    """Where files are kept, of this test alone."""
    own = FolderStore(tmp_path / "files")
    monkeypatch.setitem(app.extensions, STORE, own)
    return own


@pytest.fixture
def hand_in(visit, cast, store):
    """Sends the form of Sari's report as her browser does."""
    browser = visit(cast.sari)

    def send(file: bytes | None = SMALL, name: str = "laporan.pdf", **changes):
        fields = {"token": "f1", "title": "Layanan di daerah kepulauan", **changes}
        if file is not None:
            fields["file"] = FileStorage(BytesIO(file), name)
        return browser.upload(ADDRESS, fields)

    return send
