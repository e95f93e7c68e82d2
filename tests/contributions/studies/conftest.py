import pytest

from mori.core.files.store import FolderStore
from mori.web.files import STORE


@pytest.fixture
def store(app, tmp_path, monkeypatch):
    """Where files are kept, of this test alone."""
    own = FolderStore(tmp_path / "files")
    monkeypatch.setitem(app.extensions, STORE, own)
    return own
