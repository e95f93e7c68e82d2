"""A note of a service: what it may hold, and how it is written into a file and read again.

A note is kept by whoever wrote it and by nobody else, so what comes back may hold anything:
what cannot be read is left out and named, never believed.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from mori.core.words import Labelled, marked

VERSION = 1
KIND = "catatan"
MOST_PROOFS = 8
LONGEST_PROMISE = 400  # days
DEAREST = 999_999_999_999  # rupiah
PROOF = {"what": 120, "sender": 80, "sent_on": 10, "addressee": 80, "digest": 64}


class Unit(Labelled):
    """How days of a promise are counted."""

    WORKING = "working", marked("working days")
    CALENDAR = "calendar", marked("days")
    YEARS = "years", marked("years")


class Happened(Labelled):
    """What happened, in the words of whoever was there, and what that is sometimes called."""

    called: str

    def __init__(self, _value: str, _english: str = "", called: str = "") -> None:
        self.called = called

    FINE = "fine", marked("It went well")
    LATE = "late", marked("Later than promised"), marked("undue delay")
    SILENT = "silent", marked("Nobody served me"), marked("not providing the service")
    REFUSED = "refused", marked("Refused without a reason"), marked("not providing the service")
    MONEY = "money", marked("Asked for money or goods"), marked("asking for a reward")
    ROUNDS = "rounds", marked("Sent back and forth"), marked("deviating from the procedure")
    RULES = "rules", marked("Other rules than posted"), marked("deviating from the procedure")
    UNSURE = "unsure", marked("They did not know how"), marked("incompetence")
    UNEQUAL = (
        "unequal",
        marked("Others were treated better"),
        marked("discrimination"),
    )
    RUDE = "rude", marked("Treated rudely"), marked("improper conduct")
    HARM = "harm", marked("Violence, harassment or a threat")

    @property
    def is_trouble(self) -> bool:
        return self is not Happened.FINE


class Channel(Labelled):
    """How somebody complained; what was only said is hard to show."""

    LETTER = "letter", marked("By letter")
    MESSAGE = "message", marked("By WhatsApp or e-mail")
    SITE = "site", marked("On a website or in an app")
    SAID = "said", marked("By word of mouth")


class Answer(Labelled):
    """What came of a complaint: the four ways of not being settled are those of art. 24."""

    NONE = "none", marked("No answer at all")
    SLOW = "slow", marked("They keep putting it off")
    OTHER_WAY = "other_way", marked("Handled against their own procedure")
    NO_CURE = "no_cure", marked("Answered, but the problem is still there")
    SETTLED = "settled", marked("Answered, and settled")

    @property
    def is_unsettled(self) -> bool:
        return self is not Answer.SETTLED


class Yes(Labelled):
    YES = "yes", marked("Yes")
    NO = "no", marked("No")


def _text(most: int) -> Any:
    return field(default="", metadata={"most": most})


def _one(of: type[Labelled]) -> Any:
    return field(default="", metadata={"of": of})


def _day() -> Any:
    return field(default=None, metadata={"day": True})


@dataclass(frozen=True)
class Proof:
    """Something that shows what happened; ``digest`` is the SHA-256 of its file, if it has one."""

    what: str = ""
    sender: str = ""
    sent_on: str = ""
    addressee: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Note:
    """What somebody noted before, during and after a service, and what came of it."""

    service: str = _text(80)
    agency: str = _text(120)
    requirements: str = _text(600)
    promise: int | None = field(default=None, metadata={"number": LONGEST_PROMISE})
    promise_unit: str = _one(Unit)
    fee_official: int | None = field(default=None, metadata={"number": DEAREST})
    served_on: dt.date | None = _day()
    served_at: str = field(default="", metadata={"hour": True})
    place: str = _text(120)
    counter: str = _text(40)
    officer: str = _text(80)
    fee_asked: int | None = field(default=None, metadata={"number": DEAREST})
    happened: tuple[str, ...] = field(default=(), metadata={"many": Happened})
    story: str = _text(2000)
    loss: str = _text(600)
    wish: str = _text(600)
    done_on: dt.date | None = _day()
    complained_on: dt.date | None = _day()
    complained_to: str = _text(120)
    channel: str = _one(Channel)
    ticket: str = _text(60)
    has_slip: str = _one(Yes)
    received_on: dt.date | None = _day()
    asked_on: dt.date | None = _day()
    completed_on: dt.date | None = _day()
    declared_complete_on: dt.date | None = _day()
    answered_on: dt.date | None = _day()
    decided_on: dt.date | None = _day()
    told_on: dt.date | None = _day()
    answer: str = _one(Answer)
    is_own: str = _one(Yes)
    has_power: str = _one(Yes)
    in_court: str = _one(Yes)
    reported_before: str = _one(Yes)
    reported_on: dt.date | None = _day()
    ombudsman_asked_on: dt.date | None = _day()
    ombudsman_completed_on: dt.date | None = _day()
    ombudsman_answered_on: dt.date | None = _day()
    explanation_asked_on: dt.date | None = _day()
    explanation_again_on: dt.date | None = _day()
    explained_on: dt.date | None = _day()
    incompetent_on: dt.date | None = _day()
    rejected_on: dt.date | None = _day()
    result_told_on: dt.date | None = _day()
    findings_on: dt.date | None = _day()
    corrected_on: dt.date | None = _day()
    recommended_on: dt.date | None = _day()
    recommendation_got_on: dt.date | None = _day()
    superior_got_on: dt.date | None = _day()
    superior_reported_on: dt.date | None = _day()
    closed_on: dt.date | None = _day()
    counted_on: dt.date | None = _day()
    proofs: tuple[Proof, ...] = ()

    @property
    def troubles(self) -> list[Happened]:
        return [Happened(each) for each in self.happened if Happened(each).is_trouble]

    @property
    def days(self) -> dict[str, dt.date | None]:
        """The days that it names, as clocks look for them."""
        named = [each.name for each in fields(self) if "day" in each.metadata]
        return {name: getattr(self, name) for name in named}


FIELDS = {each.name: each for each in fields(Note)}


class Unreadable(Exception):
    """A file that is no note at all."""


def plain(note: Note) -> dict[str, Any]:
    """What a note holds, without what is empty, in what JSON knows."""
    values = {name: getattr(note, name) for name in FIELDS}
    filled = {name: value for name, value in values.items() if value not in ("", None, ())}
    return {name: _plain(value) for name, value in filled.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Proof):
        return {name: getattr(value, name) for name in PROOF if getattr(value, name)}
    return value


def packed(note: Note) -> str:
    """A note as it goes from page to page of one form."""
    return json.dumps(plain(note), ensure_ascii=False, separators=(",", ":"))


def written(note: Note, made_on: dt.date) -> str:
    """A note as the file that its writer takes away."""
    kept = {"mori": KIND, "version": VERSION, "made_on": made_on.isoformat(), "note": plain(note)}
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def opened(text: str) -> tuple[Note, list[str]]:
    """A note out of such a file, and the names of what could not be read."""
    kept = _json(text)
    if not isinstance(kept, dict) or kept.get("mori") != KIND or kept.get("version") != VERSION:
        raise Unreadable
    return read(kept.get("note"))


def unpacked(text: str) -> tuple[Note, list[str]]:
    return read(_json(text))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable from None


def read(values: Any) -> tuple[Note, list[str]]:
    """A note of whatever came, and the names of fields that held something else."""
    if not isinstance(values, Mapping):
        raise Unreadable
    known: dict[str, Any] = {}
    wrong = [str(name)[:40] for name in values if name not in FIELDS]
    for name in FIELDS.keys() & values.keys():
        try:
            known[name] = _value(name, values[name])
        except (ValueError, TypeError):
            wrong.append(name)
    return replace(Note(), **known), sorted(wrong)


def _value(name: str, value: Any) -> Any:
    said = FIELDS[name].metadata
    if name == "proofs":
        return tuple(_proof(each) for each in _listed(value)[:MOST_PROOFS])
    if "many" in said:
        return tuple(dict.fromkeys(str(said["many"](each)) for each in _listed(value)))
    if "number" in said:
        return _whole(value, said["number"])
    text = _short(value, said.get("most", 40))
    if "day" in said:
        return _date(text)
    if "hour" in said:
        return f"{dt.time.fromisoformat(text):%H:%M}"
    return str(said["of"](text)) if "of" in said else text


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _whole(value: Any, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError
    return value


def _short(value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise ValueError
    value.encode()  # half a sign is none, and fails here
    return value


def _date(text: str) -> dt.date:
    day = dt.date.fromisoformat(text)
    if not 2000 <= day.year <= 2100:
        raise ValueError
    return day


def _proof(value: Any) -> Proof:
    if not isinstance(value, Mapping):
        raise TypeError
    kept = {name: _short(value.get(name, ""), most) for name, most in PROOF.items()}
    if kept["sent_on"]:
        _date(kept["sent_on"])
    if kept["digest"] and set(kept["digest"]) - set("0123456789abcdef"):
        raise ValueError
    return Proof(**kept)
