"""An office without officers becomes ready by its pages alone, and each step says so as it is done.

The codes are those that a mail server and a gateway for SMS really got.
"""

import json
import re
from dataclasses import replace

import pytest

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_member
from mori.core.db import new_key
from mori.notifications import mail
from mori.notifications.models import Message
from mori.notifications.operations import mark_sent
from mori.notifications.slice import senders
from mori.offices.operations import open_office, set_standard_hours
from mori.safeguarding.drills.models import Drill
from mori.safeguarding.points.models import ContactPoint
from tests.cast import NOON, TODAY
from tests.safeguarding.drills.drilling import alert_in, work
from tests.support.servers.gateway import gateway

CODE = re.compile(r"\b[0-9]{6}\b")
STEP = re.compile(r"class=\"?unseen\"?>(\w+)</span></h2>")
NAMES = ("Umar Contoh", "Vina Misalkan", "Wahid Teladan", "Yanti Umpama")
NUMBER = "+6281234567890"
WORKDAYS, EVERY_DAY = range(5), range(7)


@pytest.fixture
def clock(noon):
    return noon


@pytest.fixture
def outside(app, mailbox, monkeypatch):
    """A mail server and a gateway for SMS, and what goes out to them when it is due."""
    with gateway() as there:
        settings = replace(
            app.config["SETTINGS"],
            mail_url=f"smtp://{mailbox.host}:{mailbox.port}",
            sms_url=f"{there.url}/sms",
        )
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        yield Outside(mailbox, there, {"mail": mail.sender(settings), **senders(settings)})


class Outside:
    def __init__(self, mailbox, there, ways):
        self.mailbox, self.there, self.ways = mailbox, there, ways

    def deliver(self):
        for message in Message.select().where(Message.sent_at.is_null()):
            self.ways[message.channel](message)
            mark_sent(message, NOON)

    def code_for(self, address):
        """The last code that came to somebody's mailbox, or number."""
        self.deliver()
        if address == NUMBER:
            said = json.loads(self.there.kept[-1].body)
            return CODE.search(said["text"])[0]
        return CODE.search(self.mailbox.to(address)[-1].get_content())[0]


@pytest.fixture
def head(cast):
    """Of an office that has just been opened."""
    office = open_office("61", "Perwakilan Baru", "Kota Umpama", "Asia/Makassar")
    set_standard_hours(office.id)
    return add_member("Gazali Contoh", None, "gazali@contoh.id", office.id, Role.HEAD, NOON)


@pytest.fixture
def steps(visit, head):
    """Which steps are done, as the head reads them."""

    def read():
        return [word == "selesai" for word in STEP.findall(visit(head).get("/jaga/siap").text)]

    return read


def post(browser, path, **said):
    answer = browser.post(path, data=said)
    assert answer.status_code in (200, 303), f"{path}: {answer.text}"
    return answer


def appoint(visit, head):
    for name in NAMES:
        email = f"{name.split()[0].lower()}@contoh.id"
        post(visit(head), "/orang/baru", name=name, email=email, role="officer")
    return [Person.get(Person.name == name) for name in NAMES]


def prove(visit, outside, officer, way, address):
    post(visit(officer), "/saya/panggilan", way=way, address=address)
    key = ContactPoint.get(ContactPoint.person == officer.id).key
    post(visit(officer), f"/saya/panggilan/{key}/kode", code=outside.code_for(address))


def plan(browser, officers, weekdays, opens, closes, path="/jaga/giliran"):
    first, second = officers
    post(
        browser,
        path,
        token=new_key(),
        weekdays=[str(each) for each in weekdays],
        opens=opens,
        closes=closes,
        first=f"{TODAY}",
        weeks="6",
        every="1",
        first_officer=first.key,
        second_officer=second.key,
        third_officer="",
    )


def test_an_office_is_set_up_from_nothing_by_its_pages(visit, head, outside, steps, clock):
    assert steps() == [False, False, False, False, False, False]

    officers = appoint(visit, head)
    assert steps() == [False, True, False, False, False, False]

    for officer in officers[:3]:
        prove(visit, outside, officer, "mail", officer.email)
    assert NAMES[3] in visit(head).get("/jaga/siap").text
    assert steps()[2] is False
    prove(visit, outside, officers[3], "sms", NUMBER)
    assert steps() == [False, True, True, False, False, False]

    days = [str(each) for each in WORKDAYS]
    post(visit(head), "/jaga/jam", weekdays=days, opens="08:00", closes="16:00")
    assert steps() == [True, True, True, False, False, False]

    plan(visit(officers[0]), officers[:2], WORKDAYS, "08:00", "12:00")
    assert steps()[3] is False
    plan(visit(officers[0]), officers[2:], WORKDAYS, "12:00", "16:00")
    assert steps() == [True, True, True, True, False, False]

    for opens, closes in (("00:00", "12:00"), ("12:00", "00:00")):
        plan(visit(head), officers[:2], EVERY_DAY, opens, closes, "/jaga/nasional")
    assert steps() == [True, True, True, True, True, False]

    drilled(visit, head, clock)
    assert steps() == [True, True, True, True, True, True]
    assert "Semua langkah di halaman ini sudah lengkap." in visit(head).get("/jaga/siap").text


def drilled(visit, head, clock):
    """A drill that the head asks for, and whoever is on duty handles."""
    post(visit(head), "/jaga/latihan", token=new_key(), wait="quarter")
    drill = Drill.select().where(Drill.office == head.memberships.get().office).get()
    clock.move_to(drill.planned_at)
    work(drill.planned_at)
    alert = alert_in(drill)
    told = [each.officer for each in alert.deliveries]
    assert [each.name for each in told] == [NAMES[2]]
    post(visit(told[0]), f"/jaga/{alert.key}/tangani")
