"""Real processes on a database of their own, and one line at the end that says what was lost."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

from mori.accounts import passwords
from mori.config import Settings
from mori.core.db import db
from mori.web.wire import assets
from tests import cast as the_cast
from tests.conftest import close, forget_calendars, migrated, name_of, opened

from .provider import Provider
from .site import PATIENCE, Site, codes_in_the_database, until

FOLDER = Path(__file__).parent.name
RESPONSIBLE = {"ningsih", "opik", "hasan", "dewi", "eko"}  # the cast's officers and heads


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "once: says the same on every database")


@pytest.fixture
def mailbox() -> Iterator[Provider]:
    provider = Provider()
    try:
        yield provider
    finally:
        provider.close()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What every start would make anew: compiled modules and compressed assets."""
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o755)
    assets.publish(folder / "assets")
    return folder


@pytest.fixture
def site(request, peopled_database, mailbox, cache: Path, tmp_path: Path) -> Iterator[Site]:
    """MORI on a database of the run's kind, with the cast in it; nothing is started yet."""
    url, cast = peopled_database(name_of(request))
    with started(url, cast, tmp_path, mailbox, cache) as site:
        yield site


@pytest.fixture
def sqlite_site(mailbox, cache: Path, tmp_path: Path) -> Iterator[Site]:
    """MORI on SQLite, whatever the run is for."""
    with started(f"sqlite:///{tmp_path}/data/mori.db", None, tmp_path, mailbox, cache) as site:
        yield site


@contextmanager
def started(
    url: str, cast: the_cast.Cast | None, folder: Path, mailbox: Provider, cache: Path
) -> Iterator[Site]:
    cheap = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
    passwords.HASHER = passwords.PasswordHasher(**cheap)
    settings = Settings(
        database_url=url,
        instance=str(folder / "instance"),
        secret_key="a secret only tests know",
        second_factor=False,
    )
    settings.folder.mkdir(exist_ok=True)
    (settings.folder / "assets").symlink_to(cache / "assets")
    before = db.obj
    forget_calendars()
    opened(settings) if cast else migrated(settings)
    try:
        with ExitStack() as stack:
            yield Site(settings, cast or the_cast.assemble(), mailbox, cache, stack)
    finally:
        close(db.obj)
        db.initialize(before)
        forget_calendars()


class Account:
    """What was promised to whom, and what became of it."""

    def __init__(self, site: Site, note) -> None:
        self.site = site
        self._note = note
        self.promised: set[str] = set()
        self.excluded: set[str] = set()  # of those responsible, who must not learn of it

    def received(self, code: str) -> None:
        """A phone was told that its tap is received."""
        self.promised.add(code)

    def settle(self, seconds: float = PATIENCE) -> None:
        """Every promised tap is in the database, and only those responsible got a mail."""
        try:
            until(lambda: self.promised <= codes_in_the_database(), seconds)
        finally:
            lost = len(self.promised - codes_in_the_database())
            wrong = sum(name not in RESPONSIBLE - self.excluded for name in self.site.told())
            self._note("acknowledged taps", len(self.promised))
            self._note("mails", len(self.site.told()))
            self._note("lost", lost)
            self._note("wrong recipient", wrong)
        assert (lost, wrong) == (0, 0)


@pytest.fixture
def account(request, record_property) -> Account:
    names = {"site", "sqlite_site"} & set(request.fixturenames)
    return Account(request.getfixturevalue(names.pop()), record_property)


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Of all tests of this folder that ran: how many passed, and what they counted."""
    if config.option.faults:
        return  # the table says it
    ended = {
        outcome: [
            report
            for report in terminalreporter.stats.get(outcome, [])
            if FOLDER in Path(report.nodeid.split("::")[0]).parts
        ]
        for outcome in ("passed", "failed", "error")
    }
    total = len({report.nodeid for reports in ended.values() for report in reports})
    failed = {report.nodeid for report in ended["failed"] + ended["error"]}
    if not total:
        return
    counted = {"lost": 0, "wrong recipient": 0}
    for report in ended["passed"] + ended["failed"]:
        for name, count in report.user_properties:
            counted[name] = counted.get(name, 0) + count
    terminalreporter.line(
        f"faults survived {total - len(failed)}/{total}, "
        f"lost {counted['lost']}, wrong recipient {counted['wrong recipient']}"
    )
