"""What became of a promise: said by its participant through its pass, or by the office for them."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, url_for
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may, public
from mori.access.purposes import NoLink
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.institutions.forms import region_label
from mori.links.models import SignedLink
from mori.network.models import Member
from mori.web.render import page, parts_of, see_other

from ..models import Event
from ..public.views import is_shown
from ..rules import EventState
from . import operations, queries
from .forms import STEP_LABELS, DropForm, FinishForm, MoveForm, Seen
from .letters import key_in
from .models import FollowUp
from .rules import MOST_MOVES, MOVES, standing_on
from .standing import community_name
from .views import promises_shown

bp = Blueprint("follow_ups", __name__)
Answered = Callable[[FollowUp, int | None], Seen | None]


def known_by(ticket: str) -> FollowUp:
    """The promise that a pass opens; the same page for all that opens none."""
    key = key_in(current_app.config["SECRET_KEY"], ticket)
    found = queries.follow_up_by_key(key) if key else None
    if found is None or not _is_shown(found.event):
        raise NoLink
    return found


def _is_shown(event: Event) -> bool:
    return event.state is not EventState.CALLED_OFF and is_shown(event)


@bp.get("/janji/<ticket>")
@public
def promise(ticket: str) -> Response:
    return _own(ticket, known_by(ticket))


@bp.post("/janji/<ticket>/sudah")
@public
def finish_own(ticket: str) -> Response:
    return _answer_own(ticket, _finish)


@bp.post("/janji/<ticket>/pindah")
@public
def move_own(ticket: str) -> Response:
    return _answer_own(ticket, _move)


@bp.post("/janji/<ticket>/batal")
@public
def drop_own(ticket: str) -> Response:
    return _answer_own(ticket, _drop)


def _answer_own(ticket: str, answered: Answered) -> Response:
    follow_up = known_by(ticket)
    if wrong := answered(follow_up, None):
        return _own(ticket, queries.follow_up_by_id(follow_up.id), wrong, 422)
    return see_other(url_for("follow_ups.promise", ticket=ticket))


@bp.get("/kegiatan/janji/<key>")
@may("followup.read", on=queries.follow_up_by_key)
def follow_up(follow_up: FollowUp) -> Response:
    return _office(follow_up)


@bp.post("/kegiatan/janji/<key>/sudah")
@may("followup.write", on=queries.follow_up_by_key)
def finish(follow_up: FollowUp) -> Response:
    return _answer(follow_up, _finish)


@bp.post("/kegiatan/janji/<key>/pindah")
@may("followup.write", on=queries.follow_up_by_key)
def move(follow_up: FollowUp) -> Response:
    return _answer(follow_up, _move)


@bp.post("/kegiatan/janji/<key>/batal")
@may("followup.write", on=queries.follow_up_by_key)
def drop(follow_up: FollowUp) -> Response:
    return _answer(follow_up, _drop)


@bp.post("/kegiatan/janji/<key>/lagi")
@may("followup.write", on=queries.follow_up_by_key)
def reopen(follow_up: FollowUp) -> Response:
    return _answer(follow_up, _reopen)


def _answer(follow_up: FollowUp, answered: Answered) -> Response:
    if wrong := answered(follow_up, current_user.person_id):
        return _office(queries.follow_up_by_id(follow_up.id), wrong, 422)
    return see_other(url_for("follow_ups.follow_up", key=follow_up.key))


def _finish(row: FollowUp, actor_id: int | None) -> Seen | None:
    """What is wrong with the answer; None once it is kept."""
    form = FinishForm()
    said = form.validate() and (form.on.data, form.heads.data, form.revision, actor_id, now())
    return _kept(form, operations.finish, row, said)


def _move(row: FollowUp, actor_id: int | None) -> Seen | None:
    form = MoveForm()
    said = form.validate() and (form.by_on.data, form.revision, actor_id, now())
    return _kept(form, operations.move, row, said)


def _drop(row: FollowUp, actor_id: int | None) -> Seen | None:
    form = DropForm()
    said = form.validate() and (form.reason.data, form.revision, actor_id, now())
    return _kept(form, operations.drop, row, said)


def _reopen(row: FollowUp, actor_id: int | None) -> Seen | None:
    form = Seen()
    said = form.validate() and (form.revision, actor_id, now())
    return _kept(form, operations.reopen, row, said)


def _kept(form: Seen, keep: Callable[..., None], row: FollowUp, said: Any) -> Seen | None:
    if not said:
        return form
    try:
        keep(row, *said)
    except Refused as refusal:
        form.refuse(refusal)
        return form
    return None


def _own(ticket: str, row: FollowUp, wrong: Seen | None = None, status: int = 200) -> Response:
    response = page(
        "events/followups/own.html",
        status=status,
        here="event",
        **_shown(row, wrong),
        urls={
            "finish": url_for("follow_ups.finish_own", ticket=ticket),
            "move": url_for("follow_ups.move_own", ticket=ticket),
            "drop": url_for("follow_ups.drop_own", ticket=ticket),
            "reopen": "",  # whoever said it by mistake tells the office
        },
        may_answer=True,
        parts=parts_of("follow_up", row),
    )
    return not_stored(response)


def _office(row: FollowUp, wrong: Seen | None = None, status: int = 200) -> Response:
    return page(
        "events/followups/follow_up.html",
        status=status,
        here="network",
        **_shown(row, wrong),
        urls={
            "finish": url_for("follow_ups.finish", key=row.key),
            "move": url_for("follow_ups.move", key=row.key),
            "drop": url_for("follow_ups.drop", key=row.key),
            "reopen": url_for("follow_ups.reopen", key=row.key),
        },
        may_answer=allowed(current_user, "followup.write", row),
        steps=queries.steps_of(row.id),
        told=queries.told_rows(row.id),
        labels=STEP_LABELS,
        parts=parts_of("follow_up_office", row),
    )


def _shown(row: FollowUp, wrong: Seen | None) -> dict[str, Any]:
    """What both pages need: the promise, how it stands, and its three forms."""
    today = local_date(now(), row.event.office.zone)
    seen = str(row.revision)
    forms = {
        "finish": FinishForm(formdata=None, data={"on": today}),
        "move": MoveForm(formdata=None),
        "drop": DropForm(formdata=None),
    }
    forms |= {name: wrong for name, form in forms.items() if wrong and type(form) is type(wrong)}
    return {
        "follow_up": row,
        "event": row.event,
        "stands": standing_on(row, today),
        "community": community_name(row.participant),
        "region": region_label(row.region),
        "forms": forms,
        "wrong": wrong,
        "seen": seen,
        "moves": {verb for verb, (states, _to) in MOVES.items() if row.state in states},
        "may_move": row.times_moved < MOST_MOVES,
    }


def member_part(member: Member, link: SignedLink) -> dict[str, Any] | None:
    """On a member's own page: what they promised, and how each stands."""
    today = local_date(now(), link.office.zone)
    rows = [row for row in queries.promises_of_member(member) if _is_shown(row.event)]
    return {"rows": promises_shown(rows, today)} if rows else None
