"""What an intern keeps under *Safe here*, and what the work makes of a cancel."""

import json

from mori.accounts.models import Session
from mori.accounts.operations import digest_of, open_session
from mori.core import sealing
from mori.safeguarding.safety.jobs import judge_pins
from mori.safeguarding.safety.operations import keep_item, sealed_pins
from mori.safeguarding.safety.rules import SafetyKind
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, climb, hand_over, replay, tap
from tests.safeguarding.receipts.reading import phone_of

PIN, DURESS, WRONG = "4821", "907315", "11112222"
TYPED = {"right": PIN, "wrong": WRONG, "none": "", "duress": DURESS}
CONTACT = {
    "way": "whatsapp",
    "number": "0812 0000 7788",
    "hours": "setelah magrib",
    "not_so": "jangan menelepon rumah",
    "code_word": "layang-layang",
    "otherwise": "soal jadwal piket",
}


def keep(app, person, kind, sealed, at=NOON):
    session = Session.get(Session.digest == digest_of(open_session(person, at)))
    keep_item(person.id, kind, sealed, session.id, at, is_doubtful=False)


def keep_contact(app, person, at=NOON, **said):
    sealed = sealing.seal(app.config["SECRET_KEY"], json.dumps(CONTACT | said))
    keep(app, person, SafetyKind.CONTACT, sealed, at)


def keep_pins(app, person, at=NOON):
    keep(app, person, SafetyKind.PINS, sealed_pins(app.config["SECRET_KEY"], PIN, DURESS), at)


def judge(app, at=NOON):
    """As many rounds of the background work as there is something to judge."""
    while pieces := list(judge_pins(app.config["SECRET_KEY"], ADDRESS, at)):
        for piece in pieces:
            piece()


def called(people, visit):
    """Each has called; the first officer was told. Their taps, and the phones they tapped on."""
    taps = {name: replay(tap(person)) for name, person in people.items()}
    climb(NOON)
    hand_over(NOON)
    return taps, {name: phone_of(visit(), each.code) for name, each in taps.items()}


def cancel(phone, code, typed):
    return phone.post(f"/c/{code}/tidak-sengaja", {"pin": typed})
