"""The alumni of the first office, with all that they are found by; written past the ORM."""

from collections.abc import Iterator
from typing import Any

from bench.crowd.filler import Filler
from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.finding.rules import found_by
from mori.alumni.models import (
    Alumnus,
    AlumnusContact,
    AlumnusSkill,
    AlumnusStay,
    Consent,
    Engagement,
    StayUnit,
)
from mori.alumni.rules import FIELDS, Agreed, AlumnusState, Record
from mori.core.db import db
from mori.core.texts.folding import folded
from mori.institutions.models import Institution, InstitutionName, Region
from mori.offices.models import Office, Unit

SYLLABLES = (
    *("sa", "ri", "bu", "di", "ci", "tra", "de", "wi", "ka", "fa", "jar", "gi", "ta"),
    *("ha", "in", "dah", "jo", "ko", "lu", "na", "mi", "ra", "ning", "sih"),
)
GIVEN = ("Aisyah", "Bagus", "Cahya", "Dewi", "Fajar", "Gita", "Hadi", "Indah", "Muhammad", "Nur")
SKILLS = ("menulis", "desain", "hukum", "statistik", "bahasa isyarat", "memotret", "berbicara")
AGREED = frozenset({Agreed.DIRECTORY, Agreed.NETWORK, Agreed.NEWS}) | FIELDS
CAMPUSES, YEARS = 40, range(2010, 2026)
TALLIES = """INSERT INTO alumnus_tally (office_id, kind, value, known, shown)
    SELECT office_id, kind, value, COUNT(*), SUM(CASE WHEN is_shown THEN 1 ELSE 0 END)
    FROM alumnus_facet GROUP BY office_id, kind, value"""


def fill_alumni(filler: Filler, number: int) -> None:
    """Alumni of the first office; of three, two agreed to be found."""
    office = Office.select().order_by(Office.id).first()
    unit = Unit.get(Unit.office == office)
    regions = list(Region.select().where(Region.province.is_null(False)).order_by(Region.id))
    near = [each for each in regions if each.code.startswith("63.")]
    campuses = _campuses(filler, office.id)
    records = [
        _record(filler, office.id, unit, campuses, filler.chance.choice(near if n % 5 else regions))
        for n in range(number)
    ]
    places = {each.code: each.id for each in regions}
    _write(filler, records, places, unit.id)
    intern = Membership.get(Membership.office == office, Membership.role == Role.INTERN)
    Alumnus.update(person=intern.person_id).where(Alumnus.id == 1).execute()
    db.execute_sql(TALLIES)


def _campuses(filler: Filler, office_id: int) -> list[tuple[int, str]]:
    made = [(filler.next_id(Institution), f"Kampus Contoh {n:02}") for n in range(CAMPUSES)]
    at = filler.at
    filler.write(Institution, (
        {"id": number, "key": _key("i", number), "office_id": office_id, "name": name,
         "name_folded": folded(name), "state": "confirmed", "made_at": at}
        for number, name in made
    ))  # fmt: skip
    filler.write(InstitutionName, (
        {"id": filler.next_id(InstitutionName), "office_id": office_id, "institution_id": number,
         "text": name, "text_folded": folded(name)}
        for number, name in made
    ))  # fmt: skip
    return made


def _key(letter: str, number: int) -> str:
    return f"{letter}{number:013}"


def _record(
    filler: Filler, office_id: int, unit: Unit, campuses: list[tuple[int, str]], region: Region
) -> Record:
    chance, number = filler.chance, filler.next_id(Alumnus)
    own = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    name = f"{chance.choice(GIVEN)} {own}"
    campus = chance.choice(campuses)
    return Record(
        number,
        _key("a", number),
        office_id,
        name,
        folded(name),
        AlumnusState.CONFIRMED,
        False,
        "id",
        region_code=region.code,
        region=region.name,
        institutions=(campus,),
        institution_ids=(campus[0],),
        years=(chance.choice(YEARS),),
        units=((unit.id, unit.short),),
        now_at=(f"Dinas {''.join(chance.choices(SYLLABLES, k=2))}",),
        skills=(chance.choice(SKILLS),),
        phones=(f"+62812{number:07}",),
        agreed=AGREED if number % 3 else frozenset(),
    )


def _write(filler: Filler, records: list[Record], places: dict[str, int], unit_id: int) -> None:
    at = filler.at
    filler.write(Alumnus, (
        {"id": each.id, "key": each.key, "token": each.key, "office_id": each.office_id,
         "name": each.name, "name_folded": each.name_folded, "state": each.state,
         "region_id": places[each.region_code], "made_at": at}
        for each in records
    ))  # fmt: skip
    filler.write(AlumnusStay, (
        {"id": each.id, "key": _key("s", each.id), "alumnus_id": each.id, "year": each.years[0],
         "institution_id": each.institution_ids[0]}
        for each in records
    ))  # fmt: skip
    filler.write(
        StayUnit, ({"id": each.id, "stay_id": each.id, "unit_id": unit_id} for each in records)
    )
    filler.write(AlumnusContact, (
        {"id": each.id, "alumnus_id": each.id, "kind": "phone", "value": each.phones[0]}
        for each in records
    ))  # fmt: skip
    filler.write(AlumnusSkill, (
        {"id": each.id, "alumnus_id": each.id, "text": each.skills[0],
         "text_folded": each.skills[0]}
        for each in records
    ))  # fmt: skip
    filler.write(Engagement, (
        {"id": each.id, "key": _key("e", each.id), "token": _key("e", each.id), "made_at": at,
         "alumnus_id": each.id, "kind": "agency", "name": each.now_at[0],
         "name_folded": folded(each.now_at[0])}
        for each in records
    ))  # fmt: skip
    filler.write(Consent, _consents(filler, records))
    filler.write(AlumnusFacet, _facets(filler, records))


def _consents(filler: Filler, records: list[Record]) -> Iterator[dict[str, Any]]:
    for each in records:
        for to in sorted(each.agreed):
            yield {
                "id": filler.next_id(Consent), "alumnus_id": each.id, "to": to, "wording": "1",
                "locale": "id", "way": "link", "given_at": filler.at,
            }  # fmt: skip


def _facets(filler: Filler, records: list[Record]) -> Iterator[dict[str, Any]]:
    for each in records:
        for (kind, value), is_shown in found_by(each).items():
            yield {
                "id": filler.next_id(AlumnusFacet), "office_id": each.office_id, "kind": kind,
                "value": value, "is_shown": is_shown, "name_folded": each.name_folded,
                "alumnus_id": each.id,
            }  # fmt: skip
