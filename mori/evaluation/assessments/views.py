"""What interns and supervisors assess: what is due, the form, and what came of it."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.evaluation.schemes.forms import shown_mark
from mori.evaluation.schemes.queries import sheet_of
from mori.placements.queries import nearest_placement, spans_of
from mori.web.asked import after, next_page, today
from mori.web.render import page, parts_of, see_other

from . import operations, page_queries, queries, waiting
from .facts_queries import Facts, facts_of
from .forms import MarkingForm, ProposalForm, known_marks, marking_form
from .rows import Round

bp = Blueprint("assessments", __name__)

PAGE = 20


@bp.get("/penilaian/tugas")
@may("assessment.list")
def assessments() -> Response:
    """What an intern is assessed on, with its days; what a supervisor still owes."""
    is_intern = not allowed(current_user, "assessment.agree")
    owed, more = ([], "") if is_intern else _owed_page()
    return page(
        "evaluation/assessments/assessments.html",
        here="me" if is_intern else "queue",
        is_intern=is_intern,
        rounds=_own_rounds() if is_intern else (),
        owed=owed,
        more=more,
        today=today(),
        person_id=current_user.person_id,
    )


def _owed_page() -> tuple[list[waiting.Owed], str]:
    (begin,) = after(int) or (0,)
    numbered = list(enumerate(_owed(today()), 1))[begin : begin + PAGE + 1]
    shown, more = next_page(numbered, PAGE, lambda each: (each[0],))
    return [each for _number, each in shown], more


def _own_rounds() -> list[Round]:
    placement = nearest_placement(current_user.person_id, today())
    if placement is None:
        return []
    return queries.rounds_of(queries.placements_of([placement.id]))[placement.id]


def _owed(day: dt.date) -> tuple[waiting.Owed, ...]:
    version = current_user.facts["assessments_version"]
    return waiting.owed_by(current_user.person_id, current_user.office_id, day, version)


def address_of(each: Round) -> str:
    return url_for("assessments.assessment", key=each.placement.key, address=each.address)


@bp.get("/penilaian/tugas/<key>/<address>")
@may("assessment.read", on=queries.round_by_address)
def assessment(each: Round) -> Response:
    return assessment_page(each)


def assessment_page(
    each: Round, status: int = 200, form: MarkingForm | None = None, **tried: Any
) -> Response:
    """The form for whoever may write, else what they may see."""
    person_id, sheet = current_user.person_id, sheet_of(each.scheme)
    seen = each.seen_by(person_id)
    marks = queries.marks_of([row.id for row in seen])
    own = each.marking_of(person_id)
    day = local_date(now(), each.placement.office.zone)
    if form is None and _may_write(each, person_id, day):
        known = known_marks(sheet, own, marks.get(own.id, {}) if own else {})
        form = marking_form(sheet, formdata=None, data=known)
    is_own = person_id == each.person_id
    return page(
        "evaluation/assessments/assessment.html",
        status=status,
        here="me" if is_own else "queue",
        round=each,
        sheet=sheet,
        form=form,
        own=own,
        is_own=is_own,
        is_former=person_id in each.former_ids,
        opens=each.occasion.opens_on > day,
        said=shown_mark,
        facts=_facts(each),
        parts=parts_of("assessment.facts", each.placement),
        **_result(each, seen, marks),
        **_proposals(each, person_id),
        proposal_form=ProposalForm(formdata=None),
        viewer_id=person_id,
        may_close=not is_own and allowed(current_user, "assessment.close", each),
        may_open=not is_own and allowed(current_user, "placement.read", each.placement),
        **{"tried": None, "problem": "", **tried},
    )


def _may_write(each: Round, person_id: int, day: dt.date) -> bool:
    if each.occasion.opens_on > day or each.has_sent(person_id):
        return False
    if person_id == each.person_id:
        return not each.state.is_open_to_intern
    return person_id in each.reviewer_ids and each.state.is_draft


def _facts(each: Round) -> list[Facts]:
    """Unit by unit; at the end of a unit, of that one."""
    if each.occasion.is_past:
        return []
    span = each.occasion.span
    spans = [span] if span else spans_of([each.placement.id])
    day = min(each.occasion.last, local_date(now(), each.placement.office.zone))
    return facts_of(each.placement, spans, day)


def _result(each: Round, seen: list[Any], marks: Any) -> dict[str, Any]:
    """What is seen of the marks, and what they come to once all may be seen."""
    names = {person.id: person.name for person in queries.people_of([each]).values()}
    return {
        "outcome": queries.outcomes_of([each])[each.row.id] if each.shows_all(seen) else None,
        "names": names | {each.person_id: each.placement.person.name},
        "given": [(row, marks.get(row.id, {})) for row in seen],
    }


def _proposals(each: Round, person_id: int) -> dict[str, Any]:
    if not each.state.is_sent or person_id not in each.reviewer_ids:
        return {"proposals": {}, "may_agree": False}
    return {"proposals": page_queries.proposals_of(each.row.id), "may_agree": True}


@bp.post("/penilaian/tugas/<key>/<address>/simpan")
@may("assessment.mark", on=queries.round_by_address)
def save(each: Round) -> Response:
    """Keep a draft here, so that it can be gone on with on another device."""
    form = marking_form(sheet_of(each.scheme))
    if not form.validate():
        return assessment_page(each, 422, form)
    try:
        operations.save_draft(each, form.said, current_user.person_id, form.seen.data, now())
    except Refused as refusal:
        return _again(each, form, refusal)
    flash(_("The draft is saved. Nobody else sees it."))
    return see_other(address_of(each))


@bp.post("/penilaian/tugas/<key>/<address>/kirim")
@may("assessment.mark", on=queries.round_by_address)
def send(each: Round) -> Response:
    form = marking_form(sheet_of(each.scheme))
    if not form.validate_whole():
        return assessment_page(each, 422, form)
    person_id = current_user.person_id
    try:
        operations.send_marking(each, form.said, person_id, form.seen.data, form.token.data, now())
    except Refused as refusal:
        return _again(each, form, refusal)
    flash(_("Sent. Thank you."))
    return see_other(address_of(each))


def _again(each: Round, form: MarkingForm, refusal: Refused) -> Response:
    """The form as it was sent; what was saved elsewhere counts as seen from now on."""
    form.refuse(refusal)
    fresh = queries.round_by_address(each.placement.key, each.address) or each
    own = fresh.marking_of(current_user.person_id)
    form.seen.data = own.revision if own else 0
    return assessment_page(fresh, 409, form)


def queue_part(office_id: int, day: dt.date) -> dict[str, Any] | None:
    """What a supervisor owes, beside the entries."""
    owed = _owed(day) if allowed(current_user, "assessment.agree") else ()
    return {"owed": owed[:2], "count": len(owed), "today": day} if owed else None


def today_part(placement: Any, day: dt.date) -> dict[str, Any] | None:
    """What an intern may still say of themself."""
    version = current_user.facts["assessments_version"]
    owed = waiting.self_owed(current_user.person_id, placement.placement_id, day, version)
    return {"owed": owed} if owed else None


def placement_part(placement: Any) -> dict[str, Any] | None:
    """The way to an internship's assessments, for whoever has one to open."""
    if allowed(current_user, "assessment.watch", placement):
        return {"placement": placement, "rounds": ()}
    if placement.person_id == current_user.person_id:
        return {"placement": None, "rounds": ()}
    rounds = queries.rounds_of([placement])[placement.id]
    mine = [each for each in rounds if current_user.person_id in each.reviewer_ids]
    return {"placement": None, "rounds": mine} if mine else None


def digest_part(office_id: int, day: dt.date) -> dict[int, dict[str, Any]]:
    """How many assessments whose day has come each supervisor owes."""
    found = waiting.owed_by_all(office_id, day)
    due = {person: [each for each in owed if each.due_on <= day] for person, owed in found.items()}
    return {person: {"count": len(owed)} for person, owed in due.items() if owed}
