"""What a campus supervisor sees by a signed link: the own students. Nothing here changes a row."""

import datetime as dt
from typing import Any, NamedTuple

from flask import Blueprint, Response
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import by_link, may
from mori.access.purposes import Purpose
from mori.accounts.rules import normal_email
from mori.accounts.views import not_stored
from mori.attendance.months import Month, MonthRecord, month_record, totals_of
from mori.attendance.rules import Totals
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.words import marked
from mori.institutions.models import Institution, InstitutionContact
from mori.institutions.queries import contact_by_key, ids_with
from mori.institutions.rules import CONTACT
from mori.links import queries as links
from mori.links.forms import GiveForm
from mori.links.given_views import link_page, shown
from mori.links.models import SignedLink
from mori.links.operations import give_link
from mori.links.rules import About, Hand
from mori.links.views import post
from mori.placements.institution_queries import PAGE, placements_from
from mori.placements.models import Placement, UnitSpan
from mori.placements.queries import placement_by_key, spans_of
from mori.placements.rules import span_on
from mori.web.asked import after, next_page
from mori.web.render import page

from .rules import SHOWN_AFTER_END, week_of

bp = Blueprint("campus", __name__)

STUDENTS = Purpose(
    "campus.students",
    marked("the students and their attendance"),
    about=CONTACT,
    endpoint="campus.students",
    lasts=dt.timedelta(days=180),
)


class Student(NamedTuple):
    """A student in the list."""

    placement: Placement
    span: UnitSpan | None
    week: int
    weeks: int
    totals: Totals


def institution_of(link: SignedLink) -> Institution | None:
    """Where the contact that a link is for belongs, and what has become of it."""
    contact = contact_by_key(link.about_key)
    return contact.institution.standing if contact else None


def student_of(link: SignedLink, student: str) -> Placement | None:
    """A placement from there, while it is shown."""
    institution, found = institution_of(link), placement_by_key(student)
    if institution is None or found is None or found.ends_on < _since(_today(link)):
        return None
    return found if found.institution_id in ids_with(institution) else None


def _today(link: SignedLink) -> dt.date:
    return local_date(now(), link.office.zone)


def _since(today: dt.date) -> dt.date:
    return today - SHOWN_AFTER_END


@bp.get("/t/<key>/mahasiswa")
@by_link(STUDENTS.name, on=institution_of)
def students(link: SignedLink, institution: Institution) -> Response:
    today = _today(link)
    place = after(dt.date.fromisoformat, int)
    found = placements_from(ids_with(institution), place, _since(today))
    shown, more = next_page(found, PAGE, lambda row: (row.ends_on, row.id))
    response = page(
        "pages/campus/students.html",
        here="link",
        link=link,
        institution=institution,
        students=_students(list(shown), link, today),
        more=more,
    )
    return not_stored(response)


def _students(placements: list[Placement], link: SignedLink, today: dt.date) -> list[Student]:
    spans: dict[int, list[UnitSpan]] = {each.id: [] for each in placements}
    for found in spans_of(list(spans)):
        spans[found.placement_id].append(found)
    rows = []
    for each in placements:
        each.office = link.office  # read once
        weeks = week_of(each.starts_on, each.ends_on, today)
        rows.append(Student(each, span_on(spans[each.id], today), *weeks, totals_of(each, today)))
    return rows


@bp.get("/t/<key>/mahasiswa/<student>")
@by_link(STUDENTS.name, on=student_of)
def student(link: SignedLink, placement: Placement) -> Response:
    today = _today(link)
    week, weeks = week_of(placement.starts_on, placement.ends_on, today)
    response = page(
        "pages/campus/student.html",
        here="link",
        link=link,
        placement=placement,
        week=week,
        weeks=weeks,
        months=_months(placement, today),
    )
    return not_stored(response)


def _months(placement: Placement, today: dt.date) -> list[MonthRecord]:
    """Each month of a placement that has begun, the earliest first."""
    month, last = Month.of(placement.starts_on), min(today, placement.ends_on)
    found = []
    while month.first <= last:
        found.append(month_record([placement], month, today))
        month = month.next
    return found


@bp.post("/lembaga/kontak/<key>/tautan")
@may("link.change", on=contact_by_key)
def give(contact: InstitutionContact) -> Response:
    given = give_link(
        STUDENTS.name,
        About(STUDENTS.about, contact.key, contact.institution.standing.name),
        Hand(contact.name, normal_email(contact.email) or "", contact.phone),
        contact.office_id,
        token_for(GiveForm().token.data, contact.id),
        current_user.person_id,
        now(),
        post(),
    )
    return link_page(given)


def links_of_contact(contact: InstitutionContact) -> dict[str, Any] | None:
    """For the page of a contact: the links given to them, and one more."""
    if not allowed(current_user, "link.change", contact):
        return None
    found = links.links_about(STUDENTS.about, contact.key)
    return {"contact": contact, "form": GiveForm(formdata=None), **shown(found)}
