"""The ready phrases of an office, kept by its coordinators."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.errors import Refused
from mori.web.i18n import locale
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import ReadyPhrase

bp = Blueprint("phrases", __name__)


def office_part() -> dict[str, Any] | None:
    """The way here from the page of the office."""
    return {} if allowed(current_user, "office.change") else None


@bp.get("/kantor/frasa")
@may("office.change")
def phrases() -> Response:
    return _phrases(forms.PhraseForm(formdata=None))


def _phrases(form: forms.PhraseForm, status: int = 200) -> Response:
    own = queries.phrases_of(current_user.office_id, current_user.facts["phrases_version"])
    return page(
        "logbook/phrases/phrases.html",
        status=status,
        here="office",
        own=own,
        defaults=forms.default_phrases(locale()),
        form=form,
    )


@bp.post("/kantor/frasa")
@may("office.change")
def add_phrase() -> Response:
    form = forms.PhraseForm()
    if not form.validate():
        return _phrases(form, 422)
    try:
        operations.add_phrase(current_user.office_id, form.text.data)
    except Refused as refusal:
        form.refuse(refusal)
        return _phrases(form, 409)
    flash(_("Saved."))
    return see_other(url_for("phrases.phrases"))


@bp.post("/kantor/frasa/mulai")
@may("office.change")
def adopt_phrases() -> Response:
    """Begin with the phrases offered everywhere."""
    texts = [text for _key, text in forms.default_phrases(locale())]
    operations.adopt_phrases(current_user.office_id, texts)
    return see_other(url_for("phrases.phrases"))


@bp.get("/kantor/frasa/<key>")
@may("office.part", on=queries.phrase_by_key)
def phrase(phrase: ReadyPhrase) -> Response:
    return _phrase(phrase, forms.ChangePhraseForm(formdata=None, obj=phrase))


def _phrase(phrase: ReadyPhrase, form: forms.ChangePhraseForm, status: int = 200) -> Response:
    return page(
        "logbook/phrases/phrase.html", status=status, here="office", phrase=phrase, form=form
    )


@bp.post("/kantor/frasa/<key>")
@may("office.part", on=queries.phrase_by_key)
def change_phrase(phrase: ReadyPhrase) -> Response:
    form = forms.ChangePhraseForm()
    if not form.validate():
        return _phrase(phrase, form, 422)
    operations.change_phrase(phrase, form.text.data, form.position.data, form.is_offered.data)
    flash(_("Saved."))
    return see_other(url_for("phrases.phrases"))
