"""Publishing a book: what stops it, and the editions so far."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.offices.queries import office_by_id
from mori.web.fields import Form, Token
from mori.web.render import page, see_other

from .. import queries as books
from ..models import Book
from . import operations, queries

bp = Blueprint("publishing", __name__)


class PublishForm(Form):
    token = Token()


@bp.get("/naskah/buku/<key>/terbit")
@may("edition.publish", on=books.book_by_key)
def publishing(book: Book) -> Response:
    return _publishing(book, PublishForm(formdata=None))


@bp.post("/naskah/buku/<key>/terbit")
@may("edition.publish", on=books.book_by_key)
def publish(book: Book) -> Response:
    form, office_id = PublishForm(), current_user.office_id
    if not form.validate():
        return _publishing(book, form, 422)
    token = token_for(form.token.data, office_id, book.slug)
    office, person_id = office_by_id(office_id), current_user.person_id
    try:
        made = operations.publish_edition(office, book, token, person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _publishing(book, form, 409)
    flash(_("Published: anybody can read it now."))
    return see_other(url_for("editions.edition", slug=made.slug))


def _publishing(book: Book, form: PublishForm, status: int = 200) -> Response:
    return page(
        "guidebook/editions/publishing.html",
        status=status,
        here="books",
        book=book,
        form=form,
        found=operations.looked_over(current_user.office_id, book),
        editions=queries.editions_of(current_user.office_id, book.id),
    )
