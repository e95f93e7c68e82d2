"""What waits too long in an office: the coordinator reminds, or puts it into other hands."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.models import Membership
from mori.accounts.queries import membership_by_key, people_granted
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.placements.barred.queries import barred_pairs
from mori.web.asked import after, next_page
from mori.web.filters import moment
from mori.web.i18n import locale
from mori.web.render import page, parts_of, see_other

from ..models import Entry
from ..queries import entry_by_key
from ..review.operations import hand_over_entry as reassign
from ..review.rules import COORDINATOR_AFTER, STAND_IN_AFTER
from ..review.views import office_clock
from ..review.waiting import Waiting
from . import operations, queries
from .forms import HandOverAllForm, HandOverForm
from .models import OverdueReminder
from .rules import MOST, REMEMBERED, SHOWN, OverdueEntry, by_reviewer, digest_of

bp = Blueprint("overdue", __name__)

GROUPS, PAGE = 6, 15  # of all reviewers, and of the entries of one


class Backlog(NamedTuple):
    """All that waits too long with one reviewer, and the entries of it that a page shows."""

    membership: Membership
    number: int
    oldest: int  # in working days
    shown: list[tuple[Entry, int]]
    reminder: OverdueReminder | None
    is_reminded: bool  # for the day on which mail would go out now


def overdue_entries(actor: Actor, at: dt.datetime) -> int:
    """What the menu's badge counts."""
    if actor.office_id is None:
        return 0
    clock = Waiting(actor.office_id, actor.calendar_version, actor.zone, at)
    return queries.overdue_counted(actor.office_id, clock.before(COORDINATOR_AFTER))


@bp.get("/tertunda")
@may("overdue.list")
def overdue() -> Response:
    """By reviewer; with ``?pembimbing=`` all of one."""
    return _overdue()


def _overdue(status: int = 200, problem: str = "") -> Response:
    clock = office_clock()
    rows = queries.overdue_rows(current_user.office_id, clock.before(COORDINATOR_AFTER))
    one = _asked_reviewer()
    groups, more = _of_one(one, rows) if one else _of_all(rows)
    return page(
        "logbook/overdue/overdue.html",
        status=status,
        here="overdue",
        counts={"overdue": len(rows)},
        total=len(rows),
        is_cut=len(rows) >= MOST,
        most=MOST,
        one=one,
        backlogs=_backlogs(groups, by_reviewer(rows), clock),
        more=more,
        supervisors=_supervisors() if one else [],
        barred=_barred(row.id for group in groups for row in group) if one else set(),
        may_reassign=allowed(current_user, "entry.reassign"),
        problem=problem,
        parts=[] if one else parts_of("overdue", current_user.office_id, clock.today),
        after_days=COORDINATOR_AFTER,
        stand_in_after=STAND_IN_AFTER,
    )


def _asked_reviewer() -> Membership | None:
    key = request.args.get("pembimbing", "")
    membership = membership_by_key(key) if key else None
    if key and (membership is None or membership.office_id != current_user.office_id):
        abort(404)
    return membership


Groups = list[list[OverdueEntry]]


def _of_all(rows: list[OverdueEntry]) -> tuple[Groups, str]:
    """The oldest entries of each reviewer, and the address of those after this page's."""
    begin, groups = after(dt.date.fromisoformat, int), list(by_reviewer(rows).values())
    if begin:
        groups = [group for group in groups if (group[0].day, group[0].id) > begin]
    shown, more = next_page(groups, GROUPS, lambda group: (group[0].day, group[0].id))
    return [group[:SHOWN] for group in shown], more


def _of_one(one: Membership, rows: list[OverdueEntry]) -> tuple[Groups, str]:
    begin = after(dt.date.fromisoformat, int)
    theirs = [row for row in rows if row.supervisor_id == one.person_id]
    if begin:
        theirs = [row for row in theirs if (row.day, row.id) > begin]
    shown, more = next_page(theirs, PAGE, lambda row: (row.day, row.id))
    return [list(shown)] if shown else [], more


