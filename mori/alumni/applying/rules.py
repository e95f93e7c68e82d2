"""What a row of a list says of a person, as records hold it. No database, no request."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from mori.core.texts.folding import folded
from mori.core.words import Labelled, marked

from ..imports.rules import ImportState
from ..retention.rules import kept_for
from ..rules import PlaceKind
from ..understanding.rules import Fact, ReadRow
from ..values.institution_rules import institution_key, is_institution
from ..values.rules import Field

AT_ONCE = 100  # rows of one transaction
FORGETTABLE = frozenset({ImportState.APPLIED, ImportState.UNDONE})  # their rows go after a time
MARGIN = dt.timedelta(hours=1)  # between the last undoing and the first row that goes
BETWEEN = re.compile(r"\s*(?:[,;/&]|\bdan\b)\s*")
AGENCY = re.compile(
    r"\b(?:dinas|kantor|kementerian|kemen\w*|pemerintah|pemko\w*|pemkab|pemprov|polda|polres\w*|polri"
    r"|tni|kejaksaan|pengadilan|dprd?|ombudsman|badan|bpk\w*|bps|bpjs|kpu|bawaslu|kpk|rsud|setda"
    r"|sekretariat|inspektorat|kelurahan|kecamatan|desa|pns|asn|satpol\w*)\b"
)
COMMUNITY = re.compile(r"\b(?:komunitas|yayasan|lsm|lbh|perkumpulan|organisasi|forum|himpunan)\b")
OWN = re.compile(r"\b(?:wiraswasta|wirausaha|usaha sendiri|freelance\w*)\b")


def undo_until(ended_at: dt.datetime) -> dt.datetime:
    """Until when a list can be taken back that was taken over at a moment."""
    return ended_at + kept_for("import_rows") - MARGIN


class KeptWhy(Labelled):
    """Why something that an import wrote was not taken back."""

    CHANGED = "changed", marked("changed since by somebody")
    USED = "used", marked("in use since")


class ReportGroup(Labelled):
    """How the rows of a list are accounted for."""

    MADE = "made", marked("New records")
    JOINED = "joined", marked("Joined a known record")
    SAME = "same", marked("Known already, nothing new")
    SKIPPED = "skipped", marked("Skipped, as decided")
    LEFT = "left", marked("Left undecided")
    UNREAD = "unread", marked("Could not be understood")
    NOBODY = "nobody", marked("Not a person: headings, totals, blank rows, more about somebody")


@dataclass(frozen=True)
class StayFound:
    """One internship as a list tells it."""

    known: str = ""  # the id of an institution of the office
    institution: str = ""
    study: str = ""
    number: str = ""
    starts: str = ""
    ends: str = ""
    length: str = ""
    year: str = ""
    note: str = ""
    units: tuple[str, ...] = ()

    @property
    def has_period(self) -> bool:
        return bool(self.starts or self.ends or self.length or self.year)

    @property
    def began(self) -> int | None:
        """The year in which it began, as far as known."""
        said = self.year or self.starts[:4] or self.ends[:4]
        return int(said) if said else None


@dataclass(frozen=True)
class PersonFound:
    """A person as a list tells of them."""

    name: str
    before: str
    after: str
    region: str
    address: str
    phones: tuple[str, ...]
    mails: tuple[str, ...]
    now_at: tuple[str, ...]
    stays: tuple[StayFound, ...]


def person_in(row: ReadRow) -> PersonFound | None:
    """Who a row is about; nobody where there is no name."""
    name = row.value(Field.NAME)[:120]
    if not name:
        return None
    return PersonFound(
        name,
        row.value(Field.BEFORE)[:40],
        row.value(Field.AFTER)[:60],
        row.value(Field.REGION),
        row.value(Field.ADDRESS)[:200],
        tuple(value[:200] for value in row.values(Field.PHONE)),
        tuple(value[:200] for value in row.values(Field.EMAIL)),
        tuple(value[:120] for value in row.values(Field.NOW_AT)),
        tuple(_stays_in(row)),
    )


def _stays_in(row: ReadRow) -> list[StayFound]:
    """Its own internship, and another for each row below it that names another time or place."""
    own = _stay([fact for fact in row.facts if fact.row <= row.number])
    found = [own]
    for number in sorted({fact.row for fact in row.facts if fact.row > row.number}):
        more = _stay([fact for fact in row.facts if fact.row == number])
        if _is_another(found[-1], more):
            place = {} if more.institution else _place(found[-1])
            found.append(replace(more, **place))
        else:
            found[-1] = _filled(found[-1], more)
    return found


def _stay(facts: Iterable[Fact]) -> StayFound:
    said: dict[Field, list[str]] = {}
    for fact in facts:
        said.setdefault(fact.field, []).append(fact.value)
    first = {field: values[0] for field, values in said.items()}
    joined = {field: ", ".join(dict.fromkeys(values)) for field, values in said.items()}
    return StayFound(
        first.get(Field.KNOWN, ""),
        first.get(Field.INSTITUTION, "")[:120],
        joined.get(Field.PROGRAMME, "")[:120],
        first.get(Field.NUMBER, "")[:30],
        first.get(Field.STARTS, ""),
        first.get(Field.ENDS, ""),
        first.get(Field.LENGTH, "")[:10],
        first.get(Field.YEAR, ""),
        joined.get(Field.NOTE, "")[:300],
        tuple(dict.fromkeys(said.get(Field.UNIT, ()))),
    )


def _is_another(stay: StayFound, more: StayFound) -> bool:
    is_elsewhere = institution_key(more.institution) != institution_key(stay.institution)
    has_other_place = bool(more.institution and stay.institution) and is_elsewhere
    return has_other_place or (stay.has_period and more.has_period)


def _place(stay: StayFound) -> dict[str, Any]:
    return {name: getattr(stay, name) for name in ("known", "institution", "study", "number")}


def _filled(stay: StayFound, more: StayFound) -> StayFound:
    """With what the other says besides."""
    blank = {
        each.name: getattr(more, each.name)
        for each in fields(StayFound)
        if each.name != "units" and not getattr(stay, each.name)
    }
    return replace(stay, **blank, units=tuple(dict.fromkeys((*stay.units, *more.units))))


def units_in(text: str, known: Mapping[str, int]) -> list[tuple[int | None, str]]:
    """The office's units that a text names, else the text as it was written."""
    pieces = [folded(each) for each in BETWEEN.split(text)]
    for spellings in ([folded(text)], pieces):
        if spellings and all(each in known for each in spellings):
            return [(known[each], "") for each in dict.fromkeys(spellings)]
    return [(None, text[:80])]


