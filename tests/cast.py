"""People with names, in two offices, so that every test meets the question of scope."""

import datetime as dt
from dataclasses import dataclass

from flask import Flask

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.operations import add_person, give_role
from mori.accounts.passwords import hashed
from mori.config import Settings
from mori.core.workdays import DAY
from mori.offices.models import Holiday, Office, Unit
from mori.offices.operations import add_unit, open_office, set_hours, use_modules
from mori.offices.rules import Module
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import InternKind
from mori.safeguarding.routing.operations import register_relation

NOON = dt.datetime(2026, 11, 18, 4, 0, tzinfo=dt.UTC)  # a Wednesday, 12.00 WITA
TODAY = dt.date(2026, 11, 18)
PASSWORD = "kapal kecil biru"


@dataclass
class Cast:
    """Banua is the office of the stories; Seberang is the other one."""

    banua: Office
    seberang: Office
    pvl: Unit
    pencegahan: Unit
    unit_seberang: Unit
    sari: Person  # intern in Banua, in PVL, supervised by Rina, Budi stands in
    tono: Person  # intern in Banua, in Pencegahan, supervised by Budi alone
    rina: Person  # supervisor
    budi: Person  # supervisor
    wati: Person  # coordinator
    ningsih: Person  # first officer
    opik: Person  # second officer
    hasan: Person  # head
    laila: Person  # intern in Seberang, supervised by Joko
    joko: Person
    citra: Person  # coordinator in Seberang
    dewi: Person  # officer in Seberang
    eko: Person  # head in Seberang
    gita: Person  # national operator, of no office
    placement: Placement  # Sari's
    placement_tono: Placement
    placement_laila: Placement


@dataclass
class Committed:
    """An app over a database of its own, whose commits are real."""

    app: Flask
    settings: Settings
    cast: Cast


def assemble() -> Cast:
    """Everyone, in a year without national holidays, so that a date is no riddle."""
    Holiday.delete().execute()
    banua = open_office("63", "Perwakilan Banua", "Kota Contoh", "Asia/Makassar")
    seberang = open_office("18", "Perwakilan Seberang", "Kota Misal", "Asia/Jakarta")
    for office in (banua, seberang):
        set_hours(office.id, [0, 1, 2, 3], dt.time(7, 30), dt.time(16), 60)
        set_hours(office.id, [4], dt.time(7, 30), dt.time(16, 30), 90)
    for office in (banua, seberang):
        use_modules(office.id, list(Module))
    pvl = add_unit(banua.id, "pvl", "Penerimaan dan Verifikasi Laporan", "PVL")
    pencegahan = add_unit(banua.id, "pencegahan", "Pencegahan Maladministrasi", "Pencegahan")
    unit_seberang = add_unit(seberang.id, "pvl", "Penerimaan dan Verifikasi Laporan", "PVL")
    people = {
        name: _person(number, name, role, office)
        for number, (name, role, office) in enumerate(
            (
                ("sari", Role.INTERN, banua),
                ("tono", Role.INTERN, banua),
                ("rina", Role.SUPERVISOR, banua),
                ("budi", Role.SUPERVISOR, banua),
                ("wati", Role.COORDINATOR, banua),
                ("ningsih", Role.OFFICER, banua),
                ("opik", Role.OFFICER, banua),
                ("hasan", Role.HEAD, banua),
                ("laila", Role.INTERN, seberang),
                ("joko", Role.SUPERVISOR, seberang),
                ("citra", Role.COORDINATOR, seberang),
                ("dewi", Role.OFFICER, seberang),
                ("eko", Role.HEAD, seberang),
                ("gita", Role.OPERATOR, None),
            )
        )
    }
    return Cast(
        banua=banua,
        seberang=seberang,
        pvl=pvl,
        pencegahan=pencegahan,
        unit_seberang=unit_seberang,
        placement=place(people["sari"], banua, [(pvl, people["rina"], people["budi"])]),
        placement_tono=place(people["tono"], banua, [(pencegahan, people["budi"], None)]),
        placement_laila=place(people["laila"], seberang, [(unit_seberang, people["joko"], None)]),
        **people,
    )


def _person(number: int, name: str, role: Role, office: Office | None) -> Person:
    person = add_person(
        f"{name.title()} Contoh", NOON, f"+62811000{number:05}", f"{name}@contoh.example"
    )
    Person.update(password_hash=hashed(PASSWORD)).where(Person.id == person.id).execute()
    give_role(person, office.id if office else None, role, NOON)
    return Person.get_by_id(person.id)


def place(
    person: Person,
    office: Office,
    stays: list[tuple[Unit, Person, Person | None]],
    starts_on: dt.date = dt.date(2026, 11, 2),
    days: int = 60,
) -> Placement:
    """A placement cut evenly into stays of (unit, supervisor, stand-in)."""
    placement = Placement.create(
        person=person,
        office=office,
        kind=InternKind.STUDENT,
        programme="Magang",
        institution_typed="Universitas Contoh",
        starts_on=starts_on,
        ends_on=starts_on + (days - 1) * DAY,
        made_at=NOON,
    )
    length = days // len(stays)
    for position, (unit, supervisor, stand_in) in enumerate(stays):
        first = starts_on + position * length * DAY
        UnitSpan.create(
            placement=placement,
            unit=unit,
            position=position,
            starts_on=first,
            ends_on=first + (length - 1) * DAY,
            supervisor=supervisor,
            stand_in=stand_in,
        )
        others = [each.id for each in (supervisor, stand_in) if each]
        register_relation(
            person.id, others, "supervisor", first, None, f"placement {placement.key} {position}"
        )
    return placement


def role_of(person: Person) -> Membership:
    return Membership.select().where(Membership.person == person).order_by(Membership.id).get()
