"""A slice that takes files, invented: see tests/invented/sketching."""

from collections.abc import Iterator

import pytest

import mori
from mori import slices
from mori.core.db import db
from mori.core.files.store import FolderStore
from mori.web import i18n
from mori.web.files import STORE
from tests.conftest import close, opened
from tests.house.test_a_slice_is_cheap import as_before
from tests.support.started import invented

from .sending import Handing


@pytest.fixture
def handing(app, committed, monkeypatch, tmp_path) -> Iterator[Handing]:
    """Sari, and an app in which she may hand in sketches; what is committed stays."""
    for place, name in ((slices, "LINE"), (i18n, "TEMPLATES")):
        monkeypatch.setattr(place, name, getattr(place, name))
    monkeypatch.setattr(mori, "__path__", [*mori.__path__])
    invented.let_in("sketching")
    close(db.obj)
    with_sketching = opened(committed.settings)
    with_sketching.extensions[STORE] = FolderStore(tmp_path / "files")
    with db.connection_context():
        from mori.sketching.models import Sketch

        db.create_tables([Sketch])
    yield Handing(with_sketching, committed.cast)
    monkeypatch.undo()
    as_before(app)
