"""Alumni since 2010: most are known from old lists alone, others answered, in every state."""

import csv
import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from mori.alumni.finding.operations import refresh
from mori.alumni.models import (
    Alumnus,
    AlumnusContact,
    AlumnusEvent,
    AlumnusSkill,
    AlumnusStay,
    Consent,
    Engagement,
    StayUnit,
)
from mori.alumni.privacy.operations import NOBODY
from mori.alumni.rules import Agreed, AlumnusState, ConsentWay, ContactKind
from mori.core.texts.folding import folded
from mori.institutions.models import Institution, Region
from mori.offices.models import Office, Unit
from mori.placements.rules import InternKind

FIRST_YEAR = 2010
HOW_MANY = {"kalsel": 400, "lampung": 60}
PROVINCE = {"kalsel": "63", "lampung": "18"}
AT_ONCE = 100
STATES = (  # of a hundred
    *[AlumnusState.INVITED] * 48,
    *[AlumnusState.CONFIRMED] * 38,
    *[AlumnusState.DORMANT] * 8,
    *[AlumnusState.WITHDRAWN] * 3,
    *[AlumnusState.DECEASED] * 2,
    *[AlumnusState.ERASED] * 1,
)
WORDING = "1"
Thing = TypeVar("Thing")


class Dice:
    """Falls as it fell on every machine before, for the same ``seed``."""

    def __init__(self, seed: str) -> None:
        self._seed, self._throws = seed, 0

    def below(self, most: int) -> int:
        self._throws += 1
        drawn = hashlib.sha256(f"{self._seed} {self._throws}".encode()).digest()
        return int.from_bytes(drawn[:4], "big") % most

    def one_of(self, things: Sequence[Thing]) -> Thing:
        return things[self.below(len(things))]


def remember_alumni(office: Office, name: str, at: dt.datetime) -> None:
    """Fill an office's records with people who never were in MORI; the same on every machine."""
    chance = Dice(name)
    words = _words()
    institutions = list(Institution.select().where(Institution.office == office))
    units = list(Unit.select().where(Unit.office == office).order_by(Unit.id))
    regions = list(Region.select().where(Region.code.startswith(PROVINCE[name])))
    made = [
        _make(office, number, chance, words, at, institutions, units, regions)
        for number in range(HOW_MANY[name])
    ]
    for first in range(0, len(made), AT_ONCE):
        refresh(made[first : first + AT_ONCE])


def _words() -> dict[str, list[str]]:
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {column: [row[column] for row in rows] for column in rows[0]}


def _make(
    office: Office,
    number: int,
    chance: Dice,
    words: dict[str, list[str]],
    at: dt.datetime,
    institutions: list[Institution],
    units: list[Unit],
    regions: list[Region],
) -> int:
    state = STATES[number * 37 % len(STATES)]
    year = FIRST_YEAR + number % (at.year - FIRST_YEAR)
    name = _name(number, words, chance)
    if state == AlumnusState.ERASED:
        name = NOBODY
    is_answered = state not in (AlumnusState.INVITED, AlumnusState.ERASED)
    answered = at - dt.timedelta(days=5 + chance.below(336)) if is_answered else None
    if state == AlumnusState.DORMANT:
        answered = at - dt.timedelta(days=4 * 365)
    alumnus = Alumnus.create(
        office=office,
        name=name,
        name_folded=folded(name),
        titles_after="S.H." if number % 9 == 0 and state != AlumnusState.ERASED else "",
        state=state,
        region=None if state in GONE or number % 6 == 0 else chance.one_of(regions),
        answered_at=answered,
        asked_at=answered and answered - dt.timedelta(days=2),
        unanswered=3 if state == AlumnusState.DORMANT else 0,
        made_at=answered or at - dt.timedelta(days=20),
    )
    _stay(alumnus, year, chance, institutions, units)
    if state not in GONE:
        _details(alumnus, number, chance, words, at)
    for verb, moment in _happened(alumnus, answered, at):
        AlumnusEvent.create(alumnus=alumnus, verb=verb, at=moment)
    if answered and state != AlumnusState.DECEASED:
        _agree(alumnus, chance, answered, at)
    return alumnus.id


