"""The links an office has given: who has them, what they open, and ending them."""

from typing import Any
from urllib.parse import quote

import segno
from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.purposes import PURPOSES
from mori.accounts.rules import normal_phone
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.notifications.queries import messages_about
from mori.web.asked import after, next_page
from mori.web.render import page, see_other
from mori.web.trusted import trusted

from . import operations, queries
from .models import SignedLink
from .operations import Given, mail_token
from .views import door_of, post

bp = Blueprint("given_links", __name__)


@bp.get("/tautan")
@may("link.list")
def links() -> Response:
    found = queries.links_of(current_user.office_id, *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page("links/links.html", here="interns", more=more, **shown(list(rows)))


def shown(rows: list[SignedLink]) -> dict[str, Any]:
    """What a list of links needs to show them."""
    mails = messages_about([mail_token(row) for row in rows]) if rows else {}
    return {
        "links": [(row, PURPOSES[row.purpose].label, mails.get(mail_token(row))) for row in rows],
        "ends": queries.ends_of(rows) if rows else {},
        "at": now(),
        "may_change": allowed(current_user, "link.change"),
    }


@bp.post("/tautan/<key>/cabut")
@may("link.change", on=queries.link_by_key)
def revoke(link: SignedLink) -> Response:
    operations.revoke_link(link, current_user.person_id, now())
    flash(_("The link opens nothing any more."))
    return see_other(url_for("given_links.links"))


@bp.post("/tautan/<key>/pastikan")
@may("link.change", on=queries.link_by_key)
def confirm(link: SignedLink) -> Response:
    return link_page(operations.confirm_hand(link, current_user.person_id, now(), post()))


def link_page(given: Given) -> Response:
    """The link just made, to be handed over now: only its digest is kept."""
    link = given.link
    address = current_app.config["SETTINGS"].base_url or request.host_url
    url = address.rstrip("/") + door_of(link.key, given.secret)
    response = page(
        "links/given.html",
        here="interns",
        link=link,
        opens=PURPOSES[link.purpose].label,
        url=url,
        share=_share_url(link, url),
        qr=trusted(segno.make(url).svg_inline(scale=4, border=2)),
    )
    return not_stored(response)


def _share_url(link: SignedLink, url: str) -> str:
    """WhatsApp, with a message that holds the link ready to be sent."""
    text = _(
        "%(name)s, with this link you see: %(opens)s (%(about)s). %(url)s",
        name=link.name,
        opens=PURPOSES[link.purpose].label,
        about=link.about_name,
        url=url,
    )
    return f"https://wa.me/{(normal_phone(link.phone) or '').removeprefix('+')}?text={quote(text)}"
