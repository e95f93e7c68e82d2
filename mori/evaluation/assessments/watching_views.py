"""What a coordinator sees to: who assesses, what is overdue, what is opened again."""

import datetime as dt
from typing import Any, NamedTuple

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.queries import people_granted
from mori.core.clock import now
from mori.core.errors import Refused
from mori.evaluation.schemes.forms import shown_mark
from mori.evaluation.schemes.queries import Sheet, sheet_of
from mori.placements.barred.queries import barred_for
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from mori.web.asked import after, next_page, today
from mori.web.render import page, see_other

from . import operations, page_queries, queries, waiting
from .forms import EVENT_LABELS, AppointForm, ReopenForm
from .rows import Outcome, Round

bp = Blueprint("watching", __name__)

PAGE = 20


@bp.get("/penilaian/tertunda")
@may("overdue.list")
def overdue() -> Response:
    """Reviewers who are missing, and those who have been silent for long."""
    (begin,) = after(int) or (0,)
    found = list(enumerate(_overdue(today()), 1))
    shown, more = next_page(found[begin : begin + PAGE + 1], PAGE, lambda each: (each[0],))
    return page(
        "evaluation/assessments/watched/overdue.html",
        here="overdue",
        owed=[each for _number, each in shown],
        total=len(found),
        more=more,
    )


def _overdue(day: dt.date) -> list[waiting.Owed]:
    actor = current_user
    return waiting.overdue_in(actor.office_id, actor.calendar_version, day, actor.person_id)


def overdue_part(office_id: int, day: dt.date) -> dict[str, Any] | None:
    """The first of them, beside the entries that wait too long."""
    owed = _overdue(day)
    return {"owed": owed[:3], "total": len(owed)} if owed else None


@bp.get("/penilaian/peserta/<key>")
@may("assessment.watch", on=placement_by_key)
def placement(placement: Placement) -> Response:
    return _placement(placement)


def _placement(
    placement: Placement, status: int = 200, at: str = "", tried: Any = None
) -> Response:
    rounds = queries.rounds_of([placement])[placement.id]
    people = queries.people_of(rounds)
    return page(
        "evaluation/assessments/watched/placement.html",
        status=status,
        here="interns",
        placement=placement,
        shown=_shown(rounds),
        people=people,
        names={each.id: each.name for each in [*people.values(), placement.person]},
        others=_others(placement, rounds),
        said=shown_mark,
        labels=EVENT_LABELS,
        may_appoint=allowed(current_user, "assessment.appoint", placement),
        at=at,
        tried=tried,
        reopen_form=ReopenForm(formdata=None),
    )


class Shown(NamedTuple):
    """A round, with what may be seen of its marks."""

    round: Round
    sheet: Sheet
    is_blind: bool  # who still has to assess it is not told of the other, whatever their roles
    events: list[Any]
    outcome: Outcome | None
    given: list[Any]


def _shown(rounds: list[Round]) -> list[Shown]:
    viewer = current_user.person_id
    seen = {each.address: each.seen_by(viewer, watches=True) for each in rounds}
    marks = queries.marks_of([row.id for rows in seen.values() for row in rows])
    events = page_queries.events_of([each.row.id for each in rounds if each.row])
    outcomes = queries.outcomes_of(rounds)
    sheets = {each.scheme.id: sheet_of(each.scheme) for each in rounds}
    found = []
    for each in rounds:
        rows = seen[each.address]
        is_blind = each.state.is_draft and viewer in each.silent_ids
        found.append(
            Shown(
                each,
                sheets[each.scheme.id],
                is_blind,
                events[each.row.id] if each.row and not is_blind else [],
                outcomes[each.row.id] if each.shows_all(rows) else None,
                [(row, marks.get(row.id, {})) for row in rows],
            )
        )
    return found


def _others(placement: Placement, rounds: list[Round]) -> dict[str, list[Any]]:
    """Who may be appointed, by the address of each round."""
    barred = barred_for(placement.person_id)
    people = people_granted(placement.office_id, "assessment.agree")
    return {
        each.address: [
            person
            for person in people
            if person.id not in {each.person_id, *each.reviewer_ids, *each.former_ids, *barred}
        ]
        for each in rounds
    }


@bp.post("/penilaian/peserta/<key>/<address>/tunjuk")
@may("assessment.appoint", on=queries.round_by_address)
def appoint(each: Round) -> Response:
    """Name a second reviewer, or another in the place of a silent one."""
    form = AppointForm().offer(people_granted(each.office_id, "assessment.agree"))
    if not form.validate():
        return _again(each, 422, form)
    ids = {person.key: person.id for person in queries.people_of([each]).values()}
    try:
        if form.instead_of.data and form.instead_of.data not in ids:
            raise Refused(_("This has changed in the meantime. Look at it again, then decide."))
        operations.appoint_reviewer(
            each,
            form.ids[form.person.data],
            ids.get(form.instead_of.data),
            current_user.person_id,
            now(),
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _again(each, 409, form)
    flash(_("Appointed. It stands in their queue from now on."))
    return see_other(url_for("watching.placement", key=each.placement.key))


@bp.post("/penilaian/peserta/<key>/<address>/buka")
@may("assessment.appoint", on=queries.round_by_address)
def reopen(each: Round) -> Response:
    form = ReopenForm()
    if not form.validate():
        return _again(each, 422, form)
    try:
        operations.reopen_assessment(each, form.note.data, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _again(each, 409, form)
    flash(_("Reopened. The reviewers write again, and each sees only their own."))
    return see_other(url_for("watching.placement", key=each.placement.key))


def _again(each: Round, status: int, form: Any) -> Response:
    placement = placement_by_key(each.placement.key)
    return _placement(placement, status, each.address, form) if placement else see_other("/")
