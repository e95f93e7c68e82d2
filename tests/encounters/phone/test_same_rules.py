"""What the phone's script makes of a note is what the server makes of it."""

import datetime as dt
import json
import random
import re
import subprocess
from dataclasses import replace

import pytest
from playwright._impl._driver import compute_driver_executable

from mori.config import ROOT
from mori.encounters.clocks.reminders_rules import reminders
from mori.encounters.clocks.rules import readings
from mori.encounters.clocks.stages_rules import stage_of
from mori.encounters.letters import words
from mori.encounters.letters.rules import Addressee, Letter, Option
from mori.encounters.notebook import desk
from mori.encounters.notebook.rules import is_danger
from mori.encounters.readiness.rules import Identity, readiness
from mori.encounters.rules import FIELDS, Happened, Note, opened, plain, read, written
from tests.cast import NOON, TODAY
from tests.encounters.making import BUDI, WHOLE

SCRIPTS = [
    (ROOT / "static" / "encounters" / f"{name}.js").read_text()
    for name in ("clocks", "rules", "papers")
]
ASK = """
const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const { kit, today, at, letter, notes, files } = JSON.parse(require('fs').readFileSync(0));
const named = row => row.map(({ said }) => said);
const told = notes.map(note => {
  const read = readingsOf(note, today, kit), ready = readinessOf(note, read, kit);
  return {
    stage: stageOf(note, kit),
    clocks: read.map(({ standing, due }) => [standing, due ?? '']),
    shown: read.filter(each => isTold(each, note, kit)).map(({ clock }) => clock.code),
    missing: named(ready.missing), weak: named(ready.weak), danger: isDanger(note, kit),
    file: writtenNote(note, today, kit),
  };
});
const opens = text => { try { return openedNote(text, kit); } catch { return null; } };
(async () => console.log(JSON.stringify({
  told,
  opened: files.map(opens),
  letter: letterText(letter, notes[0], kit),
  message: messageText(letter, notes[0], kit),
  calendar: await calendarOf(notes[0], readingsOf(notes[0], today, kit), kit, at),
})))();
"""
DAYS = [name for name, each in FIELDS.items() if "day" in each.metadata]
STORIES = ("", "Saya dipukuli di loket.", "pukul 09.10 saya datang", "Ia mengancam saya", "x" * 90)
SAID = Letter(
    Addressee.UNIT,
    tuple(Option),
    BUDI.name,
    "Jalan Rekaan 1,\nBanjarmasin",
    "Banjarmasin",
    dt.date(2026, 11, 20),
)
NO_NOTES = ("", "[]", "{}", "x", '{"mori":"catatan","version":2,"note":{}}')
ODD = {
    "service": "Akta",
    "promise": True,
    "fee_asked": -1,
    "served_on": "besok",
    "done_on": "1999-12-31",
    "served_at": "pagi",
    "place": "x" * 121,
    "happened": ["late", 7],
    "channel": "burung",
    "proofs": [{"digest": "zz"}],
    "x": 1,
}


@pytest.fixture
def kit(visit, noon):
    return json.loads(visit().get("/catatan/isi.json").data)


def made_up(seed: int) -> Note:
    """A note of whatever: days in any order, some fields empty."""
    chance = random.Random(seed)
    some = {name: each for name, each in plain(WHOLE).items() if chance.random() < 0.8}
    for name in DAYS:
        if chance.random() < 0.4:
            some[name] = f"{dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(420))}"
    some["happened"] = chance.sample([each.value for each in Happened], chance.randrange(4))
    some["story"] = chance.choice(STORIES)
    some["channel"] = chance.choice(["letter", "said", ""])
    some["promise_unit"] = chance.choice(["working", "calendar", ""])
    some["answer"] = chance.choice(["none", "slow", "settled", ""])
    return read(some)[0]


def asked(kit, notes, files):
    given = {
        "kit": kit,
        "today": str(TODAY),
        "at": NOON.timestamp() * 1000,
        "notes": [plain(each) for each in notes],
        "files": files,
        "letter": {**vars(SAID), "day": str(SAID.day)},
    }
    done = subprocess.run(
        [compute_driver_executable()[0], "-e", "\n".join([*SCRIPTS, ASK])],
        input=json.dumps(given),
        capture_output=True,
        text=True,
    )
    assert not done.stderr, done.stderr[:2000]
    return json.loads(done.stdout)


def expected(note, off):
    found = readings(note, TODAY, off)
    shown = desk.shown(note, TODAY, off)
    ready = readiness(note, Identity(), found)
    return {
        "stage": stage_of(note).value,
        "clocks": [[each.standing.value, f"{each.due or ''}"] for each in found],
        "shown": [each.clock.code for each in shown.clocks],
        "missing": [each.said["id"] for each in ready.missing],
        "weak": [each.said["id"] for each in ready.weak],
        "danger": is_danger(note),
        "file": written(note, TODAY),
    }


def test_the_phone_says_what_the_server_says(kit, app):
    notes = [WHOLE, *(made_up(seed) for seed in range(300))]
    odd = json.dumps({"mori": "catatan", "version": 1, "note": ODD})
    files = [written(WHOLE, TODAY), odd, *NO_NOTES]

    told = asked(kit, notes, files)

    off = desk.days_off(TODAY, True, 2 * desk.YEAR)
    wrong = [
        (plain(note), name, said[name], value)
        for note, said in zip(notes, told["told"], strict=True)
        for name, value in expected(note, off).items()
        if said[name] != value
    ]
    assert not wrong, wrong[:3]
    whole, left, *none = told["opened"]
    assert whole == {"note": plain(WHOLE), "wrong": []}
    assert left == {"note": {"service": "Akta"}, "wrong": opened(odd)[1]}
    assert none == [None] * len(NO_NOTES)
    assert told["letter"] == "\n".join(words.letter_lines(SAID, WHOLE)) + "\n"
    assert told["message"] == words.whatsapp(SAID, WHOLE)


def test_days_for_a_calendar_are_the_same_and_renew_each_other(kit, visit, app):
    note = replace(WHOLE, agency="Dinas Contoh; Kota, Rekaan " * 3)
    phone = asked(kit, [note], [])["calendar"]

    def named(each):
        return f"Catatan layanan: {each.clock.names['id']} ({each.clock.article})"

    server = reminders(
        note, readings(note, TODAY, desk.days_off(TODAY, True, desk.YEAR)), named, NOON
    )
    assert re.findall("BEGIN:VEVENT", phone)
    assert phone == server
