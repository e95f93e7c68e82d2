"""Taking back today's entry."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _

from mori.access.guard import may
from mori.core.clock import now
from mori.web import asked
from mori.web.render import see_other

from ..models import Entry
from ..queries import entry_by_key
from .operations import withdraw_entry

bp = Blueprint("withdrawal", __name__)


@bp.post("/logbook/<key>/tarik")
@may("entry.change", on=entry_by_key)
def withdraw(entry: Entry) -> Response:
    withdraw_entry(entry, asked.today(), now())
    flash(_("Taken back. Nobody else reads it until you send it again."))
    return see_other(url_for("logbook.entry", key=entry.key))
