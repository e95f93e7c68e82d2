"""Leave, examinations and other days away, noted beforehand for planning."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.web import asked
from mori.web.render import page, see_other

from ..rotation.queries import interns_of, supervisors_of
from . import forms, operations, queries
from .models import PlannedAway
from .rules import AwayKind

bp = Blueprint("away", __name__)
AHEAD = 366 * DAY


@bp.get("/rotasi/berhalangan")
@may("away.note")
def list_away() -> Response:
    return _list(forms.AwayForm(formdata=None))


def _list(form: forms.AwayForm, status: int = 200) -> Response:
    office, today = current_user.office_id, asked.today()
    _offer(form)
    return page(
        "placements/away/away.html",
        status=status,
        here="interns",
        form=form,
        rows=queries.away_between(office, today, today + AHEAD),
    )


def _offer(form: forms.AwayForm) -> None:
    office = current_user.office_id
    form.offer(interns_of(office), [each.person for each in supervisors_of(office)])


@bp.post("/rotasi/berhalangan")
@may("away.note")
def note() -> Response:
    form = forms.AwayForm()
    _offer(form)
    if not form.validate():
        return _list(form, 422)
    said = (
        form.ids[form.person.data],
        AwayKind(form.kind.data),
        form.starts_on.data,
        form.ends_on.data,
    )
    token, office = token_for(form.token.data, *said), current_user.office_id
    try:
        operations.note_away(office, *said, token, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _list(form, 409)
    flash(_("Noted. Plans name it."))
    return see_other(url_for("away.list_away"))


@bp.post("/rotasi/berhalangan/<key>/hapus")
@may("away.forget", on=queries.away_by_key)
def forget(row: PlannedAway) -> Response:
    operations.forget_away(row)
    return see_other(url_for("away.list_away"))
