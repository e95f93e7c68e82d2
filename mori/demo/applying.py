"""Openings, questions and applications of an office; every name in them is invented."""

import datetime as dt

from mori.accounts.models import Person
from mori.applications.applying import operations
from mori.applications.applying.letters import Door
from mori.applications.applying.operations import Asked, Who
from mori.applications.applying.queries import application_by_key
from mori.applications.models import Application
from mori.applications.openings.operations import Offer, make_opening, publish_opening
from mori.applications.openings.queries import opening_by_key
from mori.applications.questions.operations import answer_question, ask_question
from mori.applications.rules import Reach
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.offices.queries import units_of
from mori.placements.rules import InternKind

NOWHERE = Door("", b"demo", b"demo")  # nothing is mailed: no address is given
GROUP = ("Bayu Misalkan", "Intan Peraga", "Yoga Umpama")


def apply_to_office(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """What is offered, what was asked about it, and applications that were just sent."""
    today = local_date(at, office.zone)
    opening = _offer(office, coordinator, today, at)
    asked = ask_question(office.id, "Apakah harus membawa laptop?", "", "id", new_key(), at - DAY)
    answer = "Lebih baik membawa, tetapi ada dua komputer bersama di kantor."
    answer_question(asked, office, answer, coordinator.id, at, is_public=True)
    ask_question(office.id, "Bolehkah magang di bulan puasa?", "", "id", new_key(), at - DAY)
    alone = _begin(office, opening, "Nadia Umpamanya", today, at - 2 * DAY)
    _send(alone, office, at - 2 * DAY)
    group = _begin(office, "", "Bu Rahma Contoh", today, at - DAY, is_group=True)
    for name in GROUP:
        operations.add_applicant(group, _who(name), at - DAY)
    _send(group, office, at - DAY)
    _begin(office, opening, "Reza Seumpama", today, at)  # a draft


def _offer(office: Office, coordinator: Person, today: dt.date, at: dt.datetime) -> str:
    """One opening that is open, whose key is given, and one that is a draft."""
    unit = units_of(office.id)[0]
    first = today + 60 * DAY
    days = (first, first + 90 * DAY, today + 30 * DAY)
    needs = "Semester lima ke atas, bisa hadir lima hari sepekan."
    kinds = f"{InternKind.STUDENT},{InternKind.PUPIL}"
    offer = Offer("Magang penerimaan laporan", unit, kinds, 6, *days, needs)
    made = make_opening(office.id, offer, new_key(), coordinator.id, at)
    publish_opening(made, today, coordinator.id, at)
    later = offer._replace(title="Magang kajian pelayanan publik", unit=None, quota=3)
    make_opening(office.id, later, new_key(), coordinator.id, at)
    return made.key


def _begin(
    office: Office,
    opening: str,
    contact: str,
    today: dt.date,
    at: dt.datetime,
    *,
    is_group: bool = False,
) -> Application:
    asked = Asked(
        is_group=is_group,
        kind=InternKind.STUDENT,
        institution_typed="Universitas Contoh Banua",
        contact=contact,
        email="",
        phone="0811-0000-9001",
        reach=Reach.WHATSAPP,
        starts_on=today + 60 * DAY,
        ends_on=today + 120 * DAY,
    )
    found = opening_by_key(opening) if opening else None
    return operations.begin_application(office, found, asked, "id", new_key(), NOWHERE, at)


def _who(name: str) -> Who:
    return Who(
        name=name,
        number="",
        email="",
        phone="",
        programme="Ilmu Hukum",
        is_minor=False,
        is_foreign=False,
        needs="",
        conflict="",
    )


def _send(application: Application, office: Office, at: dt.datetime) -> None:
    whole = application_by_key(application.key)
    if whole:
        operations.send_application(whole, office, NOWHERE, local_date(at, office.zone), at)
