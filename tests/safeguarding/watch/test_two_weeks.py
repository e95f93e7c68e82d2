"""Two weeks that are the same but for calls for help: nothing technical tells them apart."""

import datetime as dt
import logging
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from peewee import SqliteDatabase

from mori import work
from mori.core.db import db
from mori.notifications.mail import sender
from mori.notifications.rules import MAIL
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import AlertKind
from mori.safeguarding.button.app import RedButton
from mori.safeguarding.watch.handoff import HandOff
from mori.safeguarding.watch.jobs import RosterKeeper
from mori.safeguarding.watch.watchdog import Watchdog
from tests.cast import NOON
from tests.conftest import close, forget_calendars, opened
from tests.safeguarding.alerts.test_path import phone_of
from tests.safeguarding.tapping import Clock, tap

TECHNICIAN = "teknisi@contoh.example"
DAY = 24 * 3600
DEAD, AWAY, WELL = 5 * DAY, 8 * DAY, 11 * DAY  # nobody works; no database; neither
LASTS = 4 * 60
# What a backup shows of a call: the taps themselves, and the rows that come of them.
EXCEPT = ("spool", "mori.db")


def seconds_of_a_fortnight():
    often = [began + second for began in (DEAD, AWAY, WELL) for second in range(0, LASTS, 60)]
    return sorted({*often, *range(0, 14 * DAY, DAY)})


class Fortnight:
    """One node for two weeks, round by round, and what whoever looks at it sees."""

    def __init__(self, settings, cast, mailbox, caplog):
        self.settings, self.cast, self.mailbox, self.caplog = settings, cast, mailbox, caplog
        self.second = 0
        self.app = opened(settings)
        self.dispatcher = work.dispatcher_for(settings)
        for job in self.dispatcher.on_every_node:
            if isinstance(job, RosterKeeper):
                job._ticks = lambda: self.second
        send = sender(settings)
        self.stand_by = HandOff(settings, {MAIL: send})
        self.watchdog = Watchdog(settings, {MAIL: send}, ticks=lambda: self.second)

    def live(self, *, with_calls):
        seen = []
        for self.second in seconds_of_a_fortnight():
            at = NOON + dt.timedelta(seconds=self.second)
            with time_machine.travel(at, tick=False):
                if with_calls and self.second in (DEAD + 60, AWAY + 60, WELL + 60):
                    self._call(at)
                seen.append(self._round(at))
        return seen

    def _call(self, at):
        button = RedButton(
            self.settings.folder / "spool", self.settings.key, clock=Clock(at.timestamp())
        )
        assert tap(button, **phone_of(self.cast.sari, self.settings)).status == 303

    def _round(self, at):
        self.caplog.clear()
        before, away = db.obj, AWAY <= self.second < AWAY + LASTS
        if away:
            db.initialize(SqliteDatabase(self.settings.folder / "nowhere" / "mori.db"))
        if not DEAD <= self.second < DEAD + LASTS:
            self.dispatcher.round(at)
            self.dispatcher.outgoing.settle(at)
        self.stand_by.round(at, 5.0) if away else None
        self.watchdog.round(at)
        self.watchdog.take_over.settle(at)
        time.sleep(0.05)
        health = self.app.test_client().get("/healthz")
        db.initialize(before)
        log = [
            (each.name, each.levelname, each.getMessage())
            for each in self.caplog.records
            if each.name != "mail.log"  # of the tests' own mail server
        ]
        return self.second, health.status_code, health.text, log, self._files()

    def _files(self):
        found = {}
        for folder, _folders, names in os.walk(self.settings.folder):
            for name in names:
                path = Path(folder, name)
                kept = path.relative_to(self.settings.folder).as_posix()
                if not kept.startswith((*EXCEPT, "assets")):
                    found[kept] = path.stat().st_size
        return found

    def told(self):
        return [(mail["Subject"], mail.get_content()) for mail in self.mailbox.to(TECHNICIAN)]


@pytest.mark.once
def test_invariant_19_nothing_technical_moves_with_a_call(
    app, settings, peopled_database, mailbox, caplog, tmp_path
):
    caplog.set_level(logging.INFO)
    before, lived, told, officers = db.obj, [], [], []
    for name, with_calls in (("quiet", False), ("called", True)):
        url, cast = peopled_database(f"fortnight{name}")
        own = replace(
            settings,
            database_url=url,
            instance=str(tmp_path / name),
            mail_url=f"smtp://{mailbox.host}:{mailbox.port}",
            technical_mail=TECHNICIAN,
        )
        own.folder.mkdir()
        (own.folder / "assets").symlink_to(settings.folder / "assets")
        mailbox.clear()
        fortnight = Fortnight(own, cast, mailbox, caplog)
        lived.append(fortnight.live(with_calls=with_calls))
        told.append(fortnight.told())
        officers.append(len(mailbox.to("ningsih@contoh.example")))
        calls = Alert.select().where(Alert.kind == AlertKind.REAL).count()
        close(db.obj)
        db.initialize(before)
        forget_calendars()

    assert calls == 3, "and officers heard of each"
    assert officers[0] + 3 <= officers[1]  # a drill comes in both
    assert told[0] == told[1] != []
    for quiet, called in zip(*lived, strict=True):
        assert quiet == called
