"""Concluding a matter, and taking one back."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.safeguarding.alerts.views import keep_no_copy
from mori.web.render import page, see_other

from ..matters.models import Matter
from ..matters.queries import matter_by_key, opened
from ..matters.rules import MatterState
from . import forms, operations, queries
from .queries import Lettered

bp = Blueprint("matter_endings", __name__)
bp.after_request(keep_no_copy)


def matter_to_end(key: str) -> Matter | None:
    """One that is revealed and waits for its end; of another there is no such page."""
    found = matter_by_key(key)
    return found if found and found.state_at(now()) is MatterState.REVEALED else None


def _letters(matter: Matter) -> list[Lettered]:
    given = opened(matter, now())
    return queries.letters_of(given) if given else []


@bp.get("/pendapat/<key>/akhir")
@may("matter.step", on=matter_to_end)
def ending(matter: Matter) -> Response:
    return _ending(matter, forms.ending_form(_letters(matter), formdata=None))


def _ending(matter: Matter, form: forms.EndingForm, status: int = 200) -> Response:
    return page(
        "contributions/revealing/ending.html", status=status, here="learn", matter=matter, form=form
    )


@bp.post("/pendapat/<key>/akhir")
@may("matter.step", on=matter_to_end)
def conclude(matter: Matter) -> Response:
    """Of a study one press; of a consultation with what became of each opinion."""
    form = forms.ending_form(_letters(matter))
    is_study = matter.kind.is_study
    if not is_study and not form.validate():
        return _ending(matter, form, 422)
    said = None if is_study else form.judgement
    outcomes = {} if is_study else forms.outcomes_in(form)
    try:
        operations.conclude_matter(matter, said, outcomes, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _ending(matter, form, 409)
    flash(_("Concluded."))
    return see_other(url_for("matters.matter", key=matter.key))


@bp.get("/pendapat/<key>/tarik")
@may("matter.step", on=matter_by_key)
def recalling(matter: Matter) -> Response:
    return _recalling(matter, forms.RecallForm(formdata=None))


def _recalling(matter: Matter, form: forms.RecallForm, status: int = 200) -> Response:
    return page(
        "contributions/revealing/recalling.html",
        status=status,
        here="learn",
        matter=matter,
        form=form,
    )


@bp.post("/pendapat/<key>/tarik")
@may("matter.step", on=matter_by_key)
def recall(matter: Matter) -> Response:
    form = forms.RecallForm()
    if not form.validate():
        return _recalling(matter, form, 422)
    try:
        operations.recall_matter(matter, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _recalling(matter, form, 409)
    flash(_("Recalled: its text is erased here. Phones drop their drafts when they next open it."))
    return see_other(url_for("matters.matter", key=matter.key))
