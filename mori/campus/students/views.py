"""What a campus supervisor sees by a signed link: the own students. Nothing here changes a row."""

import datetime as dt
from typing import Any, NamedTuple

from flask import Blueprint, Response
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import by_link, may
from mori.access.purposes import Purpose
from mori.accounts.views import not_stored
from mori.attendance.months import Month, MonthRecord, month_record, totals_of_each
from mori.attendance.rules import Totals
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.words import marked
from mori.evaluation.assessments.queries import locked_results
from mori.guidance.plans.queries import plan_of
from mori.guidance.plans.views import hours_shown
from mori.institutions.models import InstitutionContact
from mori.institutions.queries import contact_by_key
from mori.institutions.rules import CONTACT
from mori.links import queries as links
from mori.links.forms import GiveForm
from mori.links.given_views import link_page, shown
from mori.links.models import SignedLink
from mori.links.operations import give_link
from mori.links.rules import About
from mori.links.views import post
from mori.placements.institution_queries import PAGE
from mori.placements.models import Placement, UnitSpan
from mori.placements.queries import placement_by_key, spans_of
from mori.placements.rules import span_on
from mori.web.asked import after, next_page
from mori.web.render import page

from ..cosigning.queries import standing_signature
from ..cosigning.views import hand_of, marks_shown
from ..remarks.forms import RemarkForm
from ..remarks.queries import remarks_on
from ..remarks.rules import may_still_change
from ..rules import SHOWN_AFTER_END, week_of, week_span, weeks_until
from ..supervision.queries import student_of_contact, students_of
from .queries import documents_of, entry_days, initialled_entries, present_days

bp = Blueprint("campus", __name__)

STUDENTS = Purpose(
    "campus.students",
    marked("the students: weeks, initialled entries, attendance, assessment"),
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


class WeekAsked(NamedTuple):
    """A week of a student's internship."""

    placement: Placement
    number: int
    first: dt.date
    last: dt.date


def contact_of(link: SignedLink) -> InstitutionContact | None:
    """Whom a link was made for, with where they belong."""
    return contact_by_key(link.about_key)


def student_of(link: SignedLink, student: str) -> Placement | None:
    """One of theirs, while it is shown."""
    contact = contact_of(link)
    since = _today(link) - SHOWN_AFTER_END
    is_theirs = contact is not None and student_of_contact(contact, student, since)
    return placement_by_key(student) if is_theirs else None


def week_of_student(link: SignedLink, student: str, number: str) -> WeekAsked | None:
    """A week that has begun, of one of theirs."""
    placement = student_of(link, student)
    which = int(number) if number.isdecimal() and len(number) < 4 else 0
    span = placement and week_span(placement.starts_on, placement.ends_on, which)
    if placement is None or not span or span[0] > _today(link):
        return None
    return WeekAsked(placement, which, *span)


def _today(link: SignedLink) -> dt.date:
    return local_date(now(), link.office.zone)


@bp.get("/t/<key>/mahasiswa")
@by_link(STUDENTS.name, on=contact_of)
def students(link: SignedLink, contact: InstitutionContact) -> Response:
    today = _today(link)
    place = after(dt.date.fromisoformat, int)
    found = students_of(contact, today - SHOWN_AFTER_END, place)
    listed, more = next_page(found, PAGE, lambda row: (row.ends_on, row.id))
    response = page(
        "campus/students/students.html",
        here="link",
        link=link,
        institution=contact.institution.standing,
        students=_students(list(listed), link, today),
        more=more,
    )
    return not_stored(response)


def _students(placements: list[Placement], link: SignedLink, today: dt.date) -> list[Student]:
    spans: dict[int, list[UnitSpan]] = {each.id: [] for each in placements}
    for found in spans_of(list(spans)):
        spans[found.placement_id].append(found)
    for each in placements:
        each.office = link.office  # read once
    sums = totals_of_each(placements, today)
    return [
        Student(
            each,
            span_on(spans[each.id], today),
            *week_of(each.starts_on, each.ends_on, today),
            sums[each.id],
        )
        for each in placements
    ]


@bp.get("/t/<key>/mahasiswa/<student>")
@by_link(STUDENTS.name, on=student_of)
def student(link: SignedLink, placement: Placement) -> Response:
    return show_student(link, placement, RemarkForm(formdata=None, day=_today(link)))


def show_student(
    link: SignedLink, placement: Placement, form: RemarkForm, status: int = 200
) -> Response:
    """The page of one student, with the form for a visit or a remark."""
    at, today = now(), _today(link)
    week, weeks = week_of(placement.starts_on, placement.ends_on, today)
    months = _months(placement, today)
    stay = (placement.starts_on, placement.ends_on, today)
    remarks = remarks_on(placement.id)
    response = page(
        "campus/students/student.html",
        status=status,
        here="link",
        link=link,
        placement=placement,
        week=week,
        weeks=weeks,
        done=list(weeks_until(*stay, present_days(placement.id), entry_days(placement.id))),
        months=months,
        results=[(each, marks_shown(each)) for each in locked_results(placement.id)],
        signature=standing_signature(placement.id),
        documents=documents_of(placement.id),
        plan=plan_of(placement.id),
        **hours_shown(placement),
        remarks=remarks,
        mine={each.id for each in remarks if is_theirs_to_mend(link, each, at)},
        form=form,
    )
    return not_stored(response)


def is_theirs_to_mend(link: SignedLink, remark: Any, at: dt.datetime) -> bool:
    return remark.link_id == link.id and may_still_change(remark.at, at)


def _months(placement: Placement, today: dt.date) -> list[MonthRecord]:
    """Each month of a placement that has begun, the earliest first."""
    month, last = Month.of(placement.starts_on), min(today, placement.ends_on)
    found = []
    while month.first <= last:
        found.append(month_record([placement], month, today))
        month = month.next
    return found


@bp.get("/t/<key>/mahasiswa/<student>/minggu/<number>")
@by_link(STUDENTS.name, on=week_of_student)
def week(link: SignedLink, asked: WeekAsked) -> Response:
    entries = initialled_entries(asked.placement.id, asked.first, asked.last)
    written = [day for day in entry_days(asked.placement.id) if asked.first <= day <= asked.last]
    response = page(
        "campus/students/week.html",
        here="link",
        link=link,
        asked=asked,
        entries=entries,
        others=len(written) - len(entries),
    )
    return not_stored(response)


@bp.post("/lembaga/kontak/<key>/tautan")
@may("link.change", on=contact_by_key)
def give(contact: InstitutionContact) -> Response:
    given = give_link(
        STUDENTS.name,
        About(STUDENTS.about, contact.key, contact.institution.standing.name),
        hand_of(contact),
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
