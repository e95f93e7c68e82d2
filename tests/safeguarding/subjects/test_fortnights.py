"""Two weeks that are the same but for a case: whoever is kept out of it can tell them apart by no
page, search, export or mail, whatever their role.

Drills are left out: one waits while somebody who called does (docs/decisions/0040).
"""

import datetime as dt
import re
from dataclasses import replace

import pytest
import time_machine

from mori.accounts.operations import open_session
from mori.cases.closing.operations import reopen_as_person
from mori.cases.closing.rules import Step
from mori.core.db import db
from mori.notifications.models import Message
from mori.safeguarding.alerts.letters import alert_key
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.alerts.operations import acknowledge_alert, confirm_contact_as_officer
from mori.safeguarding.holes.jobs import check_offices
from tests.cases.closing.deciding import DAY, SAFE, decided, work
from tests.cast import NOON
from tests.conftest import close, forget_calendars, opened
from tests.safeguarding.alerts.alarm import ADDRESS, alert_of, minutes, reload
from tests.safeguarding.subjects.naming import name

TOKEN = "a-tap-of-sari"
FROM_THE_FIRST = ("rina", "wati", "citra", "gita", "tono")
SINCE_IT_WAS_SAID = ("ningsih", "opik", "hasan")  # the office of whoever it is about
LOOKS = (3 * DAY, 13 * DAY)
CHANGING = re.compile(
    r'value="[^"]*"|data-\w+="[^"]*"|"(?:form|ticket)": *"[^"]*"|'
    r"\b[2-9a-hjkmnp-z]{14}\b|[\w-]{30,}"
)


class Fortnight:
    """Two weeks of an office, and what those see of it who are kept out."""

    def __init__(self, app, cast, *, is_case):
        self.app, self.cast, self.is_case = app, cast, is_case
        self.seen = {}

    def live(self):
        steps = {0: self.call, DAY: self.say_whom, 2 * DAY: self.answer, 9 * DAY: self.end}
        for hours in range(0, 14 * 24, 24):
            since = dt.timedelta(hours=hours)
            at = NOON + since
            with time_machine.travel(at, tick=False):
                if self.is_case and (step := steps.get(since or 0)):
                    step(at)
                self.work(at)
                if since in LOOKS:
                    self.look(at)

    def work(self, at):
        work(at)
        for do in check_offices(ADDRESS, at):
            do()

    def call(self, at):
        """Sari calls; Ningsih takes it on, and Opik makes sure."""
        self.alert = alert_of(self.cast.sari, at, token=TOKEN)
        for minute in range(3):
            work(at + minutes(minute))
        acknowledge_alert(reload(self.alert), self.cast.ningsih.id, at + minutes(3))
        confirm_contact_as_officer(reload(self.alert), self.cast.opik.id, at + minutes(4))

    def say_whom(self, at):
        """It is about the coordinator, who may change accounts and numbers."""
        name(self.alert, self.cast.wati, at=at)
        for minute in range(40):
            work(at + minutes(minute))

    def answer(self, at):
        acknowledge_alert(reload(self.alert), self.cast.dewi.id, at)
        confirm_contact_as_officer(reload(self.alert), self.cast.eko.id, at)
        decided(self.alert, Step.IN_HAND, self.cast.dewi, self.cast.eko, at)

    def end(self, at):
        decided(self.alert, SAFE, self.cast.eko, self.cast.dewi, at)
        reopen_as_person(Tap.get(), at + minutes(1), ADDRESS)

    def look(self, at):
        for who in (*FROM_THE_FIRST, *SINCE_IT_WAS_SAID):
            client = self.app.test_client()
            person = getattr(self.cast, who)
            client.set_cookie("mori", open_session(person, at, "Test"), domain="127.0.0.1")
            for path in self.paths():
                if self.seen.get((who, NOON + LOOKS[0], path), (200,))[0] in (403, 404):
                    continue  # not theirs: looked at once
                reply = client.get(path, base_url="http://127.0.0.1:8000")
                said = CHANGING.sub("", reply.get_data().decode("latin-1"))
                self.seen[who, at, path] = (reply.status_code, said)
                reply.close()

    def paths(self):
        plain = sorted(
            str(rule)
            for rule in self.app.url_map.iter_rules()
            if "GET" in rule.methods and not rule.arguments
        )
        key, code = alert_key(TOKEN), "anycode2"
        asked = [f"/jaga/{key}", f"/jaga/{key}/tentang", f"/c/{code}", "/jaga?after=2~9"]
        asked += ["/peserta?cari=sari", "/orang?cari=sari", f"/peserta/{self.cast.placement.key}"]
        return [*plain, *asked]

    def mails(self):
        """What was written to those kept out; to the office's officers, since it was said."""
        people = {getattr(self.cast, who).email: who for who in FROM_THE_FIRST}
        later = {getattr(self.cast, who).email: who for who in SINCE_IT_WAS_SAID}
        rows = Message.select().order_by(Message.id)
        return [
            (row.recipient, row.subject, CHANGING.sub("", row.body), row.made_at)
            for row in rows
            if row.recipient in people or (row.recipient in later and row.made_at >= NOON + DAY)
        ]


@pytest.fixture
def fortnight(settings, peopled_database, tmp_path):
    """Lives one in a database of its own: what was seen, what was written, how many called."""

    def live(name, *, is_case):
        before = db.obj
        url, cast = peopled_database(f"kept{name}")
        own = replace(settings, database_url=url, instance=str(tmp_path / name))
        own.folder.mkdir()
        (own.folder / "assets").symlink_to(settings.folder / "assets")
        lived = Fortnight(opened(own), cast, is_case=is_case)
        try:
            with db.connection_context():
                lived.live()
                return lived.seen, lived.mails(), Alert.select().count()
        finally:
            close(db.obj)
            db.initialize(before)
            forget_calendars()

    return live


@pytest.mark.once
def test_invariant_4_what_those_kept_out_can_fetch_is_the_same_with_and_without_a_case(fortnight):
    quiet, quiet_mails, calls = fortnight("quiet", is_case=False)
    case, case_mails, calls_then = fortnight("case", is_case=True)

    assert (calls, calls_then) == (0, 1)
    assert len(quiet) > 500
    assert quiet.keys() == case.keys()
    assert [where for where in quiet if quiet[where] != case[where]] == []
    assert quiet_mails == case_mails
