"""What safeguarding sends names nobody, on whatever channel and in whichever language.

Whatever builds a letter or a message there is in ``SENT_BY``, with what has it sent: a letter
that is not sent here cannot be added.
"""

import ast
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import pytest
from jinja2 import Environment, meta

from mori.accounts.models import Person
from mori.config import Settings
from mori.core.clock import now
from mori.core.sealing import seal
from mori.notifications.channels.webhook import gateway_body, ntfy_body
from mori.notifications.mail import mail_of
from mori.notifications.models import Message
from mori.offices.models import Office, Unit
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import ROBOT
from mori.safeguarding.audit import snapshot
from mori.safeguarding.audit.operations import begin_day, look_at_chain
from mori.safeguarding.audit.rules import Seen
from mori.safeguarding.canary import jobs as canary
from mori.safeguarding.canary.operations import send_canary
from mori.safeguarding.duty.models import StaffedHours
from mori.safeguarding.holes.operations import keep_gaps
from mori.safeguarding.holes.rules import Gap
from mori.safeguarding.points.rules import Way
from mori.safeguarding.receipts.operations import leave_contact
from mori.safeguarding.watch.handoff import message_of
from mori.safeguarding.watch.letters import to_technicians
from mori.safeguarding.watch.queries import roster
from mori.safeguarding.watch.rules import Call, RosterTrouble, cases_of
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, climb, minutes, replay, tap
from tests.safeguarding.drills.drilling import drill_in
from tests.safeguarding.drills.drilling import work as rehearse
from tests.safeguarding.points.asking import SECRET, added, device, proven

ROOT = Path(__file__).parents[3]
SLICE = ROOT / "mori/safeguarding"
LETTERS = ROOT / "templates/mail/safeguarding"
MAKERS = {"letter", "post_message", "Message", "message_to", "body_for"}
FROM = "MORI <mori@contoh.example>"
# All that a letter may be given: when, where to look, how many, and which machine.
MAY_SAY = {"url", "code", "since", "count", "host", "at", "stands", "roster", "head"}

PEOPLE, OFFICES, UNITS = ("qwyxel", "zvonkar"), ("vhrolmia",), ("jwelkund", "jwk")
WORDS = {
    *("tombol", "merah", "button", "bantuan", "tolong", "darurat", "emergency", "bahaya"),
    *("danger", "alarm", "alert", "panik", "panic", "kekerasan", "violence", "pelecehan"),
    *("harass", "seksual", "sexual", "abuse", "korban", "victim", "pelaku", "perpetrator"),
    *("kasus", "pengaduan", "complaint", "perlindungan", "protection", "safeguarding"),
    *("magang", "intern ", "interns", "latihan", "drill", "canary", "kenari"),
}


def calls(cast, locale) -> None:
    """Of somebody known, of somebody of whom two are named, of nobody, and of a drill."""
    for officer in (cast.ningsih, cast.opik, cast.hasan):
        number = f"+62812{officer.id:08}"
        proven(officer, Way.SMS, number)
        proven(officer, Way.WHATSAPP, number)
        proven(officer, Way.NTFY, f"topic-nobody-guesses-{officer.id}")
        device(officer, f"https://fcm.googleapis.com/fcm/send/{officer.id}")
    replay(tap(cast.sari))
    twofold = {**tap(cast.tono), "also": cast.laila.key, "also_epoch": cast.laila.help_epoch}
    replay(twofold)
    stranger = replay(tap())
    leave_contact(stranger, seal(SECRET, "Qwyxel, 0812"), NOON, ADDRESS)
    drill_in(cast.seberang)
    for minute in (0, 2, 5, 15, 30):
        climb(NOON + minutes(minute))
    rehearse(NOON + minutes(31))


def handed_off(cast, locale) -> Iterator[Message]:
    calls(cast, locale)
    kept = roster(NOON)
    for case in cases_of([tap(cast.sari), tap()], kept):
        for officer, addressee in kept.officers.items():
            for to in addressee.destinations:
                yield message_of(Call(case, 0, officer, NOON.timestamp()), kept, to, ADDRESS)


def codes(cast, locale) -> None:
    added(cast.ningsih, Way.MAIL, "sendiri@contoh.id")
    added(cast.ningsih, Way.SMS, "+6281234567890")
    added(cast.ningsih, Way.NTFY, "gT5kXw2mQz8rLp4v")
    device(cast.ningsih)


def loss(cast, locale) -> None:
    send_canary("canary-1", "robot@contoh.example", NOON - minutes(20))
    send_canary("canary-2", "robot@contoh.example", NOON - minutes(5))
    canary.tell(ADDRESS, NOON)
    Person.update(locale=locale).where(Person.key == ROBOT).execute()
    robot = {**tap(), "person": ROBOT, "epoch": canary.EPOCH}
    replay(robot)
    climb(NOON)


def holes(cast, locale) -> None:
    StaffedHours.delete().execute()
    gap = Gap(NOON + minutes(60), officers=1, is_for_all=True)
    keep_gaps(cast.banua, [gap], ADDRESS, NOON)


