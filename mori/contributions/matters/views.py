"""Matters of an office as staff see them; of opinions nothing stands here, not even a number."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.safeguarding.alerts.views import keep_no_copy
from mori.web.asked import after, next_page
from mori.web.render import page, see_other
from mori.web.sessions import zone

from . import forms, operations, queries
from .hint_rules import pieces_of
from .models import Matter
from .rules import CheckQuestion, MatterState, Step

bp = Blueprint("matters", __name__)
bp.after_request(keep_no_copy)
HERE = "learn"


@bp.get("/pendapat")
@may("matter.list")
def matters() -> Response:
    (last,) = after(int) or (None,)
    found = queries.matters_of(current_user.office_id, last)
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    at = now()
    return page(
        "contributions/matters/matters.html",
        here=HERE,
        rows=[(row, row.state_at(at)) for row in rows],
        more=more,
    )


@bp.get("/pendapat/<key>")
@may("matter.read", on=queries.matter_by_key)
def matter(matter: Matter) -> Response:
    return show(matter)


def show(
    matter: Matter,
    status: int = 200,
    refusals: Any = (),
    checking: forms.CheckForm | None = None,
    concluding: forms.ConclusionForm | None = None,
) -> Response:
    """A matter, with what somebody may do with it now."""
    at, person_id = now(), current_user.person_id
    state = matter.state_at(at)
    is_author = matter.author_id == person_id
    own = queries.own_conclusion(matter.id, person_id)
    may_conclude = is_author and own is None and matter.kind.is_study
    concludes = may_conclude and state is MatterState.CHECKED
    return page(
        "contributions/matters/matter.html",
        status=status,
        here=HERE,
        matter=matter,
        state=state,
        pieces=pieces_of(matter.body),
        title_pieces=pieces_of(matter.title),
        is_author=is_author,
        checker=queries.checker_name(matter),
        sealed_at=queries.conclusion_sealed_at(matter.id),
        own=own,
        is_owed=is_owed(matter, state),
        is_late=is_owed(matter, state) and matter.is_late(local_date(at, zone())),
        checking=_checking(matter, checking) if state.is_draft and not is_author else None,
        concluding=_concluding(concluding) if concludes else None,
        questions=list(CheckQuestion),
        may_change=is_author and state.is_changeable and own is None,
        steps=[each for each in Step if each.is_possible(state)],
        refusals=refusals,
    )


def is_owed(matter: Matter, state: MatterState) -> bool:
    """Whether the office still has to give the conclusion that it promised."""
    return state is MatterState.REVEALED and not matter.kind.is_study


def _checking(matter: Matter, form: forms.CheckForm | None) -> forms.CheckForm:
    if form is None:
        form = forms.CheckForm(formdata=None)
        form.digest.data = operations.text_digest(matter)
    return form


def _concluding(form: forms.ConclusionForm | None) -> forms.ConclusionForm:
    if form is None:
        form = forms.ConclusionForm(formdata=None)
        form.offer()
    return form


@bp.post("/pendapat/<key>/periksa")
@may("matter.check", on=queries.matter_by_key)
def check(matter: Matter) -> Response:
    form = forms.CheckForm()
    if not form.validate():
        return show(matter, 422, checking=form)
    try:
        operations.check_matter(
            matter, form.answers, form.digest.data or "", current_user.person_id, now()
        )
    except Refused as refusal:
        found = queries.matter_by_key(matter.key) or matter
        return show(found, 422 if form.answers else 409, [refusal], checking=form)
    flash(_("Checked."))
    return see_other(url_for("matters.matter", key=matter.key))


@bp.post("/pendapat/<key>/simpulan")
@may("matter.change", on=queries.matter_by_key)
def conclude(matter: Matter) -> Response:
    """Seal what the office concludes of a study."""
    form = forms.ConclusionForm()
    form.offer()
    if not form.validate():
        return show(matter, 422, concluding=form)
    try:
        operations.seal_conclusion(matter, form.judgement, current_user.person_id, now())
    except Refused as refusal:
        return show(matter, 409, [refusal], concluding=form)
    flash(_("Sealed. Until the reveal only you see it."))
    return see_other(url_for("matters.matter", key=matter.key))


@bp.post("/pendapat/<key>/keadaan")
@may("matter.step", on=queries.matter_by_key)
def take_step(matter: Matter) -> Response:
    form = forms.StepForm()
    if not form.validate():
        return show(matter, 422, form.step.errors)
    try:
        operations.take_step(matter, Step(form.step.data), current_user.person_id, now())
    except Refused as refusal:
        return show(queries.matter_by_key(matter.key) or matter, 409, [refusal])
    flash(_("Saved."))
    return see_other(url_for("matters.matter", key=matter.key))
