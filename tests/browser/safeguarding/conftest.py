"""MORI with the cast alone, on duty by plan, whose background work a test does itself."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from babel.support import NullTranslations, Translations

from mori.config import ROOT
from mori.core.db import db
from mori.web.wire import assets
from tests.conftest import name_of
from tests.faults.conftest import mailbox, started
from tests.faults.site import Site
from tests.support import as_if
from tests.support.servers.browser import phone

from .calling import Call

__all__ = ["mailbox"]  # the same fixture, for the tests here
BEGINS = "2026-11-18T10:00+08:00"  # a Wednesday, unless a file says another moment


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compressed by the first worker to come, for all."""
    folder = tmp_path_factory.getbasetemp().parent / "small-site"
    with folder.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (folder / "done").exists():
            assets.publish(folder / "assets")
            (folder / "done").touch()
    return folder


@pytest.fixture
def site(request, peopled_database, mailbox, cache: Path, tmp_path: Path) -> Iterator[Site]:
    """It is the hour the file begins at, here and in all that is started."""
    url, cast = peopled_database(name_of(request))
    with (
        as_if.begun_at(getattr(request.module, "BEGINS", BEGINS)),
        started(url, cast, tmp_path, mailbox, cache) as site,
        db.connection_context(),
    ):
        yield site


@pytest.fixture(params=["id", "en"], ids=["Indonesian with JavaScript", "English without"])
def language(request) -> str:
    return str(request.param)


@pytest.fixture
def said(language: str) -> Callable[..., str]:
    """What a page says for a text, in the language of this test."""
    found = Translations.load(ROOT / "mori" / "translations", [language])
    words = NullTranslations() if language == "en" else found
    return lambda text, **values: words.gettext(text) % values if values else words.gettext(text)


@pytest.fixture
def call(browser, site: Site, language: str) -> Iterator[Call]:
    """Phones of the cast, in one language; the caller's has JavaScript in Indonesian alone."""
    with ExitStack() as stack:
        yield Call(site, language, lambda **options: stack.enter_context(phone(browser, **options)))
