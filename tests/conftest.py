"""One migrated database with a cast of people; each test sees it and leaves no trace."""

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from _pytest.terminal import TerminalReporter
from flask import Flask
from flask_babel import force_locale

from mori import create_app
from mori.accounts import passwords
from mori.config import Settings
from mori.core.db import db
from mori.core.files.store import FolderStore
from mori.core.words import Labelled
from mori.evaluation.assessments.waiting import owed_by, self_owed
from mori.logbook.phrases.queries import phrases_of
from mori.offices.queries import calendar_of, workdays_between
from mori.web.files import STORE
from tests import cast as the_cast
from tests.support import as_if
from tests.support.as_if import pytest_runtest_protocol  # noqa: F401 - for pytest
from tests.support.faults import table as faults
from tests.support.reporting import (
    pytest_sessionfinish,  # noqa: F401 - for pytest
    skip_loudly,
)
from tests.support.reporting import pytest_terminal_summary as say_what_was_skipped
from tests.support.sharing import turns
from tests.support.sharing.shares import (
    place_of,
    pytest_xdist_make_scheduler,  # noqa: F401 - for pytest
)
from tests.support.sharing.turns import pytest_configure  # noqa: F401 - for pytest
from tests.visit import Visit

from .support.servers import postgres, smtp

TESTS = Path(__file__).parent
IN_A_BROWSER_ON_BOTH = {"browser/test_story.py"}  # what else it opens, slices' tests ask of both
SAME_ON_BOTH = {  # what these break, look at or compare does not depend on the database
    "alumni/leaving/test_everywhere.py",
    "demo/test_demo.py",  # the demonstration itself is filled there for the browser's story
    "demo/test_papers.py",
    "faults/test_mail.py",
    "faults/test_release.py",
    "faults/button/test_spool.py",
    "logbook/review/queue/test_weight.py",
    "web/test_dictionaries.py",
    "web/test_dictionary_privacy.py",
}
DATABASE_FIXTURES = {"app", "new_database", "server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.addoption("--inputs", type=int, default=600, help="how many a fuzz test makes")
    parser.addoption("--seed", type=int, default=1, help="what its inputs are made from")
    parser.addoption("--organisations", type=int, default=300, help="random ones of a property")
    parser.addoption("--from-input", type=int, default=0, help="the number of the first one")
    as_if.pytest_addoption(parser)
    turns.pytest_addoption(parser)
    faults.pytest_addoption(parser)


def pytest_report_header(config: pytest.Config) -> list[str]:
    return [as_if.pytest_report_header(config), turns.pytest_report_header(config)]


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Here, since of a whole run the process that sums up reads no other conftest.py.

    The workers each know their own share alone.
    """
    say_what_was_skipped(terminalreporter)
    if config.option.faults and not hasattr(config, "workerinput"):
        faults.report(terminalreporter, config)


def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    """What never touches the database need not run again on the other one."""
    turns.leave_out_others(items, config)
    faults.keep_faults(items, config)
    items.sort(key=lambda item: place_of(item.nodeid))
    for item in items:
        touches = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        if not touches or is_same_on_both(item.path.relative_to(TESTS).as_posix()):
            item.add_marker("once")


def is_same_on_both(file: str) -> bool:
    is_opened = file.startswith("browser/") and file not in IN_A_BROWSER_ON_BOTH
    return is_opened or file in SAME_ON_BOTH


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The PostgreSQL server's URL when the run is for PostgreSQL, else None."""
    if request.config.getoption("--database") == "sqlite":
        yield None
        return
    try:
        with postgres.start() as url:
            yield url
    except postgres.PostgresMissing as missing:
        skip_loudly(str(missing))


@pytest.fixture(scope="session")
def new_database(server: str | None, tmp_path_factory: pytest.TempPathFactory):
    """Makes databases of the run's kind, empty or ``like`` another; gives a URL."""

    def make(name: str, like: str = "") -> str:
        if server is not None:
            return postgres.create_database(server, name, like)
        folder = tmp_path_factory.mktemp(name)
        if like:
            shutil.copy(like.removeprefix("sqlite:///"), folder / "mori.db")
        return f"sqlite:///{folder}/mori.db"

    return make


@pytest.fixture(scope="session")
def peopled_database(settings: Settings, new_database):
    """Makes databases with the cast in them: gives a URL, and the cast."""
    url, before = new_database("peopled"), db.obj
    migrated(replace(settings, database_url=url))
    cast = the_cast.assemble()
    close(db.obj)
    db.initialize(before)
    forget_calendars()

    def make(name: str) -> tuple[str, the_cast.Cast]:
        return new_database(name, like=url), deepcopy(cast)

    return make


@pytest.fixture(scope="session")
def settings(new_database, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        database_url=new_database("shared"),
        instance=str(tmp_path_factory.mktemp("instance")),
        secret_key="a secret only tests know",
        second_factor=False,
    )


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    cheap = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
    passwords.HASHER = passwords.PasswordHasher(**cheap)
    return migrated(settings)


@pytest.fixture(scope="session")
def cast(app: Flask) -> the_cast.Cast:
    return the_cast.assemble()


@pytest.fixture(autouse=True)
def rolled_back(request: pytest.FixtureRequest) -> Iterator[None]:
    """Undo whatever a test writes, unless it brings a database of its own."""
    if "app" not in request.fixturenames:
        yield
        return
    if "cast" in request.fixturenames:
        request.getfixturevalue("cast")
    forget_calendars()
    if "committed" in request.fixturenames:
        yield
        return
    request.getfixturevalue("app")
    with db.connection_context(), db.atomic() as transaction:
        yield
        transaction.rollback()
    forget_calendars()


@pytest.fixture
def committed(app: Flask, settings: Settings, peopled_database, request, tmp_path: Path):
    """A database whose commits are real, for concurrency and kills; with its own app and cast."""
    url, cast = peopled_database(name_of(request))
    own = replace(settings, database_url=url, instance=str(tmp_path / "instance"))
    own.folder.mkdir()
    (own.folder / "assets").symlink_to(settings.folder / "assets")  # compressed once
    before = db.obj
    yield the_cast.Committed(opened(own), own, cast)
    close(db.obj)
    db.initialize(before)
    forget_calendars()


def name_of(request: pytest.FixtureRequest) -> str:
    """The test's name as a database may be called."""
    return "".join(filter(str.isalnum, request.node.name))[:40].lower()


def opened(settings: Settings) -> Flask:
    app = create_app(settings)
    app.config["TESTING"] = True
    return app


def migrated(settings: Settings) -> Flask:
    app = opened(settings)
    app.test_cli_runner().invoke(args=["migrate"], catch_exceptions=False)
    return app


def forget_calendars() -> None:
    calendar_of.cache_clear()
    workdays_between.cache_clear()
    phrases_of.cache_clear()
    owed_by.cache_clear()
    self_owed.cache_clear()


def close(database) -> None:
    if hasattr(database, "close_all"):
        database.close_all()
    elif not database.is_closed():
        database.close()


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    """It is noon on a Wednesday in Banua, and stays so until the test moves the clock on."""
    with time_machine.travel(the_cast.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def mailbox() -> Iterator[smtp.Mailbox]:
    with smtp.start() as started:
        yield started


@pytest.fixture
def mailing(committed: the_cast.Committed, mailbox: smtp.Mailbox) -> Settings:
    """The settings of a database with a mail server."""
    return replace(committed.settings, mail_url=f"smtp://{mailbox.host}:{mailbox.port}")


@pytest.fixture
def store(app: Flask, tmp_path: Path) -> Iterator[FolderStore]:
    """A store of the test's own, so that what lies in it can be counted."""
    before = app.extensions[STORE]
    app.extensions[STORE] = FolderStore(tmp_path / "files")
    yield app.extensions[STORE]
    app.extensions[STORE] = before


@pytest.fixture
def visit(app: Flask, cast: the_cast.Cast) -> Visit:
    """Browsers whose every answer is linted: ``visit(cast.sari).get("/")``."""
    return Visit(app)


@pytest.fixture
def word(app: Flask) -> Callable[[Labelled], str]:
    """A member's label as the cast reads it."""

    def label_of(member: Labelled) -> str:
        with app.test_request_context(), force_locale("id"):
            return str(member.label)

    return label_of
