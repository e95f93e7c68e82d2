"""Alumni as an office holds them. Those merged into one are shown as that one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from mori.institutions.models import Institution, Region
from mori.offices.models import Office, Unit

from .models import (
    Alumnus,
    AlumnusContact,
    AlumnusEvent,
    AlumnusSkill,
    AlumnusStay,
    Consent,
    Engagement,
    StayUnit,
)
from .rules import Agreed, ContactKind, Record

Province = Region.alias("province")
Become = Institution.alias("become")


def alumnus_by_key(key: str) -> Alumnus | None:
    """An alumnus with their office, who was not merged into another."""
    return (
        Alumnus.select(Alumnus, Office)
        .join(Office)
        .where(Alumnus.key == key, Alumnus.merged_into.is_null())
        .get_or_none()
    )


def alumnus_by_id(number: int) -> Alumnus:
    return Alumnus.get_by_id(number)


def alumnus_of_person(person_id: int, office_id: int) -> Alumnus | None:
    """Whom an account belongs to in an office's list, whatever they were merged into."""
    found = Alumnus.get_or_none(Alumnus.person == person_id, Alumnus.office == office_id)
    return alumnus_by_id(found.merged_into_id) if found and found.merged_into_id else found


def ids_with(alumnus_ids: Collection[int]) -> dict[int, int]:
    """Their own ids and those of whoever was merged into them → the id they are shown as."""
    rows = Alumnus.select(Alumnus.id, Alumnus.merged_into).where(
        Alumnus.id.in_(list(alumnus_ids)) | Alumnus.merged_into.in_(list(alumnus_ids))
    )
    return {row.id: row.merged_into_id or row.id for row in rows}


def events_of(alumnus: Alumnus) -> list[AlumnusEvent]:
    """What happened to a record, the latest first."""
    return list(
        AlumnusEvent.select()
        .where(AlumnusEvent.alumnus.in_(list(ids_with([alumnus.id]))))
        .order_by(AlumnusEvent.id.desc())
    )


def record_of(alumnus: Alumnus) -> Record:
    """All that an office holds of one alumnus."""
    return records_of([alumnus.id])[0]


def records_of(alumnus_ids: Sequence[int]) -> list[Record]:
    """All that offices hold of alumni who stand for themselves, in the order asked for.

    Takes seven statements, however many they are.
    """
    shown_as = ids_with(alumnus_ids)
    alumni = {row.id: row for row in _alumni(shown_as)}
    stays = _by_record(_stays(shown_as), shown_as)
    units = _by_record(_units(shown_as), shown_as, lambda row: row.stay.alumnus_id)
    contacts = _by_record(_rows(AlumnusContact, shown_as), shown_as)
    skills = _by_record(_rows(AlumnusSkill, shown_as), shown_as)
    engagements = _by_record(_rows(Engagement, shown_as), shown_as)
    consents = _by_record(_rows(Consent, shown_as), shown_as)
    return [
        _record(
            alumni[number],
            [alumni[each] for each, main in shown_as.items() if main == number != each],
            stays[number],
            units[number],
            contacts[number],
            skills[number],
            engagements[number],
            consents[number],
        )
        for number in alumnus_ids
    ]


def _alumni(ids: Iterable[int]) -> Any:
    return (
        Alumnus.select(Alumnus, Region, Province)
        .left_outer_join(Region)
        .left_outer_join(Province, on=(Region.province == Province.id), attr="province")
        .where(Alumnus.id.in_(list(ids)))
        .order_by(Alumnus.id)
    )


def _stays(ids: Iterable[int]) -> Any:
    return (
        AlumnusStay.select(AlumnusStay, Institution, Become)
        .left_outer_join(Institution)
        .left_outer_join(Become, on=(Institution.merged_into == Become.id), attr="merged_into")
        .where(AlumnusStay.alumnus.in_(list(ids)))
        .order_by(AlumnusStay.year, AlumnusStay.id)
    )


def _units(ids: Iterable[int]) -> Any:
    return (
        StayUnit.select(StayUnit, AlumnusStay, Unit)
        .join(AlumnusStay)
        .switch(StayUnit)
        .left_outer_join(Unit)
        .where(AlumnusStay.alumnus.in_(list(ids)))
        .order_by(StayUnit.id)
    )


def _rows(model: Any, ids: Iterable[int]) -> Any:
    return model.select().where(model.alumnus.in_(list(ids))).order_by(model.id)


def _by_record(
    rows: Iterable[Any], shown_as: dict[int, int], whose: Any = lambda row: row.alumnus_id
) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[shown_as[whose(row)]].append(row)
    return found


def _record(
    alumnus: Alumnus,
    merged: list[Alumnus],
    stays: list[AlumnusStay],
    units: list[StayUnit],
    contacts: list[AlumnusContact],
    skills: list[AlumnusSkill],
    engagements: list[Engagement],
    consents: list[Consent],
) -> Record:
    lives = next((each for each in (alumnus, *merged) if each.region_id), None)
    return Record(
        alumnus.id,
        alumnus.key,
        alumnus.office_id,
        alumnus.name,
        alumnus.name_folded,
        alumnus.state,
        alumnus.is_restricted or any(each.is_restricted for each in merged),
        alumnus.locale,
        alumnus.titles_before,
        alumnus.titles_after,
        *_place(lives),
        address=next((each.address for each in (alumnus, *merged) if each.address), ""),
        institutions=_once(map(_institution, stays)),
        institution_ids=_once(stay.institution_id for stay in stays),
        numbers=_once(stay.student_number for stay in stays),
        years=_once(stay.year for stay in stays),
        units=_once(
            (row.unit_id or 0, row.unit.short if row.unit else row.written) for row in units
        ),
        now_at=_once(row.name for row in engagements if not row.until),
        skills=_once(row.text for row in skills),
        phones=_once(row.value for row in contacts if row.kind == ContactKind.PHONE),
        mails=_once(
            row.value for row in contacts if row.kind == ContactKind.MAIL and not row.bounced_at
        ),
        agreed=agreed_in(consents),
    )


def _place(alumnus: Alumnus | None) -> tuple[str, str, str]:
    """Code, name and province; the name is empty where only the province is known."""
    region = alumnus.region if alumnus else None
    if region is None:
        return "", "", ""
    if region.province_id is None:
        return region.code, "", region.name
    return region.code, region.name, region.province.name


def _institution(stay: AlumnusStay) -> tuple[int, str] | None:
    if stay.institution:
        return stay.institution.standing.id, stay.institution.standing.name
    return (0, stay.institution_written) if stay.institution_written else None


def _once(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(each for each in values if each))


def agreed_in(consents: Iterable[Consent]) -> frozenset[Agreed]:
    """What stands of several records' consents: nothing that was withdrawn after it was given."""
    standing: dict[Agreed, Any] = {}
    ended: dict[Agreed, Any] = {}
    for row in consents:
        if row.withdrawn_at is None:
            standing[row.to] = max(row.given_at, standing.get(row.to, row.given_at))
        else:
            ended[row.to] = max(row.withdrawn_at, ended.get(row.to, row.withdrawn_at))
    return frozenset(to for to, given in standing.items() if to not in ended or ended[to] <= given)