def _backlogs(
    groups: Groups, waiting: dict[int, list[OverdueEntry]], clock: Waiting
) -> list[Backlog]:
    if not groups:
        return []
    ids = [group[0].supervisor_id for group in groups]
    people = queries.reviewers(clock.office_id, ids)
    reminders = queries.last_reminders(clock.office_id, ids, clock.today - REMEMBERED)
    entries = queries.entries_shown([row.id for group in groups for row in group])
    mail_day = local_date(clock.mail_at, clock.zone)
    return [
        Backlog(
            people[each],
            len(waiting[each]),
            clock.days(min(row.submitted_at for row in waiting[each])),
            [(entries[row.id], clock.days(row.submitted_at)) for row in group],
            reminders.get(each),
            each in reminders and reminders[each].day >= mail_day,
        )
        for each, group in zip(ids, groups, strict=True)
    ]


def _barred(entry_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Who never reviews what those who wrote the entries write."""
    return barred_pairs(queries.writers_of(list(entry_ids)))


def _supervisors() -> list[Any]:
    return people_granted(current_user.office_id, "entry.review")


@bp.post("/tertunda/pembimbing/<key>/ingatkan")
@may("entry.reassign", on=membership_by_key)
def remind(membership: Membership) -> Response:
    clock, address = office_clock(), current_app.config["SETTINGS"].address
    try:
        reminder = operations.remind_reviewer(membership, clock, current_user.person_id, address)
    except Refused as refusal:
        return _overdue(409, str(refusal))
    name = membership.person.name
    if reminder is None:
        flash(_("%(name)s is not reminded twice for one day.", name=name))
    elif reminder.message.due_at > clock.at:
        when = moment(locale(), reminder.message.due_at, current_user.zone)
        flash(_("%(name)s gets the reminder at %(moment)s.", name=name, moment=when))
    else:
        flash(_("The reminder to %(name)s is on its way.", name=name))
    return see_other(url_for("overdue.overdue"))


@bp.get("/tertunda/pembimbing/<key>/alihkan")
@may("entry.reassign", on=membership_by_key)
def hand_over_question(membership: Membership) -> Response:
    return _question(membership, _form(membership, formdata=None))


def _form(membership: Membership, **options: Any) -> HandOverAllForm:
    clock = office_clock()
    rows = queries.overdue_with(
        clock.office_id, membership.person_id, clock.before(COORDINATOR_AFTER)
    )
    never = {membership.person_id, *(other for _intern, other in _barred(row.id for row in rows))}
    others = [each for each in _supervisors() if each.id not in never]
    return HandOverAllForm(**options).offer(others)


def _question(membership: Membership, form: HandOverAllForm, status: int = 200) -> Response:
    """What is going to happen to which entries, and into whose hands."""
    clock = office_clock()
    rows = queries.overdue_with(
        clock.office_id, membership.person_id, clock.before(COORDINATOR_AFTER)
    )
    if not rows:
        return _nothing_left(membership)
    form.seen.data = digest_of(rows)
    return page(
        "logbook/overdue/hand_over.html",
        status=status,
        here="overdue",
        membership=membership,
        form=form,
        count=len(rows),
        oldest=clock.days(min(row.submitted_at for row in rows)),
        interns=queries.interns_of([row.id for row in rows]),
    )


def _nothing_left(membership: Membership) -> Response:
    flash(_("Nothing waits too long with %(name)s any more.", name=membership.person.name))
    return see_other(url_for("overdue.overdue"))


@bp.post("/tertunda/pembimbing/<key>/alihkan")
@may("entry.reassign", on=membership_by_key)
def hand_over_all(membership: Membership) -> Response:
    form = _form(membership)
    if not form.validate():
        return _question(membership, form, 422)
    to_id, seen = form.ids[form.to.data], operations.Seen(form.seen.data, form.token.data)
    try:
        count = operations.hand_over_all(
            membership, to_id, seen, current_user.person_id, office_clock()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _question(membership, form, 409)
    flash(
        ngettext(
            "%(num)d entry is now with %(name)s.",
            "%(num)d entries are now with %(name)s.",
            count,
            name=form.names[form.to.data],
        )
    )
    return see_other(url_for("overdue.overdue"))


@bp.post("/tertunda/<key>/alihkan")
@may("entry.reassign", on=entry_by_key)
def hand_over(entry: Entry) -> Response:
    form = HandOverForm().offer(_supervisors())
    if not form.validate():
        return _overdue(422, _("Choose another supervisor of this office."))
    try:
        reassign(entry, form.ids[form.to.data], current_user.person_id, now())
    except Refused as refusal:
        return _overdue(409, str(refusal))
    flash(_("The entry is handed over."))
    return see_other(url_for("overdue.overdue"))
