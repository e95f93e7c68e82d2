"""MORI as people meet it: gunicorn, the background work and a mail server over a demonstration."""

import datetime as dt
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mori.core.clock import local_date, moment, now
from tests.support.as_if import STARTED
from tests.support.servers import smtp

ROOT = Path(__file__).parent.parent.parent
FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")
PATIENCE = 60.0
PEOPLE = "people.json"  # in the folder: who can sign in

ZONES = ("Asia/Jakarta", "Asia/Makassar")  # of the offices
FILL = """
import datetime as dt, sys
from mori.config import load
from mori import create_app
from mori.demo.load import load_demo
from mori.offices.models import Office
from mori.offices.operations import set_standard_hours
from mori.safeguarding.duty.models import StaffedHours
from mori.web.files import STORE
app = create_app(load())
load_demo(
    dt.datetime.fromisoformat(sys.argv[1]), app.extensions[STORE], app.config["SECRET_KEY"]
)
StaffedHours.delete().execute()  # so that the same officer is called first at any hour
for office in Office.select():
    set_standard_hours(office.id, (dt.date(2027, 2, 8), dt.date(2027, 3, 9)))  # in Ramadan
"""

# The keepers outlive us by design: each one's standard input is a pipe that only we hold,
# so that it ends its program however we end.
KEEPER = """
"$@" </dev/null &
while read -r _; do :; done
kill $! 2>/dev/null; wait $!
"""


@dataclass(frozen=True)
class Person:
    """Somebody of the demonstration who can sign in."""

    name: str
    role: str
    office: str
    unit: str | None
    login: str
    password: str


@dataclass(frozen=True)
class Site:
    """Where MORI answers, who can sign in or has a link, and what was mailed."""

    address: str
    people: dict[str, Person]
    mailbox: smtp.Mailbox
    environment: dict[str, str]
    links: dict[str, str]  # paths, by whom they are for
    events: list[dict[str, Any]]  # as ``flask demo --json`` lists them


def fill(folder: Path, database_url: str = "") -> None:
    """Load the demonstration into an empty folder, or a database elsewhere, and list its people."""
    environment = _environment(folder, database_url)
    _run(environment, *FLASK, "migrate")
    # Its day has only begun in each office, so that nobody has come or written yet; late in the
    # evening one zone may be a day behind another.
    begun = min(moment(local_date(now(), zone), dt.time.min, zone) for zone in ZONES)
    _run(environment, sys.executable, "-c", FILL, begun.isoformat())
    (folder / PEOPLE).write_text(_run(environment, *FLASK, "demo", "--json"))


@contextmanager
def demonstration(folder: Path, database_url: str = "") -> Iterator[Site]:
    """Yield a site over what is in a folder; all of it ends with the block, or with us."""
    with ExitStack() as stack:
        mailbox = stack.enter_context(smtp.start())
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=64))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        environment = _environment(folder, database_url) | {
            "MORI_BASE_URL": address,
            "MORI_MAIL_URL": f"smtp://{mailbox.host}:{mailbox.port}",
        }
        listed = json.loads((folder / PEOPLE).read_text())
        people = {each["name"]: Person(**each) for each in listed["people"]}
        links = {each["name"]: urlsplit(each["url"]).path for each in listed["links"]}
        stack.enter_context(_kept(environment, *FLASK, "work"))
        stack.enter_context(served(environment, listener))
        _await_health(address, folder)
        yield Site(address, people, mailbox, environment, links, listed["events"])


@contextmanager
def served(
    environment: dict[str, str], listener: socket.socket, *options: object
) -> Iterator[None]:
    """Let gunicorn answer on a socket that already listens."""
    command = (
        *(sys.executable, "-m", "gunicorn", "--config", STARTED / "gunicorn.conf.py"),
        *("--bind", f"fd://{listener.fileno()}", *map(str, options), "wsgi:app"),
    )
    with _kept(environment, *command, pass_fds=(listener.fileno(),)):
        yield


def _environment(folder: Path, database_url: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MORI_")}
    return inherited | {
        "DATABASE_URL": database_url,
        "MORI_INSTANCE": str(folder),
        "MORI_SECOND_FACTOR": "no",
        "MORI_DEMO": "yes",
    }


def _run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


@contextmanager
def _kept(
    environment: dict[str, str], *command: str, pass_fds: tuple[int, ...] = ()
) -> Iterator[None]:
    with (Path(environment["MORI_INSTANCE"]) / "log").open("a") as log:
        keeper = subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, "keeper", *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=ROOT,
            env=environment,
            pass_fds=pass_fds,
            start_new_session=True,  # Ctrl-C is for the tests, which still want to tidy up
        )
    with keeper:
        yield


def _await_health(address: str, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_well(address):
        if time.monotonic() > deadline:
            raise RuntimeError(f"MORI did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.05)


def is_well(address: str) -> bool:
    """Whether the database answers and the background work beats."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
