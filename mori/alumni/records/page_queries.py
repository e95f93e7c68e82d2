"""What the page of a record shows beside the record itself."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any

from mori.accounts.models import Person
from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.finding.queries import words_near
from mori.alumni.finding.rules import FacetKind
from mori.alumni.likeness.rules import Likeness, PersonFacts, best_of, name_words
from mori.institutions.models import Institution
from mori.offices.models import Office, Unit
from mori.placements.models import Placement

from ..models import (
    Alumnus,
    AlumnusContact,
    AlumnusEvent,
    AlumnusSkill,
    AlumnusStay,
    StayUnit,
)
from ..queries import ids_with, records_of
from ..rules import AlumnusState, ContactKind, Record
from .rules import facts_of

Become = Institution.alias("become")
ABOUT_ANOTHER = frozenset({"merge", "become", "undo", "stand", "apart"})
LATEST = 40  # events of a record that are shown
LIKE = 5  # records shown to whoever adds somebody
COMPARED = 200  # records with such a name that are compared, at most
WORDS = 6  # of a name that are looked for


def history_of(alumnus: Alumnus) -> list[AlumnusEvent]:
    """What happened to a record and to those merged into it, the earliest first, with by whom."""
    latest = (
        AlumnusEvent.select(AlumnusEvent, Person)
        .left_outer_join(Person)
        .where(AlumnusEvent.alumnus.in_(list(ids_with([alumnus.id]))))
        .order_by(AlumnusEvent.id.desc())
        .limit(LATEST)
    )
    return list(reversed(latest))


def others_named(events: Collection[AlumnusEvent]) -> dict[str, str]:
    """Names, as of now, of those whom events note by their keys."""
    keys = {each.note for each in events if each.verb in ABOUT_ANOTHER}
    rows: Any = Alumnus.select(Alumnus.key, Alumnus.name).where(Alumnus.key.in_(list(keys)))
    return dict(rows.tuples()) if keys else {}


def stays_of(alumnus: Alumnus) -> list[AlumnusStay]:
    """Internships with institution and placement, the earliest first."""
    return list(
        _stays()
        .where(AlumnusStay.alumnus.in_(list(ids_with([alumnus.id]))))
        .order_by(AlumnusStay.year, AlumnusStay.id)
    )


def _stays() -> Any:
    return (
        AlumnusStay.select(AlumnusStay, Institution, Become, Placement)
        .left_outer_join(Institution)
        .left_outer_join(Become, on=(Institution.merged_into == Become.id), attr="merged_into")
        .switch(AlumnusStay)
        .left_outer_join(Placement)
    )


def units_of(stays: Collection[AlumnusStay]) -> dict[int, list[StayUnit]]:
    """The units of each of some internships, by the internship's id."""
    found: dict[int, list[StayUnit]] = defaultdict(list)
    rows = StayUnit.select(StayUnit, Unit).left_outer_join(Unit)
    for row in rows.where(StayUnit.stay.in_([each.id for each in stays])).order_by(StayUnit.id):
        found[row.stay_id].append(row)
    return found


def stay_by_key(key: str) -> AlumnusStay | None:
    """An internship known from a list or written by the office, with whose it is."""
    found: AlumnusStay | None = (
        AlumnusStay.select(AlumnusStay, Alumnus, Office, Institution)
        .join(Alumnus)
        .join(Office)
        .switch(AlumnusStay)
        .left_outer_join(Institution)
        .where(
            AlumnusStay.key == key,
            AlumnusStay.placement.is_null(),
            Alumnus.state != AlumnusState.ERASED,
        )
        .get_or_none()
    )
    return found


def alumnus_by_token(token: str) -> Alumnus | None:
    return Alumnus.get_or_none(Alumnus.token == token)


def those_like(office_id: int, facts: PersonFacts) -> list[tuple[Record, Likeness]]:
    """Records of an office that may be of this person, the likeliest first."""
    shown_as = set(
        ids_with(_ids_reached(office_id, facts) | _ids_called(office_id, facts)).values()
    )
    records = {each.id: each for each in records_of(sorted(shown_as))}
    kept = {number: each for number, each in records.items() if each.state != AlumnusState.ERASED}
    best = best_of(facts, [(number, facts_of(each)) for number, each in kept.items()])
    return [(records[number], alike) for number, alike in best[:LIKE]]


def _ids_reached(office_id: int, facts: PersonFacts) -> set[int]:
    """Whoever has one of these numbers or addresses."""
    rows = (
        AlumnusContact.select(AlumnusContact.alumnus)
        .join(Alumnus)
        .where(Alumnus.office == office_id, AlumnusContact.value.in_([*facts.phones, *facts.mails]))
        .limit(COMPARED)
    )
    return {row.alumnus_id for row in rows}


def _ids_called(office_id: int, facts: PersonFacts) -> set[int]:
    """Whoever is called alike: by two words of the name, also after a slip, or by the only one."""
    words = [word for word in name_words(facts.name) if len(word) > 1][:WORDS]
    found: Counter[int] = Counter()
    for word in dict.fromkeys(words):
        rows = AlumnusFacet.select(AlumnusFacet.alumnus).where(
            AlumnusFacet.office == office_id,
            AlumnusFacet.kind == FacetKind.WORD,
            AlumnusFacet.value.in_(words_near(office_id, word, shown=False)),
        )
        found.update({row.alumnus_id for row in rows})
    least = min(2, len(set(words)))
    return {number for number, times in found.most_common(COMPARED) if times >= least}


def contact_values(alumnus_ids: Collection[int], kind: ContactKind) -> set[str]:
    """All numbers or addresses of some alumni."""
    rows = AlumnusContact.select(AlumnusContact.value).where(
        AlumnusContact.alumnus.in_(list(alumnus_ids)), AlumnusContact.kind == kind
    )
    return {row.value for row in rows}


def skill_texts(alumnus_ids: Collection[int]) -> set[str]:
    """What some alumni can do, folded."""
    rows = AlumnusSkill.select(AlumnusSkill.text_folded).where(
        AlumnusSkill.alumnus.in_(list(alumnus_ids))
    )
    return {row.text_folded for row in rows}
