"""On the page of a record: a link for whom it is about; on the directory's: that nobody asks."""

from typing import Any

from flask import Blueprint, Response, abort
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.links.given_views import link_page, shown
from mori.links.queries import links_about
from mori.links.views import post

from ..models import Alumnus
from ..queries import alumnus_by_key, record_of
from ..rules import ALUMNUS, Record
from . import operations, queries
from .forms import InviteForm
from .rules import may_be_invited

bp = Blueprint("asking", __name__)

MOST_LINKS = 3


def alumnus_part(alumnus: Alumnus, record: Record) -> dict[str, Any] | None:
    """For the page of a record: the latest links, and one more."""
    if not allowed(current_user, "alumni.change", alumnus):
        return None
    if not may_be_invited(alumnus.state, ""):
        return None
    return {
        "alumnus": alumnus,
        "mail": record.mails[0] if may_be_mailed(alumnus, record) else "",
        "form": InviteForm(formdata=None),
        **shown(links_about(ALUMNUS, alumnus.key)[:MOST_LINKS]),
    }


def may_be_mailed(alumnus: Alumnus, record: Record) -> bool:
    return bool(record.mails) and may_be_invited(alumnus.state, record.mails[0])


def office_part(office_id: int) -> dict[str, Any] | None:
    """For the directory's page: why nobody is asked whether their data is still right."""
    return {} if queries.has_no_asker(office_id) else None


@bp.post("/alumni/<key>/tautan")
@may("alumni.change", on=alumnus_by_key)
def invite(alumnus: Alumnus) -> Response:
    form = InviteForm()
    if not form.validate():
        abort(400)
    record = record_of(alumnus)
    mail = record.mails[0] if form.by.data == "mail" and record.mails else ""
    token = token_for(form.token.data, alumnus.id)
    given = operations.invite(alumnus, mail, token, current_user.person_id, now(), post())
    return link_page(given)
