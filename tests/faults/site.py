"""A whole MORI of real processes, which can be broken."""

import datetime as dt
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from mori import work
from mori.accounts.models import Person
from mori.accounts.operations import open_session
from mori.background.models import LongJob
from mori.config import ROOT, Settings
from mori.core.clock import now
from mori.core.tickets import help_ticket
from mori.safeguarding.alerts.models import Alert, Delivery, Tap
from mori.safeguarding.button.spool import Spool
from tests.cast import Cast
from tests.support.together import PATIENCE, until

from .provider import Provider

START_PATIENCE = 90.0  # until a process that has just begun answers
FAILED_WORK = re.compile("background work.* failed", re.IGNORECASE)
TAP_SECONDS = 5 * 0.4  # red-button.md: 400 ms with the database locked; tests get fivefold slack

# What a process gives up before it becomes MORI. Root may write where nobody may: the first
# drops that (PR_CAPBSET_DROP, CAP_DAC_OVERRIDE). The second has no room for anything.
MODEST = "ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)"
NO_FILE_GROWS = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (64, 64))"
# It ends with the tests even if these are killed (PR_SET_PDEATHSIG, SIGKILL).
LAUNCHER = """
import ctypes, os, sys
ctypes.CDLL(None).prctl(1, 9, 0, 0, 0)
{giving_up}
os.execv(sys.executable, [sys.executable, "-m", *sys.argv[1:]])
"""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str
    seconds: float

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def cookie(self) -> str:
        return self.headers["Set-Cookie"].split(";")[0]


@dataclass
class Phone:
    """Someone's cookies, as their browser sends them."""

    cookies: str = ""

    def holding(self, cookie: str) -> "Phone":
        return Phone("; ".join(filter(None, [self.cookies, cookie])))


