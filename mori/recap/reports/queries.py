"""What the values are called by which days are summed, as they are called now."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from peewee import JOIN, fn

from mori.accounts.models import Person
from mori.institutions.models import Institution, InstitutionType, Region
from mori.logbook.models import Activity
from mori.offices.models import Unit
from mori.placements.rules import InternKind

from .figure_rules import Grouping, Value

Standing = Institution.alias("standing")
Province = Region.alias("province")


def values_of(grouping: Grouping, ofs: Collection[str], locale: str) -> dict[str, Value]:
    """What rows are about, by what their days are summed by; nothing is missing in it."""
    without = Value("", str(grouping.without))
    said = [of for of in ofs if of]
    found = _READERS[grouping](said, locale) if said else {}
    return {of: found.get(of, without) for of in ofs}


def _units(ofs: Iterable[str], _locale: str) -> dict[str, Value]:
    rows = Unit.select(Unit.id, Unit.key, Unit.name).where(Unit.id.in_(_ids(ofs)))
    return {str(row.id): Value(row.key, row.name) for row in rows}


def _people(ofs: Iterable[str], _locale: str) -> dict[str, Value]:
    rows = Person.select(Person.id, Person.key, Person.name).where(Person.id.in_(_ids(ofs)))
    return {str(row.id): Value(row.key, row.name) for row in rows}


def _activities(ofs: Iterable[str], locale: str) -> dict[str, Value]:
    rows = Activity.select().where(Activity.id.in_(_ids(ofs)))
    return {str(row.id): Value(row.key, _said(row, locale)) for row in rows}


def _kinds(ofs: Iterable[str], _locale: str) -> dict[str, Value]:
    return {of: Value(of, str(InternKind(of).label)) for of in ofs}


def _programmes(ofs: Iterable[str], _locale: str) -> dict[str, Value]:
    return {of: Value(of, of) for of in ofs}


def _said(row: Any, locale: str) -> str:
    return str(row.label if locale == "id" else row.label_en)


def _ids(ofs: Iterable[str]) -> list[int]:
    return [int(of) for of in ofs]


def _of_institutions(ofs: Iterable[str], columns: Iterable[Any]) -> Any:
    """Columns of whatever institutions stand as now, with their kind, regency and province."""
    standing = fn.COALESCE(Institution.merged_into, Institution.id) == Standing.id
    return (
        Institution.select(Institution.id, *columns)
        .join(Standing, on=standing)
        .join(InstitutionType, JOIN.LEFT_OUTER, on=(Standing.type == InstitutionType.id))
        .join(Region, JOIN.LEFT_OUTER, on=(Standing.region == Region.id))
        .join(Province, JOIN.LEFT_OUTER, on=(Region.province == Province.id))
        .where(Institution.id.in_(_ids(ofs)))
        .tuples()
    )


def _named(found: Any) -> dict[str, Value]:
    return {str(id_): Value(key, name) for id_, key, name in found if key}


def _institutions(ofs: Iterable[str], _locale: str) -> dict[str, Value]:
    return _named(_of_institutions(ofs, (Standing.key, Standing.name)))


def _institution_kinds(ofs: Iterable[str], locale: str) -> dict[str, Value]:
    label = InstitutionType.label if locale == "id" else InstitutionType.label_en
    return _named(_of_institutions(ofs, (InstitutionType.code, label)))


def _provinces(ofs: Iterable[str], _locale: str) -> dict[str, Value]:
    """A place is a regency within a province, or a province itself."""
    columns = (fn.COALESCE(Province.code, Region.code), fn.COALESCE(Province.name, Region.name))
    return _named(_of_institutions(ofs, columns))


def _regencies(ofs: Iterable[str], _locale: str) -> dict[str, Value]:
    return _named(_of_institutions(ofs, (Region.code, Region.name)))


_READERS: dict[Grouping, Callable[[Iterable[str], str], dict[str, Value]]] = {
    Grouping.UNIT: _units,
    Grouping.SUPERVISOR: _people,
    Grouping.INSTITUTION: _institutions,
    Grouping.INSTITUTION_KIND: _institution_kinds,
    Grouping.KIND: _kinds,
    Grouping.PROGRAMME: _programmes,
    Grouping.PROVINCE: _provinces,
    Grouping.REGENCY: _regencies,
    Grouping.ACTIVITY: _activities,
}
