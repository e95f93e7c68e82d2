"""The office's setting for its papers."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.certificates.statements.rules import PaperKind
from mori.core.errors import Refused
from mori.offices.queries import office_by_id
from mori.web.asked import today
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import PaperSetting
from .rules import filled, pattern_flaw, places_of

bp = Blueprint("numbers", __name__)


def office_part() -> dict[str, Any] | None:
    """The way here from the page of the office."""
    return {} if allowed(current_user, "paper.set_up") else None


@bp.get("/kantor/sertifikat")
@may("paper.set_up")
def setting() -> Response:
    found = queries.setting_of(office_by_id(current_user.office_id))
    return _setting(forms.SettingForm(formdata=None, data=forms.known_setting(found)))


def _setting(form: forms.SettingForm, status: int = 200) -> Response:
    found = queries.setting_of(office_by_id(current_user.office_id))
    year = found.restart.year_of(today())
    return page(
        "certificates/numbers/setting.html",
        status=status,
        here="office",
        form=form,
        next_count=queries.last_count(found.office_id, year) + 1,
        example=_example(form, found) if not form.errors else "",
        places=places_of(7, PaperKind.CERTIFICATE, today(), form.code.data or ""),
    )


def _example(form: forms.SettingForm, found: PaperSetting) -> str:
    """The next number by what stands in the form; nothing where that is no pattern."""
    code, template = form.code.data or "", form.template.data or ""
    if pattern_flaw(template, code, found.restart):
        return ""
    day = today()
    count = (
        form.count_from.data or queries.last_count(found.office_id, found.restart.year_of(day)) + 1
    )
    return filled(template, places_of(count, PaperKind.CERTIFICATE, day, code))


@bp.post("/kantor/sertifikat")
@may("paper.set_up")
def choose_setting() -> Response:
    form = forms.SettingForm()
    if not form.validate():
        return _setting(form, 422)
    if form.only_look.data:
        return _setting(form)
    try:
        operations.choose_setting(
            current_user.office_id, form.facts, form.count_from.data, form.seen.data, today()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _setting(form, 422)
    flash(_("Saved."))
    return see_other(url_for("numbers.setting"))
