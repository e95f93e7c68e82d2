"""The coordinator's side of doors: making a link for a day, taking it back."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.web import filters
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..codes.views import address
from ..models import Event
from ..presence.models import DoorPass
from ..presence.queries import door_by_key, doors_of
from ..queries import event_by_key
from ..rules import days_of
from .forms import PassForm
from .operations import make_pass, revoke_pass
from .rules import state_of

bp = Blueprint("event_doors", __name__)


@bp.get("/kegiatan/<key>/pintu")
@may("presence.mark", on=event_by_key)
def doors(event: Event) -> Response:
    return _doors(event, PassForm(formdata=None))


def _doors(event: Event, form: PassForm, status: int = 200, link: str = "") -> Response:
    today = local_date(now(), event.office.zone)
    days = [day for day in days_of(event) if day >= today]
    form.offer([(str(day), filters.long_day(locale(), day)) for day in days])
    if form.day.data not in map(str, days) and days:
        form.day.data = str(days[0])
    shown = page(
        "events/door/doors.html",
        status=status,
        here="network",
        event=event,
        doors=[(each, state_of(each, today)) for each in doors_of(event.id)],
        form=form,
        is_over=not days,
        link=link,
    )
    return not_stored(shown)


@bp.post("/kegiatan/<key>/pintu")
@may("presence.mark", on=event_by_key)
def make(event: Event) -> Response:
    form, today = PassForm(), local_date(now(), event.office.zone)
    day = form.day_of([each for each in days_of(event) if each >= today])
    if not form.validate() or day is None:
        return _doors(event, form, 422)
    try:
        made = make_pass(
            event, form.label.data, day, form.token.data, current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _doors(event, form, 422)
    link = address() + url_for("event_door.door", secret=made.secret)
    return _doors(event, PassForm(formdata=None), link=link)


@bp.post("/pintu-kegiatan/<key>/cabut")
@may("presence.mark", on=door_by_key)
def revoke(door: DoorPass) -> Response:
    revoke_pass(door, current_user.person_id, now())
    flash(_("The link opens nothing any more. What it has marked stays."))
    return see_other(url_for("event_doors.doors", key=door.event.key))
