"""A database of 20,000 entries to measure on, the same every time."""

import datetime as dt
import random
from dataclasses import dataclass

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_person, give_role, open_session
from mori.core.clock import now
from mori.core.db import new_key, writing
from mori.core.tickets import HELP_COOKIE, help_ticket
from mori.demo.people import rows
from mori.logbook.models import Entry
from mori.offices.models import Office
from mori.offices.operations import add_unit, open_office, set_standard_hours
from mori.placements.models import Placement, UnitSpan

ENTRIES, INTERNS = 20_000, 200
FIRST = dt.date(2026, 1, 5)


@dataclass
class Bench:
    """Whom the pages are measured as, and their session cookies."""

    intern: Person
    supervisor: Person
    intern_cookie: str
    supervisor_cookie: str
    intern_ticket: str


@writing()
def fill(secret: bytes) -> Bench:
    """One office, 200 interns, 100 entries each; the first intern is measured."""
    at = now()
    office = open_office("63", "Perwakilan Contoh", "Kota Contoh", "Asia/Makassar")
    set_standard_hours(office.id)
    unit = add_unit(office.id, "pvl", "Penerimaan dan Verifikasi Laporan", "PVL")
    supervisor = _person(0, "Rina Contoh", Role.SUPERVISOR, office, at)
    texts = [row["text"] for row in rows("entries")]
    chance = random.Random(7)
    measured = None
    for number in range(1, INTERNS + 1):
        intern = _person(number, f"Peserta Contoh {number}", Role.INTERN, office, at)
        measured = measured or intern
        placement = _place(intern, office, unit, supervisor, at)
        _write(intern, placement, unit, supervisor, texts, chance)
    assert measured is not None
    ticket = help_ticket(secret, measured.key, measured.help_epoch)
    return Bench(
        measured,
        supervisor,
        open_session(measured, at),
        open_session(supervisor, at),
        f"{HELP_COOKIE}={ticket}",
    )


def _person(number: int, name: str, role: Role, office: Office, at: dt.datetime) -> Person:
    person = add_person(name, at, f"+62811{number:08}", None)
    give_role(person, office.id, role, at)
    return person


def _place(intern, office, unit, supervisor, at) -> Placement:
    today = at.date()
    dates = {"starts_on": today - dt.timedelta(days=120), "ends_on": today + dt.timedelta(days=60)}
    placement = Placement.create(
        person=intern,
        office=office,
        kind="student",
        programme="Magang",
        institution_typed="Universitas Contoh",
        token=new_key(),
        made_at=at,
        **dates,
    )
    UnitSpan.create(placement=placement, unit=unit, position=0, supervisor=supervisor, **dates)
    return placement


def _write(intern, placement, unit, supervisor, texts, chance) -> None:
    """A hundred entries up to today; of the measured intern some still wait."""
    per_intern = ENTRIES // INTERNS
    today = placement.ends_on - dt.timedelta(days=60)
    batch = []
    for age in range(per_intern):
        day = today - dt.timedelta(days=age + 1)
        waits = age < 3
        sent = dt.datetime.combine(day, dt.time(8), dt.UTC)
        batch.append(
            {
                "key": new_key(),
                "token": new_key(),
                "placement": placement,
                "person": intern,
                "office": placement.office_id,
                "unit": unit,
                "supervisor": supervisor,
                "day": day,
                "text": chance.choice(texts),
                "state": "submitted" if waits and intern.id < 8 else "approved",
                "submitted_at": sent,
                "held_since": sent,
                "reviewer": None if waits and intern.id < 8 else supervisor,
                "reviewed_at": None if waits and intern.id < 8 else sent,
                "seen_at": None,
            }
        )
    Entry.insert_many(batch).execute()
