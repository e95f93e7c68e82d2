"""The switch for reminders, on the page about oneself."""

from typing import Any

from flask import Blueprint, Response, flash
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.web.menu import page_url
from mori.web.render import see_other

from . import operations, queries
from .forms import RemindersForm

bp = Blueprint("reminders", __name__)


def reminders_part(actor: Actor) -> dict[str, Any] | None:
    """The switch, for interns: nobody else is reminded here."""
    if not allowed(actor, "day.write"):
        return None
    is_wanted, has_address = queries.reminders_of(actor.person_id)
    return {
        "reminders": RemindersForm(formdata=None, wanted=is_wanted),
        "has_address": has_address,
    }


@bp.post("/saya/pengingat")
@may("self.change")
def choose_reminders() -> Response:
    wanted = RemindersForm().wanted.data
    operations.choose_reminders(current_user.person_id, wanted)
    flash(_("You will be reminded.") if wanted else _("No reminders from now on."))
    return see_other(page_url("me"))
