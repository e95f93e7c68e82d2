"""A MORI of real processes with many interns, and when the first mail about each tap came."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from aiosmtpd.smtp import Envelope

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_person, give_role
from mori.core.clock import local_date, now
from mori.core.workdays import DAY
from mori.safeguarding.alerts.letters import alert_key
from mori.safeguarding.watch.snapshot import FILE
from mori.web.wire import assets
from tests.cast import place
from tests.faults.conftest import started
from tests.faults.provider import Provider
from tests.faults.site import Server, Site
from tests.support.servers import postgres
from tests.support.together import until

PATIENCE = 120.0


class TimedProvider(Provider):
    """The mail server, with the moment at which it had the first mail of each thread."""

    def __init__(self) -> None:
        self.first_at: dict[str, float] = {}
        super().__init__()

    def _keep(self, envelope: Envelope) -> None:
        super()._keep(envelope)
        root = str(self.deliveries[-1].message["In-Reply-To"] or "")
        self.first_at.setdefault(root.strip("<>").partition("@")[0], time.monotonic())


@dataclass
class Measured:
    """One MORI, and the moment of each tap's receipt."""

    site: Site
    mailbox: TimedProvider
    officers: list[Person]
    received: dict[str, float] = field(default_factory=dict)

    def tap(self, server: Server, person: Person, token: str) -> float:
        """The seconds until the phone had its receipt."""
        answer = server.tap(self.site.phone_of(person, session=False), t=token)
        if answer.status != 303:
            raise SystemExit(f"a tap was answered with {answer.status}")
        self.received[token] = time.monotonic()
        return answer.seconds

    def first_mail_at(self, token: str) -> float | None:
        """When the mail server had the first mail about a tap, to whichever officer."""
        roots = {thread_of(token, each) for each in self.officers}
        found = [at for root, at in self.mailbox.first_at.copy().items() if root in roots]
        return min(found, default=None)

    def seconds_until_told(self, token: str) -> float:
        """From receipt to hand-off; waits for it."""
        until(lambda: self.first_mail_at(token) is not None, PATIENCE, f"for {token}")
        return max(0.0, (self.first_mail_at(token) or 0.0) - self.received[token])

    def await_roster(self) -> None:
        """Until the background work goes round, and has written whom to call without it."""
        until(lambda: (self.site.settings.folder / FILE).exists(), PATIENCE)


def thread_of(token: str, officer: Person) -> str:
    """By which a mail about a tap to an officer is known, as it says neither."""
    thread = f"alert {alert_key(token)} {officer.key}"
    return sha256(thread.encode()).hexdigest()[:24]


@contextmanager
def measured(on: str) -> Iterator[Measured]:
    """A new MORI with the cast, on a database of this kind; nothing of it is started yet."""
    mailbox = TimedProvider()
    with tempfile.TemporaryDirectory(prefix="mori-bench-") as name, server_for(on) as server:
        folder = Path(name)
        (folder / "data").mkdir()
        assets.publish(folder / "cache" / "assets")
        url = f"sqlite:///{folder}/data/mori.db"
        url = postgres.create_database(server, "delivery") if server else url
        try:
            with started(url, None, folder, mailbox, folder / "cache") as site:
                cast = site.cast
                officers = [cast.ningsih, cast.opik, cast.hasan, cast.dewi, cast.eko]
                yield Measured(site, mailbox, officers)
        finally:
            mailbox.close()


@contextmanager
def server_for(on: str) -> Iterator[str | None]:
    if on == "sqlite":
        yield None
        return
    with postgres.start() as url:
        yield url


def interns(site: Site, many: int) -> list[Person]:
    """People of one office who have not tapped yet: each tap is an alert of its own."""
    cast, at = site.cast, now()
    begins_on = local_date(at, cast.banua.zone) - 10 * DAY
    found = []
    for number in range(many):
        person = add_person(f"Peserta {number} Contoh", at, None, f"p{number}@contoh.example")
        give_role(person, cast.banua.id, Role.INTERN, at)
        place(person, cast.banua, [(cast.pvl, cast.rina, None)], begins_on)
        found.append(person)
    return found
