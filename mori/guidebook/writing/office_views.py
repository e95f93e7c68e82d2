"""What of the books is an office's own: its slots, and sections that it adds."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.db import token_for
from mori.web import asked
from mori.web.i18n import locale
from mori.web.render import page, see_other

from .. import queries
from ..models import Book
from . import forms, operations

bp = Blueprint("own_texts", __name__)
HERE = "books"


@bp.get("/naskah/isian")
@may("slot.fill")
def slots() -> Response:
    known = queries.slot_values(current_user.office_id)
    return _slots(forms.slots_form(known, is_sent=False))


@bp.post("/naskah/isian")
@may("slot.fill")
def fill() -> Response:
    known = queries.slot_values(current_user.office_id)
    form = forms.slots_form(known, is_sent=True)
    if not form.validate():
        return _slots(form, 422)
    operations.fill_slots(
        current_user.office_id,
        forms.typed_slots(form),
        form.checked.data or [],
        current_user.person_id,
        asked.today(),
    )
    flash(_("Kept. It stands in the next edition."))
    return see_other(url_for("own_texts.slots"))


def _slots(form: Any, status: int = 200) -> Response:
    return page(
        "guidebook/writing/slots.html",
        status=status,
        here=HERE,
        form=form,
        slots=forms.slots_asked(locale()),
        known=queries.slot_values(current_user.office_id),
    )


@bp.get("/naskah/buku/<key>/bagian-baru")
@may("slot.fill", on=queries.book_by_key)
def beginning(book: Book) -> Response:
    return _beginning(book, forms.SectionForm(formdata=None))


@bp.post("/naskah/buku/<key>/bagian-baru")
@may("slot.fill", on=queries.book_by_key)
def begin(book: Book) -> Response:
    form = forms.SectionForm()
    if not form.validate():
        return _beginning(book, form, 422)
    office_id, title = current_user.office_id, form.title.data or ""
    token = token_for(form.token.data, office_id, title)
    made = operations.add_chapter(book, office_id, title, token)
    return see_other(url_for("texts.writing_anew", key=made.key))


def _beginning(book: Book, form: forms.SectionForm, status: int = 200) -> Response:
    return page("guidebook/writing/beginning.html", status=status, here=HERE, book=book, form=form)
