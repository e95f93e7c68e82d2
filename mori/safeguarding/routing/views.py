"""On *Me*: who is to be called first, and who is not to learn of it. Nobody else sees it."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.models import Person
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.web.render import page, see_other

from . import operations, wish_queries
from .forms import WishForm

bp = Blueprint("wishes", __name__)
bp.after_request(not_stored)


def wish_part(actor: Actor) -> dict[str, Any] | None:
    """The way to one's choices, for whoever belongs to an office."""
    return {} if actor.has_office else None


@bp.get("/saya/pilihan")
@may("self.change")
def wish() -> Response:
    chosen, avoided = wish_queries.wishes_of(current_user.person_id)
    data = {"officer": chosen or "", "avoided": avoided}
    return _page(WishForm(formdata=None, data=data))


def _page(form: WishForm, status: int = 200) -> Response:
    officers, staff = _people()
    form.offer(officers, staff)
    template = "safeguarding/routing/wish.html"
    return page(template, status=status, here="me", form=form, is_empty=not staff)


def _people() -> tuple[list[Person], list[Person]]:
    """The office's officers, and all of its staff; nobody is asked about themself."""
    if not current_user.has_office:
        return [], []
    return wish_queries.people_to_choose(current_user.office_id, current_user.person_id)


@bp.post("/saya/pilihan")
@may("self.change")
def choose() -> Response:
    officers, staff = _people()
    form, at = WishForm(), now()
    form.offer(officers, staff)
    if form.validate() and form.officer.data and form.officer.data in form.avoided.data:
        form.officer.errors = [_("You named this person below as well. Choose one of the two.")]
    if form.errors:
        return _page(form, 422)
    ids = {person.key: person.id for person in staff}
    operations.keep_wish(
        current_user.person_id,
        ids.get(form.officer.data),
        [ids[key] for key in form.avoided.data],
        local_date(at, current_user.zone),
        at,
    )
    flash(_("Kept. Nobody is told of it."))
    return see_other(url_for("wishes.wish"))
