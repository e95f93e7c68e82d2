"""What an office's server should not look like: for ``flask check``, before people trust it."""

import datetime as dt
import os
import socket
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from peewee import PeeweeException
from playhouse.migrations import Runner

from mori.background.queries import count_stuck
from mori.cases.ceremonies.rules import is_drill_due
from mori.cases.keys.queries import recovery_key
from mori.config import Settings
from mori.core.db import db, new_key
from mori.core.files.store import Store, StoreAway
from mori.notifications.mail import PORTS
from mori.notifications.queries import lease_named
from mori.notifications.rules import STALE_AFTER
from mori.recap.rollups.queries import countings
from mori.safeguarding.watch.handoff import seconds_since
from mori.safeguarding.watch.watchdog import OWN_BEAT

MIGRATIONS = Path(__file__).parent / "migrations"
SMTP_SECONDS = 5
NEUTRAL_SENDER = "MORI"


class Finding(NamedTuple):
    """What is not as it should be, and what to do; grave if people would be harmed by it."""

    is_grave: bool
    what: str
    to_do: str


def findings(
    settings: Settings,
    store: Store,
    at: dt.datetime,
    *,
    count_demo_people: Callable[[], int],
    is_debug: bool,
) -> Iterator[Finding]:
    """All of them: settings, then mail, then what has to be writable, then the database."""
    yield from _of_settings(settings, is_debug)
    yield from _of_mail(settings)
    yield from _of_folders(settings, store)
    if settings.demo:
        what = "Every page says that people and events are invented."
        yield Finding(True, what, "Leave MORI_DEMO out where people work.")
    try:
        yield from _of_the_database(settings.folder, at, count_demo_people)
    except PeeweeException:
        yield Finding(True, "The database does not answer.", "Look at DATABASE_URL.")


def _of_settings(settings: Settings, is_debug: bool) -> Iterator[Finding]:
    if is_debug:
        yield Finding(True, "Debugging is on: errors show code.", "Run without --debug.")
    if not settings.second_factor:
        yield Finding(
            True, "Officers and heads need no one-time code.", "Leave MORI_SECOND_FACTOR out."
        )
    if not settings.base_url.startswith("https://"):
        yield Finding(
            True,
            f"Links that are sent begin with {settings.address}.",
            "Set MORI_BASE_URL to the address people use, which begins with https://.",
        )
    elif not settings.proxy_hops:
        yield Finding(
            True,
            "No proxy is believed, so everybody seems to come from it, without https.",
            "Set MORI_PROXY_HOPS to how many stand in front: 1 for nginx.",
        )
    if not (settings.technical_mail and settings.deadman_url):
        what = "Nobody outside is told when background work or the whole server stands still."
        yield Finding(False, what, "Set MORI_TECHNICAL_MAIL and MORI_DEADMAN_URL.")
    key_file = settings.folder / "secret_key"
    if not settings.secret_key and key_file.exists() and key_file.stat().st_mode & 0o077:
        yield Finding(True, f"Others may read {key_file}.", f"chmod 600 {key_file}")


def _of_mail(settings: Settings) -> Iterator[Finding]:
    if not settings.mail_url:
        what = "Mail is written to a folder: no officer hears of a tap."
        yield Finding(True, what, "Set MORI_MAIL_URL.")
        return
    url = urlsplit(settings.mail_url)
    try:
        port = url.port or PORTS.get(url.scheme, 25)
        socket.create_connection((url.hostname or "", port), SMTP_SECONDS).close()
    except (OSError, ValueError):
        what = f"The mail server {url.hostname} does not answer."
        yield Finding(True, what, "Look at MORI_MAIL_URL, and whether this machine may reach it.")
    if settings.mail_from.endswith("@localhost"):
        what = f"Mail comes from {settings.mail_from}, which many servers refuse."
        yield Finding(False, what, "Set MORI_MAIL_FROM to an address of your own.")
    shown = parseaddr(settings.mail_from)[0]
    if shown not in ("", NEUTRAL_SENDER):
        what = f"Locked screens show “{shown}” as the sender of a call."
        yield Finding(False, what, f"Let MORI_MAIL_FROM say {NEUTRAL_SENDER} alone: others look.")


def _of_folders(settings: Settings, store: Store) -> Iterator[Finding]:
    spool = settings.folder / "spool"
    if not os.access(spool if spool.exists() else settings.folder, os.W_OK | os.X_OK):
        yield Finding(True, f"Taps cannot be kept in {spool}.", "Give it to the user of MORI.")
    try:
        name = f"check/{new_key()}"
        store.put(name, b"check")
        store.remove(name)
    except StoreAway:
        what = "Photos cannot be kept."
        yield Finding(True, what, "Look at MORI_FILES_URL, or at who owns instance/files.")


def _of_the_database(
    folder: Path, at: dt.datetime, count_demo_people: Callable[[], int]
) -> Iterator[Finding]:
    missing = [step.name for step in Runner(db.obj, str(MIGRATIONS)).status() if not step.applied]
    if missing:
        yield Finding(True, f"Migrations have not run: {', '.join(missing)}.", "flask migrate")
        return
    yield from _of_counts()
    people = count_demo_people()
    if people:
        what = f"{people} people of the demonstration can sign in; their passwords are published."
        yield Finding(True, what, "Begin with an empty database: see docs/running.md.")
    lease = lease_named("work")
    if lease is None or at - lease.beat_at > STALE_AFTER:
        what = "Nothing works in the background: no officer hears of a tap."
        yield Finding(True, what, "Start mori-work, and look at its log.")
    if seconds_since(folder / OWN_BEAT, at) > STALE_AFTER.total_seconds():
        what = "Nothing takes over for the background work when it stands still."
        yield Finding(False, what, "Start mori-watch, and look at its log.")
    yield from _of_recovery(at)
    if stuck := count_stuck(at):
        what = f"{stuck} long jobs got no further for a quarter of an hour."
        yield Finding(False, what, "Look at the log of mori-work.")


def _of_counts() -> Iterator[Finding]:
    """What reports are read from; the night's sample says whether it is right."""
    for office, rollup in countings():
        if rollup and rollup.differing:
            what = f"{rollup.differing} counts of the last sample were wrong, and are mended."
            to_do = "Tell MORI's makers, and count the rest anew: flask recap rebuild"
            yield Finding(False, f"Of {office.code} {office.name} {what}", to_do)


def _of_recovery(at: dt.datetime) -> Iterator[Finding]:
    """The sheets of paper that open a case nobody else can."""
    key = recovery_key()
    if key is None:
        what = "There is no recovery key: what officers' keys open is lost with their passphrases."
        yield Finding(False, what, "Two people make one: flask key recovery")
    elif is_drill_due(key.tried_at or key.made_at, at):
        what = "Nobody has tried the sheets of the recovery key for over a year."
        yield Finding(False, what, "Two people try them: flask key drill")
