"""Deciding on those that were ticked, with the places of each week beside it, and undoing."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.offices.queries import units_of
from mori.placements.institution_views import Lapsing, lapsing_under
from mori.placements.rotation.queries import supervisors_of
from mori.web.render import page, see_other

from ..models import Applicant
from ..queries import applicant_to_read, applicants_keyed
from ..ties.queries import people_tied
from . import operations, queries
from .forms import DecidingForm
from .models import Decision
from .rules import AT_ONCE, Bound, Over, over_by_bound

bp = Blueprint("deciding", __name__)


@bp.post("/permohonan/putuskan")
@may("application.decide_many")
def decide() -> Response:
    """What needs no more than a tap is decided; for the rest the form is shown first."""
    keys = request.form.getlist("pick")
    applicants = applicants_keyed(current_user.office_id, keys[: AT_ONCE + 1])
    form = _form(applicants)
    if not applicants:
        flash(_("Tick at least one."), "error")
        return see_other(_back())
    if not form.validate():
        return _deciding(form, applicants, 422)
    if form.verb.data in ("accept", "refuse") and not form.ready.data:
        return _deciding(form, applicants)
    verdicts = [form.verdict_on(each) for each in applicants]
    said = (form.note.data, form.over_why.data)
    try:
        outcome = operations.decide(verdicts, form.verb.data, *said, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        over = refusal.over if isinstance(refusal, operations.OverFull) else []
        return _deciding(form, applicants, 422, over)
    if outcome.left:
        names = ", ".join(each.name or _("a place without a name") for each in outcome.left[:5])
        flash(
            ngettext(
                "%(num)d stays as it is: %(names)s.",
                "%(num)d stay as they are: %(names)s.",
                len(outcome.left),
                names=names,
            )
        )
    return see_other(_back())


def _form(applicants: list[Applicant]) -> DecidingForm:
    """Whom one of them is tied to is offered for none of them."""
    office, tied = current_user.office_id, people_tied([each.id for each in applicants])
    return DecidingForm().offer(units_of(office), supervisors_of(office), tied)


def _back() -> str:
    """Where the ticks were made: the inbox with its filter, or an application."""
    key, chosen = request.form.get("of", "")[:14], request.form.get("saring", "")[:20]
    if key and key.isalnum():
        return url_for("desk.application", key=key)
    return url_for("desk.applicants", saring=chosen or None)


def _deciding(
    form: DecidingForm, applicants: list[Applicant], status: int = 200, over: Sequence[Over] = ()
) -> Response:
    return page(
        "applications/deciding/deciding.html",
        status=status,
        here="interns",
        form=form,
        applicants=applicants,
        over={(each.unit_id, each.monday) for each in over},
        over_named=_named(form, over),
        table=_table(form, applicants) if form.verb.data == "accept" else None,
        lapsing=_lapsing(form, applicants) if form.verb.data == "accept" else [],
        has_shortcuts=current_user.facts["has_shortcuts"],
        of=request.form.get("of", "")[:14],
        saring=request.form.get("saring", "")[:20],
    )


def _named(form: DecidingForm, over: Sequence[Over]) -> list[tuple[str, Bound, list[dt.date]]]:
    """Unit, for what it would be too many, and the Mondays of the weeks in which."""
    names = {each.id: each.short for each in form.units.values()}
    return [(names[unit], bound, days) for (unit, bound), days in over_by_bound(over).items()]


def _table(form: DecidingForm, applicants: list[Applicant]) -> dict[str, Any] | None:
    """How full each unit is in the weeks that are asked for."""
    days = [_days(form, each) for each in applicants]
    known = [(first, last) for first, last in days if first and last and first <= last]
    if not known:
        return None
    first, last = min(day for day, _last in known), max(day for _first, day in known)
    units = list(form.units.values())
    weeks = operations.weeks_in(current_user.office_id, {each.id for each in units}, first, last)
    mondays = [week.monday for week in next(iter(weeks.values()), [])]
    return {"mondays": mondays, "rows": [(unit, weeks[unit.id]) for unit in units]}


def _lapsing(form: DecidingForm, applicants: list[Applicant]) -> list[Lapsing]:
    """Agreements that do not last as long as those who are accepted would stay."""
    return lapsing_under((each.application.institution, *_days(form, each)) for each in applicants)


def _days(form: DecidingForm, applicant: Applicant) -> tuple[dt.date | None, dt.date | None]:
    application = applicant.application
    return (
        form.starts_on.data or applicant.starts_on or application.starts_on,
        form.ends_on.data or applicant.ends_on or application.ends_on,
    )


def _to_application(applicant: Applicant) -> Response:
    return see_other(url_for("desk.application", key=applicant.application.key))


@bp.post("/permohonan/putusan/<key>/batal")
@may("application.decide", on=queries.decision_by_key)
def undo(decision: Decision) -> Response:
    try:
        operations.undo_decisions(decision.batch, current_user.person_id, now())
        flash(_("Taken back: nobody was told."))
    except Refused as refusal:
        flash(str(refusal), "error")
    return see_other(f"{_back()}#applicant-{decision.applicant.key}")


@bp.post("/permohonan/peserta/<key>/mundur")
@may("application.decide", on=applicant_to_read)
def withdraw(applicant: Applicant) -> Response:
    """A coordinator notes that somebody asks for the place no more."""
    why = request.form.get("why", "")[:300].strip()
    operations.withdraw_applicant(applicant, current_user.person_id, now(), why)
    flash(_("Noted. Whoever is first on the waiting list moves up."))
    return _to_application(applicant)


@bp.post("/permohonan/peserta/<key>/tempatkan")
@may("application.decide", on=applicant_to_read)
def place_again(applicant: Applicant) -> Response:
    operations.try_placing_again(applicant)
    flash(_("MORI tries it again within a minute."))
    return _to_application(applicant)