def place_kind(name: str) -> PlaceKind:
    """What kind of place a list names; a company where no word of it says otherwise."""
    text = folded(name)
    if OWN.search(text):
        return PlaceKind.OWN
    if COMMUNITY.search(text):
        return PlaceKind.COMMUNITY
    if AGENCY.search(text):
        return PlaceKind.AGENCY
    return PlaceKind.CAMPUS if is_institution(name) else PlaceKind.COMPANY


@dataclass(frozen=True)
class StayKnown:
    """One internship that is known already, as far as it is compared."""

    institutions: frozenset[str]  # keys of its name, and the id
    starts: str
    ends: str
    year: int | None
    number: str


def is_same_stay(known: StayKnown, found: StayFound, places: Collection[str]) -> bool:
    """Whether a list tells of an internship that is known already: nothing in it speaks against."""
    if known.institutions and places and not known.institutions & set(places):
        return False
    if known.number and found.number and known.number != found.number:
        return False
    days = ((known.starts, found.starts), (known.ends, found.ends))
    if any(not _agree(one, other) for one, other in days):
        return False
    return not (known.year and found.began) or known.year == found.began


def _agree(one: str, other: str) -> bool:
    """Whether two days, of which one may be no more than a month or a year, may be the same."""
    return one.startswith(other) or other.startswith(one)


def report_group(outcome: str, verdict: str) -> ReportGroup:
    """How a row is accounted for."""
    if outcome != "kept":
        return ReportGroup(outcome)
    by_verdict = {"unreadable": ReportGroup.UNREAD, "other": ReportGroup.NOBODY}
    return by_verdict.get(verdict, ReportGroup.LEFT)
