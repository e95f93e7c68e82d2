"""Offices with their people of now and before, as many as asked for; written past the ORM."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from peewee import SQL

from bench.crowd.alumni import fill_alumni
from bench.crowd.filler import ZONE, Filler, multiply
from bench.crowd.studies import fill_studies
from bench.crowd.viewers import World, people_who_look
from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.operations import add_person, give_role
from mori.accounts.rules import sought
from mori.attendance.models import Attendance
from mori.core.clock import now
from mori.core.db import db, is_sqlite, writing
from mori.core.workdays import DAY
from mori.logbook.models import Entry, OtherText
from mori.logbook.queries import REACH
from mori.offices.models import Office
from mori.offices.operations import add_unit, open_office, set_standard_hours
from mori.placements.models import Placement, UnitSpan
from mori.recap.rollups.queries import countings
from mori.recap.rollups.rebuilding_operations import rebuild_office
from mori.safeguarding.alerts.models import Alert, AlertEvent, Delivery, Tap
from mori.safeguarding.routing.models import Relation

PRESENT, SUPERVISORS, WAITING, ATTENDED = 40, 8, 3, 10
GIVEN = ("Aisyah", "Bagus", "Cahya", "Dewi", "Eka", "Fajar", "Gita", "Hadi", "Indah", "Joko")
TEXT = "Menerima konsultasi tentang akta kelahiran, lalu mencatat syarat dan batas waktunya."
PLACEMENTS = "placement AS p JOIN unit_span AS s ON s.placement_id = p.id WHERE {} ORDER BY p.id"


@dataclass(frozen=True)
class Size:
    """How many offices, interns who have left each, entries of each intern, alerts of each; and
    how many alumni the first office knows.

    The intern who looks wrote ``own`` entries: in the small world a page and a little more.
    """

    name: str
    offices: int
    former: int
    entries_each: int
    own: int
    alerts: int
    alumni: int
    titles: int  # that are public

    @property
    def entries(self) -> int:
        others = self.offices * (PRESENT + self.former) - 1
        return others * self.entries_each + self.own


SMALL = Size(
    "a thousand", offices=1, former=40, entries_each=12, own=REACH + 1, alerts=40, alumni=1_000,
    titles=100,
)  # fmt: skip
LARGE = Size(
    "a million", offices=40, former=960, entries_each=25, own=60, alerts=400, alumni=20_000,
    titles=10_000,
)  # fmt: skip


def fill(size: Size) -> World:
    """Everybody, everything they wrote, and sessions of those who will look at it."""
    with writing(), _indexes_afterwards("entry", "attendance"):
        _add_operator()
        filler = Filler()
        for number in range(size.offices):
            office = _open(number)
            _fill_office(filler, office, size)
        _write_about_days(size, filler.today)
        _write_other_texts(filler)
        fill_alumni(filler, size.alumni)
        fill_studies(filler, size.titles)
    for counting in countings():  # nothing written here says that it changed
        for _progress in rebuild_office(counting.office, filler.at):
            pass
    world = people_who_look(filler.today)
    if not is_sqlite():
        db.execute_sql("VACUUM ANALYZE")  # as autovacuum does by itself, at whatever moment
    return world


@contextmanager
def _indexes_afterwards(*tables: str) -> Iterator[None]:
    """Building an index once costs a tenth of keeping it up to date a million times."""
    dropped = [each for table in tables for each in _indexes(table)]
    for name, _ in dropped:
        db.execute_sql(f'DROP INDEX "{name}"')
    yield
    for _, statement in dropped:
        db.execute_sql(statement)


def _indexes(table: str) -> list[tuple[str, str]]:
    if is_sqlite():
        text = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
        found = db.execute_sql(f"{text} AND sql IS NOT NULL", (table,)).fetchall()
    else:
        text = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s"
        found = db.execute_sql(f"{text} AND indexname NOT LIKE '%%_pkey'", (table,)).fetchall()
    return [(name, statement) for name, statement in found]


def _add_operator() -> None:
    """Before rows are written with ids that PostgreSQL's sequences do not know of."""
    operator = add_person("Operator Contoh", now(), "+628119999999")
    give_role(operator, None, Role.OPERATOR, now())


def _open(number: int) -> Office:
    office = open_office(f"{10 + number}", f"Perwakilan Contoh {number}", "Kota Contoh", ZONE)
    set_standard_hours(office.id)
    add_unit(office.id, "pvl", "Penerimaan dan Verifikasi Laporan", "PVL")
    return office


def _fill_office(filler: Filler, office: Office, size: Size) -> None:
    staff = [_person(filler, f"Pembimbing {office.id} {n}") for n in range(SUPERVISORS + 2)]
    interns = [
        _person(filler, f"{filler.chance.choice(GIVEN)} Contoh {office.id} {n}")
        for n in range(PRESENT + size.former)
    ]
    filler.write(Person, staff + interns)
    roles = [Role.SUPERVISOR] * SUPERVISORS + [Role.COORDINATOR, Role.OFFICER]
    roles += [Role.INTERN] * len(interns)
    people = staff + interns
    filler.write(Membership, _memberships(filler, office, people, roles))
    stays = [_stay(filler, office, staff, n, each["id"]) for n, each in enumerate(interns)]
    filler.write(Placement, (placement for placement, _ in stays))
    filler.write(UnitSpan, (span for _, span in stays))
    filler.write(Relation, (_relation(filler, *stay) for stay in stays))
    _raise_alerts(filler, office, interns[-size.former :], staff[-1]["id"], size.alerts)


def _key(model: Any, number: int) -> str:
    return f"{model.__name__[:3].lower()}{number:011}"


