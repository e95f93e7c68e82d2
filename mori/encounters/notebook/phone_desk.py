"""What a phone has to know to keep notes by itself: the rules as data, and the words of letters.

static/encounters/rules.js reads it; tests/encounters/phone asks both the same.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from mori.applications.applying.rules import IDENTITY, TAKEN_OUT
from mori.core.words import filled, marked
from mori.web.filters import long_day

from ..clocks.rules import Clock, DaysOff, Standing, clocks
from ..clocks.stages_rules import STEPS, Stage
from ..letters import words
from ..letters.rules import REQUIRED, Addressee, Letter, Option
from ..readiness.rules import facts
from ..rules import FIELDS, KIND, MOST_PROOFS, PROOF, VERSION, Happened, Note
from ..services.rules import Card, cards
from .rules import WORDS

DAY = dt.date(2000, 1, 1)
UNSURE = marked("from which day on it counts was not checked by the office")
NOT_AFTER_DIGIT = r"(?<!\d)"  # what a phone of before 2023 may not be able to read


def rules_of(language: str, off: DaysOff) -> dict[str, Any]:
    return {
        "kind": KIND,
        "version": VERSION,
        "names": list(FIELDS),  # in the order of a file; that of JSON's own names says nothing
        "fields": {name: _kind(each.metadata) for name, each in FIELDS.items()},
        "proof": list(PROOF.items()),
        "mostProofs": MOST_PROOFS,
        "identity": [IDENTITY.pattern.removeprefix(NOT_AFTER_DIGIT), TAKEN_OUT],
        "danger": WORDS.pattern,
        "off": {
            "days": sorted(map(str, off.days)),
            "known_until": str(off.known_until),
        },
        "clocks": [_clock(each, language) for each in clocks()],
        "standings": {each.value: str(each.label) for each in Standing},
        "stages": {each.value: _stage(each) for each in Stage},
        "steps": [(name, stage.value) for name, stage in STEPS],
        "facts": [
            (each.part, each.page, each.test, each.said[language], each.article) for each in facts()
        ],
        "happened": {each.value: _happened(each) for each in Happened},
        "cards": {each.code: _card(each, language) for each in cards()},
        "letter": _letter(),
    }


def _kind(said: Mapping[str, Any]) -> dict[str, Any]:
    """How the texts of a field are read; one without a word of it holds proofs."""
    offered = {name: [each.value for each in said[name]] for name in ("of", "many") if name in said}
    return {**said, **offered}


def _clock(clock: Clock, language: str) -> dict[str, Any]:
    return {
        "code": clock.code,
        "starts": clock.starts,
        "ends": clock.ends,
        "length": clock.length,
        "unit": clock.unit or "",
        "pauses": clock.pauses,
        "article": clock.article,
        "unsure": "" if clock.is_start_sure else f" · {filled(UNSURE)}",
        "turn": str(clock.turn.label),
        "name": clock.names[language],
        "unknown": clock.unknown[language],
    }


def _stage(stage: Stage) -> dict[str, Any]:
    why = str(filled(stage.why)) if stage.why else ""
    return {"label": str(stage.label), "clocks": stage.clocks, "why": why}


def _happened(each: Happened) -> tuple[str, str]:
    return str(each.label), str(filled(each.called)) if each.called else ""


def _card(card: Card, language: str) -> dict[str, Any]:
    """What a note begins with, and what its page says of it; nothing is invented."""
    known = {
        "service": card.names[language],
        "requirements": card.requirements[language],
        "promise": card.promise,
        "promise_unit": card.unit.value if card.unit else "",
        "fee_official": card.fee,
    }
    ask = str(filled("ask at the counter"))
    return {
        "note": {name: value for name, value in known.items() if value not in ("", None)},
        "told": {name: ask if value in ("", None) else value for name, value in known.items()},
        "kind": str(card.kind.label),
        "basis": f"{card.basis}; {card.source}, {long_day(language, card.dated_on)}",
        "checked": "" if card.is_checked else str(filled("not checked by the office")),
    }


def _letter() -> dict[str, Any]:
    """The letter's sentences with {slots}, always in Bahasa."""
    say = words.saying()
    slots = Letter(Addressee.OFFICER, (), "{name}", "{address}", "", DAY)
    every = {name: name for name, each in FIELDS.items() if "most" in each.metadata}
    days = {"promise": 1, "promise_unit": "working", "fee_official": 1, "fee_asked": 1}
    rows = words.account(Note(**every, **days, served_on=DAY))  # type: ignore[arg-type]
    return {
        "required": REQUIRED,
        "rows": [name for name, _value in rows],
        "to": say("Addressed to"),
        "whom": {each.value: say(each.whom) for each in Addressee},
        "options": {each.value: say(each.text) for each in Option},
        "happened": {
            each.value: words.happenings(Note(happened=(each.value,)))[0] for each in Happened
        },
        "promised": {
            "working": say("%(n)s working days", n="{n}"),
            "calendar": say("%(n)s days", n="{n}"),
        },
        "subject": words.subject(Note(service="{service}")),
        "opening": words.opening(slots),
        "short": say(
            "Complaint about the service %(service)s, %(agency)s, %(day)s.",
            **{name: f"{{{name}}}" for name in ("service", "agency", "day")},
        ),
        "loss": say("Loss"),
        "wish": say("What I ask for"),
        "receipt": words.receipt_asked(),
        "ends": f"({words.no_report()})",
    }
