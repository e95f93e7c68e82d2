"""The interns of an office, and one placement with what may be done to it."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, cast

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed, supervisor_in
from mori.access.guard import may
from mori.attendance.corrections.views import corrections_waiting
from mori.attendance.models import Attendance
from mori.attendance.months import Month, month_record
from mori.attendance.queries import attendance_on
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.offices.queries import units_of
from mori.placements import forms, list_queries, operations, queries
from mori.placements.list_queries import Wanted, place_of
from mori.placements.models import Placement, UnitSpan
from mori.placements.rotation.queries import supervisors_of
from mori.placements.rules import MOVES, ONGOING, RUNNING, Order, Stage, Step, span_on
from mori.web import asked
from mori.web.asked import after, next_page
from mori.web.menu import as_badge
from mori.web.render import page, parts_of, see_other

from .forms import ORDERS, name_of, narrowing_here, stages_here

bp = Blueprint("interns", __name__)

WAYS = {  # what the page offers → the action that allows it
    "may_make": "placement.make",
    "may_read_months": "office_month.read",
    "may_see_institutions": "institution.list",
    "may_see_applications": "application.list",
    "may_certify": "paper.list",
    "may_see_plans": "rotation.list",
    "may_see_preparation": "preparation.list",
}


class Row(NamedTuple):
    """An intern in the list."""

    placement: Placement
    span: UnitSpan | None
    attendance: Attendance | None
    day: int
    days: int


@bp.get("/peserta")
@may("placement.list")
def interns() -> Response:
    today = asked.today()
    reviewer = supervisor_in(current_user, "placement.read")
    is_supervisor = reviewer is not None
    narrowing = narrowing_here(may_choose_supervisor=not is_supervisor)
    stage = narrowing.stage
    if stage == Stage.FINISHED:
        with_me: list[Placement] = []
        shown, more = _finished(is_supervisor, narrowing.wanted)
    else:
        shown, more, with_me = _ongoing(stage, today, is_supervisor, narrowing.wanted)
    keeps_attendance = allowed(current_user, "correction.list")
    waiting = corrections_waiting(current_user, now())
    office_id = current_user.office_id
    return page(
        "pages/interns/interns.html",
        here="interns",
        stage=stage,
        stage_name=name_of(stage),
        stages=stages_here(stage),
        narrowing=narrowing,
        orders=list(ORDERS.items()),
        units=[(each.key, each.short) for each in units_of(office_id, closed=True)],
        supervisors=[] if is_supervisor else _supervisors(office_id),
        with_me=_rows(with_me, today),
        rows=_rows(shown, today),
        more=more,
        today=today,
        is_workday=queries.is_workday(office_id, current_user.calendar_version, today),
        is_supervisor=is_supervisor,
        keeps_attendance=keeps_attendance,
        waiting=as_badge(waiting),
        counts={"interns": waiting},
        may_swap=is_supervisor and allowed(current_user, "swap.list"),
        **_ways(),
    )


def _ways() -> dict[str, Any]:
    """What else the page offers its reader."""
    return {name: allowed(current_user, action) for name, action in WAYS.items()}


def _supervisors(office_id: int) -> list[tuple[str, str]]:
    return [(each.key, each.person.name) for each in supervisors_of(office_id)]


PLACES: dict[Order, Callable[[str], Any]] = {
    Order.NAME: str,
    Order.ENDS: dt.date.fromisoformat,
    Order.STARTS: dt.date.fromisoformat,
}


def _ongoing(
    stage: Stage, today: dt.date, is_supervisor: bool, wanted: Wanted
) -> tuple[Sequence[Placement], str, list[Placement]]:
    """A page of the office's placements and what follows; a supervisor's of today come apart."""
    me, office = current_user.person_id, current_user.office_id
    place = after(PLACES[wanted.order], int)
    with_me = []
    if is_supervisor:
        found = list_queries.ongoing_under(me, office, stage, today, place, wanted)
        if stage == Stage.RUNNING and not place:
            with_me = list_queries.running_under_today(me, office, today, wanted)
    else:
        found = list_queries.ongoing_in_office(office, stage, today, place, wanted)
    shown, more = next_page(found, list_queries.PAGE, partial(place_of, wanted.order))
    return shown, more, with_me


def _finished(is_supervisor: bool, wanted: Wanted) -> tuple[Sequence[Placement], str]:
    """A page of those who are done, the latest first, and what follows."""
    me, office = current_user.person_id, current_user.office_id
    place = after(dt.date.fromisoformat, int)
    if not is_supervisor:
        found = list_queries.finished_in_office(office, place, wanted)
        return next_page(found, list_queries.PAGE, lambda row: (row.ends_on, row.id))
    had = list_queries.finished_under(me, office, place, wanted)
    shown, more = next_page(had, list_queries.PAGE, lambda row: row[1])
    return [placement for placement, _ in shown], more


def _rows(placements: Sequence[Placement], today: dt.date) -> list[Row]:
    if not placements:
        return []
    ids = [each.id for each in placements]
    spans: dict[int, list[UnitSpan]] = {each: [] for each in ids}
    for span in queries.spans_of(ids):
        spans[span.placement_id].append(span)
    attendance = attendance_on(ids, today)
    version = current_user.calendar_version
    return [
        Row(
            each,
            span_on(spans[each.id], today),
            attendance.get(each.id),
            *queries.progress(each, version, today),
        )
        for each in placements
    ]


class Action(NamedTuple):
    """What a coordinator may do to a placement: its verb, address, label and form."""

    verb: str
    url: str
    label: str
    form: forms.NoteForm


class Change(NamedTuple):
    """How a placement is changed by a verb: the last part of its address, its form, who does it."""

    path: str
    form: type[forms.NoteForm]
    operation: Callable[..., Any]


CHANGES = {
    "pause": Change("jeda", forms.NoteForm, operations.pause_placement),
    "resume": Change("lanjutkan", forms.NoteForm, operations.resume_placement),
    "extend": Change("perpanjang", forms.ExtendForm, operations.extend_placement),
    "finish": Change("selesaikan", forms.NoteForm, operations.finish_placement),
}


@bp.get("/peserta/<key>")
@may("placement.read", on=queries.placement_by_key)
def placement(placement: Placement) -> Response:
    return _placement(placement)


def _placement(
    placement: Placement, status: int = 200, tried: dict[str, forms.NoteForm] | None = None
) -> Response:
    today = local_date(now(), placement.office.zone)
    month = Month.asked(request.args.get("bulan", ""), min(today, placement.ends_on))
    day, days = queries.progress(placement, placement.office.calendar_version, today)
    is_own = placement.person_id == current_user.person_id
    return page(
        "pages/interns/intern.html",
        status=status,
        here="attendance" if is_own else "interns",
        placement=placement,
        person=placement.person,
        route=[
            Step(span.unit.short, span.starts_on, span.ends_on, today) for span in placement.spans
        ],
        is_ongoing=placement.state in ONGOING,
        **_where(placement, today),
        today=today,
        day=day,
        days=days,
        record=month_record([placement], month, today),
        may_see_proof=not is_own and allowed(current_user, "proof.see", placement),
        events=queries.events_of(placement.id),
        labels=forms.EVENT_LABELS,
        parts=parts_of("placement", placement),
        reads_notes=allowed(current_user, "placement.read_notes", placement),
        actions=_actions(placement, today, tried or {}),
        may_change=_may_change(placement) and placement.state in ONGOING,
    )


def _where(placement: Placement, today: dt.date) -> dict[str, Any]:
    """The span that is going on, or else the one to come; nobody is in a unit while paused."""
    spans: Sequence[UnitSpan] = placement.spans
    now = next((span for span in spans if span.starts_on <= today <= span.ends_on), None)
    upcoming = next((span for span in spans if today < span.starts_on), None)
    is_running, is_ongoing = placement.state in RUNNING, placement.state in ONGOING
    return {
        "now": now if is_running else None,
        "upcoming": upcoming if is_ongoing and now is None else None,
    }


def _may_change(placement: Placement) -> bool:
    return allowed(current_user, "placement.change", placement)


def _actions(
    placement: Placement, today: dt.date, tried: dict[str, forms.NoteForm]
) -> list[Action]:
    """What may be done now, each with its form; ``tried`` holds one that was not accepted."""
    fitting = {"finish": placement.ends_on <= today}
    if not _may_change(placement):
        return []
    return [
        Action(
            verb,
            url_for(f"interns.{verb}", key=placement.key),
            forms.ACTION_LABELS[verb],
            tried.get(verb) or CHANGES[verb].form(formdata=None),
        )
        for verb in CHANGES
        if placement.state in MOVES[verb][0] and fitting.get(verb, True)
    ]


def _change(placement: Placement, verb: str) -> Response:
    form = CHANGES[verb].form()
    if not form.validate():
        return _placement(placement, 422, {verb: form})
    try:
        CHANGES[verb].operation(placement, *form.said, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _placement(placement, 409, {verb: form})
    flash(_("Saved."))
    return see_other(url_for("interns.placement", key=placement.key))


def _changing(verb: str) -> Callable[..., Response]:
    """The view behind one verb."""

    @may("placement.change", on=queries.placement_by_key)
    def change(placement: Placement) -> Response:
        return _change(placement, verb)

    return cast(Callable[..., Response], change)


for _verb, _changed in CHANGES.items():
    bp.add_url_rule(f"/peserta/<key>/{_changed.path}", _verb, _changing(_verb), methods=["POST"])
