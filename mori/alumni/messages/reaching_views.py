"""Reaching one alumnus: WhatsApp with a text ready to be sent, and addresses that mail came back
from.
"""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.web.render import page, see_other

from ..bounces.operations import note_bounced, note_reachable
from ..models import Alumnus
from ..queries import alumnus_by_key, record_of
from ..rules import Record, phone_shown
from . import operations, queries
from .forms import AddressForm, ShareForm
from .rules import may_share, whatsapp_url

bp = Blueprint("alumni_reaching", __name__)

OFFERED = 3  # messages whose text may be taken over


def alumnus_part(alumnus: Alumnus, record: Record) -> dict[str, Any]:
    """On the page of a record: its mail addresses, and what was shared over WhatsApp."""
    return {
        "alumnus": alumnus,
        "mails": queries.mails_of(alumnus),
        "shares": queries.shares_with(alumnus),
        "may_share": may_share(record),
        "may_change": allowed(current_user, "alumni.change", alumnus),
    }


@bp.get("/alumni/<key>/whatsapp")
@may("alumni.change", on=queries.alumnus_to_share_with)
def sharing(alumnus: Alumnus) -> Response:
    taken = queries.mailing_by_key(request.args.get("pesan", ""))
    if taken and taken.office_id == alumnus.office_id:
        text = taken.body
    else:
        text = _(
            "Hello %(name)s, this is %(office)s.", name=alumnus.name, office=alumnus.office.name
        )
    return _sharing(alumnus, ShareForm(formdata=None, data={"text": text}))


def _sharing(alumnus: Alumnus, form: ShareForm, status: int = 200) -> Response:
    return page(
        "alumni/messages/sharing.html",
        status=status,
        here="alumni",
        alumnus=alumnus,
        form=form,
        mailings=queries.mailings_of(alumnus.office_id)[:OFFERED],
    )


@bp.post("/alumni/<key>/whatsapp")
@may("alumni.change", on=queries.alumnus_to_share_with)
def share(alumnus: Alumnus) -> Response:
    """The link to WhatsApp, which is opened next; that it was is all that can be noted."""
    form = ShareForm()
    if not form.validate():
        return _sharing(alumnus, form, 422)
    token = token_for(form.token.data, current_user.person_id, alumnus.key)
    operations.note_share(alumnus, token, current_user.person_id, now())
    phones = record_of(alumnus).phones
    return page(
        "alumni/messages/shared.html",
        here="alumni",
        alumnus=alumnus,
        text=form.text.data,
        links=[(phone_shown(each), whatsapp_url(each, form.text.data)) for each in phones],
    )


@bp.post("/alumni/<key>/surel-kembali")
@may("alumni.change", on=alumnus_by_key)
def bounced(alumnus: Alumnus) -> Response:
    """A mail came back into the office's mailbox, which MORI does not read."""
    if address := _own_address(alumnus):
        note_bounced(alumnus.office_id, address, now(), current_user.person_id)
        flash(_("Noted: no mail is sent to %(address)s any more.", address=address))
    return see_other(_record_url(alumnus))


@bp.post("/alumni/<key>/surel-sampai")
@may("alumni.change", on=alumnus_by_key)
def reachable(alumnus: Alumnus) -> Response:
    if address := _own_address(alumnus):
        note_reachable(alumnus.office_id, address)
        flash(_("Mail is sent to %(address)s again.", address=address))
    return see_other(_record_url(alumnus))


def _own_address(alumnus: Alumnus) -> str:
    said = AddressForm().address.data
    return said if said in {row.value for row in queries.mails_of(alumnus)} else ""


def _record_url(alumnus: Alumnus) -> str:
    return url_for("records.record", key=alumnus.key)
