"""What some interns have said before anything happens; the numbers are nobody's."""

import json

from mori.core import sealing
from mori.safeguarding.safety.operations import keep_item, sealed_pins
from mori.safeguarding.safety.rules import SafetyKind

from .desk import DutyDesk

SAID = {  # who, and what of each kind
    "Annisa Contoh": {
        SafetyKind.CONTACT: {
            "way": "whatsapp",
            "number": "0812 0000 4411",
            "hours": "hari kerja, 16.30 sampai 18.00",
            "not_so": "jangan menelepon rumah",
            "code_word": "layang-layang",
            "otherwise": "ini soal jadwal piket",
        },
        SafetyKind.OFFICER: {"gender": "woman", "language": "Banjar"},
        SafetyKind.RIGHTS: {},
    },
    "Rizky Misalkan": {
        SafetyKind.TRUSTED: {
            "name": "Kakak Rekaan",
            "number": "0812 0000 4422",
            "may": "asked",
        },
        SafetyKind.CAMPUS: {"satgas": "ask"},
    },
}
PINS = {"Annisa Contoh": ("2468", "135790")}  # of invented people: they protect nothing


def say_what_is_safe(desk: DutyDesk) -> None:
    for name, items in SAID.items():
        person_id = desk.named(name).id
        for kind, said in items.items():
            sealed = sealing.seal(desk.secret, json.dumps(said))
            keep_item(person_id, kind, sealed, None, desk.at, is_doubtful=False)
    for name, pins in PINS.items():
        sealed = sealed_pins(desk.secret, *pins)
        keep_item(desk.named(name).id, SafetyKind.PINS, sealed, None, desk.at, is_doubtful=False)
