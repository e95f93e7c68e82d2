"""Who is on duty: the calendar of the weeks ahead, absences, and what is handed over."""

import datetime as dt
from typing import Any

from cryptography.fernet import InvalidToken
from flask import Blueprint, Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.models import Person
from mori.accounts.queries import people_granted
from mori.core import sealing
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.web.render import page, parts_of, see_other

from . import forms, operations, queries, rules
from . import page_queries as pages
from .models import Absence, DutyNote

bp = Blueprint("duty", __name__)


def keep_no_copy(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


bp.after_request(keep_no_copy)


@bp.get("/jaga/jadwal")
@may("duty.read")
def calendar() -> Response:
    return _calendar(forms.DutyNoteForm(formdata=None))


def _calendar(form: forms.DutyNoteForm, status: int = 200) -> Response:
    at, office_id = now(), current_user.office_id
    last = at + rules.WEEKS_AHEAD * 7 * DAY
    roster = queries.roster_of(office_id, at, last)
    runs = roster.runs(at, last)
    there = roster.there(at)
    names = pages.names_of({*there, *(person for run in runs for person in run.people)})
    return page(
        "safeguarding/duty/calendar.html",
        status=status,
        here="board",
        declares=bool(roster.declared),
        staffed_now=roster.is_staffed(at),
        next_at=roster.next_staffed(at),
        there=[names[person] for person in there],
        weeks=rules.by_week(rules.by_day(runs, roster.zone)),
        names=names,
        minutes=rules.minutes_of(runs),
        minutes_of_holes=rules.minutes_of(run for run in runs if run.is_hole),
        notes=[
            (note, _unsealed(note), not note.read_at and note.author_id != current_user.person_id)
            for note in pages.duty_notes_of(office_id, at)
        ],
        form=form,
        parts=parts_of("duty", current_user),
    )


def _unsealed(note: DutyNote) -> str:
    try:
        return sealing.unseal(current_app.config["SECRET_KEY"], note.sealed)
    except InvalidToken:
        return str(_("cannot be read: the server's key has changed"))


@bp.post("/jaga/serah-terima")
@may("duty.plan")
def hand_over() -> Response:
    form = forms.DutyNoteForm()
    if not form.validate():
        return _calendar(form, 422)
    sealed = sealing.seal(current_app.config["SECRET_KEY"], form.text.data)
    operations.hand_over(
        current_user.office_id, current_user.person_id, sealed, form.token.data, now()
    )
    return see_other(url_for("duty.calendar"))


@bp.post("/jaga/serah-terima/<key>/baca")
@may("duty.take_over", on=pages.duty_note_by_key)
def note_read(note: DutyNote) -> Response:
    operations.note_handed_over(note, current_user.person_id, now())
    return see_other(url_for("duty.calendar"))


@bp.get("/jaga/berhalangan")
@may("duty.read")
def absences() -> Response:
    return _absences(_absence_form(formdata=None))


def _officers() -> list[Person]:
    return people_granted(current_user.office_id, "duty.plan")


def _absence_form(**options: Any) -> forms.AbsenceForm:
    """Of oneself; for the head, of anybody who is called for help."""
    officers = _officers()
    is_head = allowed(current_user, "duty.promise")
    away = [each for each in officers if is_head or each.id == current_user.person_id]
    return forms.AbsenceForm(away, officers, **options)


def _absences(form: forms.AbsenceForm, status: int = 200) -> Response:
    rows = pages.absences_of(current_user.office_id, now())
    return page(
        "safeguarding/duty/absences.html",
        status=status,
        here="board",
        rows=[(row, allowed(current_user, "duty.change", row)) for row in rows],
        second=dt.timedelta(seconds=1),
        form=form,
    )


@bp.post("/jaga/berhalangan")
@may("duty.plan")
def add_absence() -> Response:
    form = _absence_form()
    if not form.validate():
        return _absences(form, 422)
    try:
        operations.add_absence(
            current_user.office_id,
            form.ids[form.person.data],
            (form.from_on.data, form.until_on.data),
            form.ids.get(form.stand_in.data),
            current_user.zone,
            form.token.data,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _absences(form, 422)
    flash(_("The absence is noted."))
    return see_other(url_for("duty.absences"))


@bp.post("/jaga/berhalangan/<key>/hapus")
@may("duty.change", on=pages.absence_by_key)
def drop_absence(absence: Absence) -> Response:
    operations.drop_absence(absence)
    flash(_("The absence is removed."))
    return see_other(url_for("duty.absences"))