GONE = frozenset({AlumnusState.ERASED, AlumnusState.WITHDRAWN})


def _name(number: int, words: dict[str, list[str]], chance: Dice) -> str:
    if number % 41 == 0:  # one name alone, as many have
        return chance.one_of(words["first"])
    first = words["first"][number % len(words["first"])]
    return f"{first} {chance.one_of(words['middle'])} {chance.one_of(words['last'])}"


def _stay(
    alumnus: Alumnus,
    year: int,
    chance: Dice,
    institutions: list[Institution],
    units: list[Unit],
) -> None:
    month, months = 1 + chance.below(9), 1 + chance.below(3)
    is_full = year % 3 == 0  # of the others no more than months is known
    stay = AlumnusStay.create(
        alumnus=alumnus,
        institution=chance.one_of(institutions) if institutions else None,
        kind=chance.one_of((InternKind.STUDENT, InternKind.STUDENT, InternKind.PUPIL)),
        starts=f"{year}-{month:02}-05" if is_full else f"{year}-{month:02}",
        ends=f"{year}-{month + months:02}-04" if is_full else f"{year}-{month + months:02}",
        year=year,
    )
    if year % 4:
        StayUnit.create(stay=stay, unit=chance.one_of(units))


def _details(
    alumnus: Alumnus,
    number: int,
    chance: Dice,
    words: dict[str, list[str]],
    at: dt.datetime,
) -> None:
    if number % 5:
        phone = f"+62811{5_000_000 + number:07}"
        AlumnusContact.create(alumnus=alumnus, kind=ContactKind.PHONE, value=phone)
    if number % 3:
        mail = f"alumni.{number}@{alumnus.office.code}.contoh.example"
        bounced = at if alumnus.state == AlumnusState.DORMANT and number % 2 else None
        AlumnusContact.create(
            alumnus=alumnus, kind=ContactKind.MAIL, value=mail, bounced_at=bounced
        )
    if not alumnus.answered_at:
        return
    skill = chance.one_of(words["skill"])
    AlumnusSkill.create(alumnus=alumnus, text=skill, text_folded=folded(skill))
    which = chance.below(len(words["place"]))
    place = words["place"][which]
    Engagement.create(
        alumnus=alumnus,
        kind=words["kind"][which],
        name=place,
        name_folded=folded(place),
        post=words["post"][which],
        since=str(at.year - 1),
        made_at=alumnus.answered_at,
    )


def _happened(
    alumnus: Alumnus, answered: dt.datetime | None, at: dt.datetime
) -> Iterator[tuple[str, dt.datetime]]:
    if answered:
        yield "confirm", answered
    last = {
        AlumnusState.DORMANT: "lose_touch",
        AlumnusState.WITHDRAWN: "withdraw",
        AlumnusState.DECEASED: "die",
        AlumnusState.ERASED: "erase",
    }
    if alumnus.state in last:
        yield last[alumnus.state], at - dt.timedelta(days=3)


def _agree(alumnus: Alumnus, chance: Dice, given: dt.datetime, at: dt.datetime) -> None:
    """Few agree to everything, and some to nothing."""
    likely: dict[Agreed, int] = {
        Agreed.DIRECTORY: 85,
        Agreed.PHONE: 30,
        Agreed.NAMED: 30,
    }  # percent
    is_over = alumnus.state == AlumnusState.WITHDRAWN
    rows: list[dict[str, Any]] = [
        {
            "alumnus": alumnus.id,
            "to": each,
            "wording": WORDING,
            "locale": "id",
            "way": ConsentWay.LINK,
            "given_at": given,
            "withdrawn_at": at - dt.timedelta(days=3) if is_over else None,
        }
        for each in Agreed
        if chance.below(100) < likely.get(each, 70)
    ]
    if rows:
        Consent.insert_many(rows).execute()
