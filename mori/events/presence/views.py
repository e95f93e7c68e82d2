"""Who is there, half-day by half-day: the coordinator's list, marking by hand, taking back."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.web.asked import after, asked_day, next_page
from mori.web.render import page, see_other

from ..models import Event, Participant
from ..queries import PAGE, event_by_key, participant_by_code, participant_by_key, participants_of
from ..rules import EventState
from . import forms, operations, queries
from .desk import Halves, halves_of, marked_as, meant_by
from .models import Scan
from .operations import Way
from .rules import HalfDay, How

bp = Blueprint("event_presence", __name__)


def _asked_half(halves: Halves) -> HalfDay:
    asked = halves.named(asked_day(), request.args.get("bagian", ""))
    return asked or halves.nearest(now())


@bp.get("/kegiatan/<key>/hadir")
@may("presence.read", on=event_by_key)
def present(event: Event) -> Response:
    halves = halves_of(event)
    return _list(halves, _asked_half(halves))


def _list(
    halves: Halves, half: HalfDay, form: Any = None, status: int = 200, **more: Any
) -> Response:
    event, place = halves.event, after(int)
    found = participants_of(event.id, after=place[0] if place else 0, most=PAGE + 1)
    rows, further = next_page(found, PAGE, lambda row: (row.row,))
    hand, guest = _forms(form)
    for each in (hand, guest):
        forms.choose(each, halves.all, half)
    return page(
        "events/presence/list.html",
        status=status,
        here="network",
        event=event,
        halves=halves.all,
        half=half,
        rows=rows,
        more=further,
        marks=queries.marks_on(event.id, half.day, [each.id for each in rows]),
        counted=queries.present_by_half_day(event.id),
        done=marked_as(_just_marked(event), half),
        hand=hand,
        guest=guest,
        form=form or hand,
        may_mark=allowed(current_user, "presence.mark", event) and halves.has_come(half, now()),
        **{"meant": (), **more},
    )


def _forms(form: Any) -> tuple[forms.HandForm, forms.GuestForm]:
    hand = form if isinstance(form, forms.HandForm) else forms.HandForm(formdata=None)
    guest = form if isinstance(form, forms.GuestForm) else forms.GuestForm(formdata=None)
    return hand, guest


def _just_marked(event: Event) -> Participant | None:
    return participant_by_code(event.id, request.args.get("tanda", ""))


def _back(event: Event, half: HalfDay, code: str) -> Response:
    url = url_for("event_presence.present", key=event.key)
    return see_other(f"{url}?hari={half.day}&bagian={half.part}&tanda={code}")


@bp.post("/kegiatan/<key>/hadir")
@may("presence.mark", on=event_by_key)
def mark(event: Event) -> Response:
    halves, form, at = halves_of(event), forms.HandForm(), now()
    half = form.half_of(halves.all)
    if half is None or not halves.has_come(half, at) or not form.validate():
        return _refused(halves, half, form)
    meant = meant_by(event, form.said)
    if len(meant) != 1:
        forms.say_who(form, bool(meant))
        return _list(halves, half, form, 422, meant=meant)
    token = token_for(form.token.data, meant[0].key, *half)
    way = Way(How.HAND, actor_id=current_user.person_id)
    operations.mark_present(meant[0], half, way, at, token, at)
    return _back(event, half, meant[0].short_code)


@bp.post("/kegiatan/<key>/hadir/tamu")
@may("presence.mark", on=event_by_key)
def mark_guest(event: Event) -> Response:
    halves, form, at = halves_of(event), forms.GuestForm(), now()
    half = form.half_of(halves.all)
    if half is None or not halves.has_come(half, at) or not form.validate():
        return _refused(halves, half, form)
    said = (form.guest.data, form.community.data)
    way = Way(How.HAND, actor_id=current_user.person_id)
    token = token_for(form.token.data, *said)
    guest = operations.mark_walk_in(event, *said, half, way, at, token, at)
    return _back(event, half, guest.short_code)


def _refused(halves: Halves, half: HalfDay | None, form: forms.HalfDayForm) -> Response:
    if half is None:
        form.form_errors.append(forms.NO_HALF)
    elif not halves.has_come(half, now()):
        form.form_errors.append(forms.AHEAD)
    return _list(halves, half or halves.nearest(now()), form, 422)


@bp.get("/hadir/<key>")
@may("presence.read", on=participant_by_key)
def participant(row: Participant) -> Response:
    return _participant(row, forms.VoidForm(formdata=None))


def _participant(row: Participant, form: forms.VoidForm, status: int = 200) -> Response:
    scans = queries.scans_of(row.id)
    return page(
        "events/presence/participant.html",
        status=status,
        here="network",
        row=row,
        event=row.event,
        scans=scans,
        voids=queries.voids_of([each.id for each in scans]),
        form=form,
        may_void=allowed(current_user, "presence.void", row.event),
    )


@bp.post("/hadir/tanda/<key>/batal")
@may("presence.void", on=queries.scan_by_key)
def void(scan: Scan) -> Response:
    form = forms.VoidForm()
    row = queries.whose(scan)
    if not form.validate():
        return _participant(row, form, 422)
    operations.void_mark(scan, form.reason.data, current_user.person_id, now())
    return see_other(url_for("event_presence.participant", key=row.key))


def event_part(event: Event) -> dict[str, Any] | None:
    """The way here from the event's page, with how many were there."""
    if not allowed(current_user, "presence.read", event) or event.state is EventState.DRAFT:
        return None
    return {"event": event, "counted": queries.present_by_half_day(event.id)}