class Server:
    """A gunicorn, and the port at which it is asked."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def ask(
        self,
        path: str,
        phone: Phone | None = None,
        fields: dict[str, str] | None = None,
        timeout: float = PATIENCE,
        **headers: str,
    ) -> Answer:
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if phone and phone.cookies:
            sent["Cookie"] = phone.cookies
        try:
            if fields is None:
                connection.request("GET", path, headers=sent)
            else:
                sent["Content-Type"] = "application/x-www-form-urlencoded"
                connection.request("POST", path, urlencode(fields), sent)
            response = connection.getresponse()
            text = response.read().decode()
            return Answer(
                response.status, dict(response.getheaders()), text, time.monotonic() - began
            )
        finally:
            connection.close()

    def tap(
        self, phone: Phone | None = None, *, k: str = "", t: str = "", **options: Any
    ) -> Answer:
        fields = {name: value for name, value in (("k", k), ("t", t)) if value}
        return self.ask("/bantuan", phone, fields, **options)

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(worker) for worker in children.read_text().split()]


class Site:
    """One database, its people, and the processes that serve them."""

    def __init__(
        self, settings: Settings, cast: Cast, mailbox: Provider, cache: Path, stack: ExitStack
    ) -> None:
        self.cache = cache
        self.settings = replace(settings, mail_url=f"smtp://{mailbox.host}:{mailbox.port}")
        self.cast = cast
        self.mailbox = mailbox
        self._stack = stack

    def on_node(self, name: str) -> "Site":
        """The same database seen from a machine with a folder of its own."""
        folder = Path(self.settings.instance).with_name(name)
        folder.mkdir(exist_ok=True)
        node = Site(self.settings, self.cast, self.mailbox, self.cache, self._stack)
        node.settings = replace(node.settings, instance=str(folder))
        return node

    def serve(
        self, what: str = "wsgi:app", *options: str, warm: bool = True, **changes: Any
    ) -> Server:
        """A gunicorn on a port that nobody else can take meanwhile."""
        listener = self._stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=256))
        process = self._start(
            *("gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), what),
            *("--bind", f"fd://{listener.fileno()}", *options),
            pass_fds=[listener.fileno()],
            **changes,
        )
        server = Server(process, listener.getsockname()[1])
        if warm:  # the socket listens already, but nobody answers yet
            server.ask("/bantuan-", timeout=START_PATIENCE)
        return server

    def work(self, **changes: Any) -> subprocess.Popen[bytes]:
        return self._start("flask", "--app", "wsgi", "work", **changes)

    def watch(self, after: float, **changes: Any) -> subprocess.Popen[bytes]:
        return self._start("flask", "--app", "wsgi", "watch", "--after", f"{after}", **changes)

    def replay(self) -> None:
        """What ``flask work`` does, here: for tests of which its process is not the point."""
        for _ in range(100):  # each takes up to two seconds of taps
            work.run_once(self.settings, now())
            if not any(self.waiting(lane) for lane in ("taps", "claimed", "unknown")):
                return

    def _start(
        self,
        *command: str,
        cwd: Path = ROOT,
        env: dict[str, str] | None = None,
        giving_up: str = "",
        **options: Any,
    ) -> subprocess.Popen[bytes]:
        log = self._stack.enter_context((Path(self.settings.instance) / "log").open("ab"))
        launcher = LAUNCHER.format(giving_up=giving_up)
        process = subprocess.Popen(
            [sys.executable, "-c", launcher, *command],
            cwd=cwd,
            env=self.environ() | (env or {}),
            stdout=log,
            stderr=log,
            start_new_session=True,  # so that its workers can be ended with it
            **options,
        )
        self._stack.callback(stop, process)
        return process

    def environ(self) -> dict[str, str]:
        inherited = {name: text for name, text in os.environ.items() if name[:5] != "MORI_"}
        inherited.pop("PYTHONDONTWRITEBYTECODE", None)
        return inherited | {
            "PYTHONPYCACHEPREFIX": str(self.cache),  # dozens of starts, compiled once
            "DATABASE_URL": self.settings.database_url,
            "MORI_INSTANCE": self.settings.instance,
            "MORI_SECRET_KEY": self.settings.secret_key,
            "MORI_MAIL_URL": self.settings.mail_url,
            "MORI_SECOND_FACTOR": "no",
        }

    @property
    def log(self) -> str:
        return (Path(self.settings.instance) / "log").read_text()

    def await_failed_rounds(self, number: int) -> None:
        """The background work has had its chances to lose something: some of it failed so often.

        Which part it is differs: of a damaged file a connection still reads what it has kept.
        """
        before = len(self.log)

        def most() -> int:
            lines = filter(FAILED_WORK.search, self.log[before:].splitlines())
            return max(Counter(lines).values(), default=0)

        until(lambda: most() >= number)

    def phone_of(self, person: Person, *, session: bool = True, ticket: bool = True) -> Phone:
        parts = []
        if session:
            parts.append(f"mori={open_session(person, now(), 'Test')}")
        if ticket:
            parts.append(
                f"mori_help={help_ticket(self.settings.key, person.key, person.help_epoch)}"
            )
        return Phone("; ".join(parts))

    def waiting(self, lane: str = "taps") -> list[str]:
        """Tokens in a spool, as nobody has taken them yet."""
        spool = Spool(self.settings.folder / "spool", self.settings.key, lane)
        return [record["token"] for batch in spool.take() for record in batch.records]

    def told(self) -> list[str]:
        """First names of those who got a mail, in order."""
        return [
            recipient.partition("@")[0]
            for delivery in self.mailbox.deliveries
            for recipient in delivery.recipients
        ]


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process with its children, at once: what it leaves behind has to be whole anyway."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=5)


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(timeout=5)


def codes_in_the_database() -> set[str]:
    return {tap.code for tap in Tap.select(Tap.code)}


def called_for(alert: Alert) -> list[str]:
    """First names of those called for an alert, each as often as called."""
    rows = Delivery.select(Delivery, Person).join(Person).where(Delivery.alert == alert.id)
    return [row.officer.name.split()[0].lower() for row in rows.order_by(Delivery.id)]


def age(minutes: float, person: Person) -> None:
    """As if someone's alert had been raised so much earlier: the ladder's waits are minutes."""
    earlier = dt.timedelta(minutes=minutes)
    alert = until(lambda: Alert.get_or_none(Alert.person == person, Alert.step > 0))
    Alert.update(
        raised_at=alert.raised_at - earlier,
        climbed_from=alert.climbed_from - earlier,
        due_at=alert.due_at - earlier,
    ).where(Alert.id == alert.id).execute()


def forget_leases() -> None:
    """As if half a minute had passed since a worker of long jobs was killed."""
    LongJob.update(due_at=now()).where(LongJob.due_at.is_null(False)).execute()
