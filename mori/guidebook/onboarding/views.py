"""*Getting started*: what an intern has to do in the first days, and who has what left."""

from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed, supervisor_in
from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.queries import person_by_id
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.placements.models import Placement
from mori.placements.queries import nearest_placement, placement_by_key
from mori.placements.rules import ONGOING
from mori.web import asked
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.menu import page_url
from mori.web.render import page, see_other

from ..agreeing.standing import stands_of
from . import desk, operations, queries
from .rules import Source, Task, all_tasks

bp = Blueprint("onboarding", __name__)
bp.after_request(not_stored)


def _own_placement() -> Placement | None:
    """The internship of whoever is signed in, here, while it goes on or is ahead."""
    found = nearest_placement(current_user.person_id, asked.today())
    is_here = found is not None and found.office_id == current_user.office_id
    return found if found and is_here and found.state in ONGOING else None


@bp.get("/belajar/mulai")
@may("preparation.own")
def tasks() -> Response:
    placement, me = _own_placement(), current_user.person_id
    stands = stands_of([me], current_user.office_id, locale())[me]
    lines = desk.own_lines(placement, person_by_id(me), stands) if placement else []
    return page(
        "guidebook/onboarding/tasks.html",
        here="learn",
        placement=placement,
        lines=[(each, _address_of(each.task)) for each in lines],
        stands={each.book.slug: each for each in stands},
    )


def _address_of(task: Task) -> str:
    """Where a task is done; nowhere in MORI where it is ticked."""
    return {
        Task.PROFILE: page_url("me"),
        Task.SOP: url_for("book_agreeing.book", key="sop"),
        Task.PLEDGE: url_for("book_agreeing.book", key="rahasia"),
        Task.CONTACT: url_for("safety.item", part="kontak"),
        Task.DRILL: url_for("safety.item", part="latihan"),
    }.get(task, "")


@bp.post("/belajar/mulai")
@may("preparation.own")
def tick() -> Response:
    """What an intern says of themself, such as that they have seen their unit."""
    placement = _own_placement() or abort(404)
    ticked = {each.task.value: each.task for each in all_tasks() if each.source is Source.INTERN}
    task = ticked.get(request.form.get("tugas", "")) or abort(400)
    is_done = request.form.get("on") != "0"
    operations.tick_task(placement, task, is_done, current_user.person_id, now())
    return see_other(url_for("onboarding.tasks"))


@bp.get("/peserta/persiapan")
@may("preparation.list")
def office() -> Response:
    """Who has what left. Nothing waits for it, and nothing private stands in it."""
    office_id = current_user.office_id
    found = queries.ongoing_for(
        office_id, asked.today(), supervisor_in(current_user, "placement.read"), after(str, int)
    )
    shown, more = next_page(found, queries.PAGE, lambda row: (row.person.name_folded, row.id))
    return page(
        "guidebook/onboarding/office.html",
        here="interns",
        rows=desk.rows_of(shown, office_id, locale()),
        more=more,
        may_note=allowed(current_user, "guardian.note"),
    )


@bp.post("/peserta/<key>/wali")
@may("guardian.note", on=placement_by_key)
def note_guardian(placement: Placement) -> Response:
    is_done = request.form.get("on") != "0"
    operations.tick_task(placement, Task.GUARDIAN, is_done, current_user.person_id, now())
    flash(_("Saved."))
    return see_other(url_for("onboarding.office"))


def today_part(placement: Any, today: Any) -> dict[str, Any] | None:
    """On an intern's start page: one line, and only while their office waits for a word."""
    return {} if current_user.facts["has_to_agree"] else None


def learn_part(actor: Actor) -> dict[str, Any] | None:
    """The way to it, on the page of what interns learn."""
    if not allowed(actor, "preparation.own"):
        return None
    return {"is_waiting": actor.facts["has_to_agree"]}