def engine(cast, locale) -> Iterator[Message]:
    settings = Settings(technical_mail="teknisi@contoh.example")
    for stands in (True, False):
        for trouble in (None, *RosterTrouble):
            yield from to_technicians(settings, trouble, NOON, stands=stands)


def records(cast, locale) -> None:
    """The line of a day, and that the chain is not as it was."""
    begin_day(NOON.date(), ["luar@contoh.example"], NOON)
    with TemporaryDirectory() as folder:
        snapshot.keep(Path(folder), Seen(number=1))
        look_at_chain(Path(folder), ["teknisi@contoh.example"], NOON)


SENT_BY = {
    "audit/letters.py head_letter": records,
    "audit/letters.py trouble_letter": records,
    "audit/operations.py begin_day": records,
    "audit/operations.py look_at_chain": records,
    "alerts/letters.py waiting_message": calls,
    "alerts/letters.py _waiting_mail": calls,
    "alerts/operations.py tell": calls,
    "canary/operations.py tell_of_loss": loss,
    "holes/operations.py _warn": holes,
    "points/letters.py message_to": codes,
    "points/operations.py _send_code": codes,
    "watch/handoff.py message_of": handed_off,
    "watch/letters.py to_technicians": engine,
}


def test_whatever_makes_a_letter_is_sent_here():
    assert makers() == set(SENT_BY), "Add it to SENT_BY, with what has it sent."


def makers() -> set[str]:
    return {
        f"{path.relative_to(SLICE)} {function.name}"
        for path in SLICE.rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        and any(
            isinstance(node, ast.Call) and called(node) in MAKERS for node in ast.walk(function)
        )
    }


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


@pytest.mark.parametrize("path", sorted(LETTERS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_letter_is_given_nothing_that_could_name_anybody(path):
    names = meta.find_undeclared_variables(Environment(autoescape=True).parse(path.read_text()))

    assert names - {"_", "ngettext"} <= MAY_SAY


@pytest.fixture
def renamed(app, cast, noon, request):
    """People, offices and units with names that stand nowhere else."""
    named = f"{PEOPLE[0].title()} {PEOPLE[1].title()}"
    Person.update(name=named, locale=request.param).execute()
    Office.update(name=OFFICES[0].title(), seat=OFFICES[0].title()).execute()
    Unit.update(name=UNITS[0].title(), short=UNITS[1].title()).execute()
    cast = type(cast)(
        **{
            name: type(row).get_by_id(row.id) if isinstance(row, Person | Office) else row
            for name, row in vars(cast).items()
        }
    )
    return cast, request.param


@pytest.mark.once
@pytest.mark.parametrize("renamed", ["id", "en"], indirect=True)
@pytest.mark.parametrize("sent", sorted(set(SENT_BY.values()), key=lambda each: each.__name__))
def test_invariant_17_no_message_names_anybody_what_happened_or_the_button(renamed, sent):
    cast, locale = renamed

    with seen_called() as functions:
        messages = [*(sent(cast, locale) or ()), *Message.select()]

    assert {maker for maker, by in SENT_BY.items() if by is sent} <= functions
    keys = {row.key for row in [*Person.select(), *Alert.select()] if row.key != ROBOT}
    named = {*PEOPLE, *OFFICES, *UNITS, *WORDS, *(key.casefold() for key in keys)}
    assert messages
    for message in messages:
        for text in wires_of(message):
            assert not {word for word in named if word in text.casefold()}, text


@contextmanager
def seen_called() -> Iterator[set[str]]:
    """The slice's functions that are called meanwhile."""
    codes = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            codes.add(frame.f_code)

    functions: set[str] = set()
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield functions
    finally:
        sys.setprofile(before)
    for code in codes:
        path = Path(code.co_filename)
        if path.is_relative_to(SLICE):
            functions.add(f"{path.relative_to(SLICE)} {code.co_name}")


def wires_of(message: Message) -> Iterator[str]:
    """What leaves this machine, on any channel, but for the receiver's own address and our keys."""
    said = message.said(SECRET)
    if message.channel == "push":
        said = json.dumps({**json.loads(said), "to": ""})
    mail = message_from_bytes(bytes(mail_of(message, FROM)), policy=policy.default)
    headers = {name: value for name, value in mail.items() if name not in ("To", "Message-ID")}
    bodies = (gateway_body(message, said), ntfy_body(message, said))
    for each in (headers, *bodies, {"title": message.subject, "said": said}):
        text = json.dumps(each, ensure_ascii=False)
        yield text.replace(message.key, "").replace(message.recipient, "")


@pytest.mark.once
@pytest.mark.parametrize("renamed", ["id"], indirect=True)
def test_a_drill_is_written_to_an_officer_in_the_words_of_a_call(renamed):
    cast, locale = renamed
    drill_in(cast.banua)
    rehearse(NOON)
    rehearsed = {(each.recipient, each.subject, each.body) for each in Message.select()}
    Message.update(stopped_at=now()).execute()
    replay(tap(cast.sari, NOON + minutes(1)))
    climb(NOON + minutes(1))

    real = Message.select().where(Message.stopped_at.is_null())

    assert rehearsed == {(each.recipient, each.subject, each.body) for each in real}
