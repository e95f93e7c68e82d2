"""Which scheme goes with whom, and when; and what an intern reads of it."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.core.errors import Refused
from mori.evaluation.schemes.forms import shown_mark
from mori.evaluation.schemes.models import Scheme
from mori.evaluation.schemes.queries import schemes_in_use, sheet_of
from mori.placements.queries import nearest_placement
from mori.placements.rules import InternKind
from mori.web.asked import today
from mori.web.render import page, see_other

from . import forms, operations, queries
from .rules import seen_of

bp = Blueprint("choices", __name__)


@bp.get("/penilaian/skema/pilihan")
@may("scheme.choose")
def choices() -> Response:
    own = queries.choices_of(current_user.office_id)
    in_use = {each.family for each in _offered()}
    form = forms.ChoicesForm(formdata=None, data=forms.known_choices(own, in_use))
    return _choices(form)


def _offered() -> list[Scheme]:
    return [*schemes_in_use(current_user.office_id), *schemes_in_use(None)]


def _choices(form: forms.ChoicesForm, status: int = 200) -> Response:
    if not form.is_submitted():
        form.offer(_offered(), queries.choices_of(None))
    by_kind: dict[InternKind, list[Any]] = {}
    for (kind, _moment), field in form.places.items():
        by_kind.setdefault(kind, []).append(field)
    return page(
        "evaluation/choices/choices.html",
        status=status,
        here="office",
        form=form,
        by_kind=by_kind,
    )


@bp.post("/penilaian/skema/pilihan")
@may("scheme.choose")
def choose() -> Response:
    form = forms.ChoicesForm()
    form.offer(_offered(), queries.choices_of(None))
    if not form.validate():
        return _choices(form, 422)
    try:
        operations.choose_schemes(
            current_user.office_id, form.wanted, form.seen.data, current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        form.seen.data = seen_of(queries.choices_of(current_user.office_id))
        return _choices(form, 409)
    flash(_("Saved."))
    return see_other(url_for("choices.choices"))


def scheme_part(scheme: Scheme) -> dict[str, Any] | None:
    """Whom a scheme goes with, on its page and before it is retired."""
    if not scheme.state.is_in_use:
        return None
    return {
        "places": queries.places_of(current_user.office_id, scheme.id),
        "may_choose": allowed(current_user, "scheme.choose"),
    }


def me_part(actor: Actor) -> dict[str, Any] | None:
    """The way to one's own schemes, for interns."""
    return {} if allowed(actor, "scheme.own") else None


@bp.get("/saya/penilaian")
@may("scheme.own")
def own_schemes() -> Response:
    """How the intern who asks is assessed, from the first day on."""
    placement = nearest_placement(current_user.person_id, today())
    found = queries.schemes_of_kind(placement.office_id, placement.kind) if placement else []
    return page(
        "evaluation/choices/own_schemes.html",
        here="me",
        placement=placement,
        sheets=[(sheet_of(scheme), moments) for scheme, moments in found],
        said=shown_mark,
    )