def _person(filler: Filler, name: str) -> dict[str, Any]:
    number = filler.next_id(Person)
    return {
        "id": number,
        "key": _key(Person, number),
        "name": name,
        "name_folded": sought(name),
        "phone": f"+62811{number:08}",
        "made_at": filler.at,
    }


def _memberships(
    filler: Filler, office: Office, people: list[dict], roles: list[Role]
) -> Iterator[dict[str, Any]]:
    for person, role in zip(people, roles, strict=True):
        number = filler.next_id(Membership)
        yield {
            "id": number,
            "key": _key(Membership, number),
            "person_id": person["id"],
            "office_id": office.id,
            "role": role,
            "name_folded": person["name_folded"],
            "made_at": filler.at,
        }


def _stay(
    filler: Filler, office: Office, staff: list[dict], n: int, person_id: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A placement with its one span: now, or three months each before."""
    is_present = n < PRESENT
    starts_on = filler.today - (60 if is_present else 150 + 4 * (n - PRESENT)) * DAY
    dates = {"starts_on": starts_on, "ends_on": starts_on + 90 * DAY}
    number, span = filler.next_id(Placement), filler.next_id(UnitSpan)
    placement = {
        "id": number,
        "key": _key(Placement, number),
        "token": _key(Placement, number),
        "person_id": person_id,
        "office_id": office.id,
        "kind": "student",
        "programme": "Magang",
        "institution": "Universitas Contoh",
        "state": "active" if is_present else "finished",
        "made_at": filler.at,
    }
    # The first forty who left were the first supervisor's, so that her list fills a page.
    leader = n % SUPERVISORS if is_present or n >= 2 * PRESENT else 0
    return placement | dates, {
        "id": span,
        "key": _key(UnitSpan, span),
        "placement_id": number,
        "unit_id": office.units[0].id,
        "position": 0,
        "supervisor_id": staff[leader]["id"],
    } | dates


def _relation(filler: Filler, placement: dict, span: dict) -> dict[str, Any]:
    return {
        "id": filler.next_id(Relation),
        "person_id": placement["person_id"],
        "other_id": span["supervisor_id"],
        "kind": "supervisor",
        "from_on": placement["starts_on"],
        "source": placement["key"],
    }


def _write_about_days(size: Size, today: dt.date) -> None:
    """Entries and attendance of everybody for each of their last days here, up to yesterday,
    multiplied in the database.
    """
    for age in range(1, max(size.own, size.entries_each) + 1):
        source = PLACEMENTS.format("1 = 1" if age <= size.entries_each else "p.id = 1")
        day, sent, came = (_days_ago(today, age, at) for at in ("", "08:00", "00:10"))
        waits = "p.state = 'active'" if age <= WAITING else "1 = 0"
        whose = {"placement_id": SQL("p.id"), "person_id": SQL("p.person_id")}
        whose |= {"office_id": SQL("p.office_id"), "day": day}
        key = SQL(f"substr(p.key, 5) || '{age:02}'")
        if age <= ATTENDED:
            multiply(Attendance, whose | {"key": key, "checked_in_at": came}, source)
        multiply(
            Entry,
            whose
            | {
                "key": key,
                "token": key,
                "unit_id": SQL("s.unit_id"),
                "supervisor_id": SQL("s.supervisor_id"),
                "text": TEXT,
                "state": SQL(f"CASE WHEN {waits} THEN 'submitted' ELSE 'approved' END"),
                "submitted_at": sent,
                "held_since": sent,
                "reviewed_at": sent,
                "reviewer_id": SQL(f"CASE WHEN {waits} THEN NULL ELSE s.supervisor_id END"),
            },
            source,
        )


def _days_ago(today: dt.date, age: int, at: str) -> SQL:
    """A day, or a moment of it, so long before today, or before somebody's end."""
    if is_sqlite():
        last = f"min(date(p.ends_on, '+1 day'), '{today}')"
        return SQL(f"date({last}, '-{age} days')" + (f" || ' {at}:00'" if at else ""))
    last = f"least(p.ends_on + 1, DATE '{today}')"
    return SQL(f"{last} - {age}" + (f" + TIME '{at}'" if at else ""))


def _write_other_texts(filler: Filler) -> None:
    """One of each intern, chosen between long ago: of an empty table no plan tells anything."""
    values = {name: SQL(f"e.{name}") for name in ("key", "token", "text")}
    values |= {"entry_id": SQL("e.id"), "at": filler.at, "settled_at": filler.at}
    yesterday = filler.today - DAY
    multiply(OtherText, values, f"entry AS e WHERE e.day = '{yesterday}' ORDER BY e.id")


def _raise_alerts(
    filler: Filler, office: Office, interns: list[dict], officer_id: int, number: int
) -> None:
    """Alerts that were answered long ago, and one officer told of all of them."""
    alerts, taps, told, happened = [], [], [], []
    for n in range(number):
        at = filler.at - dt.timedelta(days=30, hours=n)
        alert = {
            "id": filler.next_id(Alert),
            "person_id": interns[n % len(interns)]["id"],
            "office_id": office.id,
            "state": "contacted",
            "raised_at": at,
            "climbed_from": at,
            "due_at": filler.at + dt.timedelta(days=1),
        }
        alerts.append(alert | {"key": _key(Alert, alert["id"])})
        of_it = {"alert_id": alert["id"], "at": at}
        tap = filler.next_id(Tap)
        taps.append(of_it | {"id": tap, "token": f"tap{tap}", "code": f"{tap:08}", "page": ""})
        told.append(of_it | {"id": filler.next_id(Delivery), "officer_id": officer_id, "call": 0})
        happened.append(of_it | {"id": filler.next_id(AlertEvent), "verb": "call"})
    for model, rows in ((Alert, alerts), (Tap, taps), (Delivery, told), (AlertEvent, happened)):
        filler.write(model, rows)
