"""What was promised after an event, for its office: the list, figures, noting for all, a table."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.rules import normal_phone
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.institutions.forms import region_label
from mori.web import asked
from mori.web.files import csv_file
from mori.web.render import page, see_other

from ..models import Event, Participant
from ..queries import event_by_key, participants_of
from ..rules import ToldBy, state_on
from ..telling.views import door, shared
from . import operations, queries
from .forms import NotesForm, in_a_month, notes_form
from .letters import pass_of, said_shortly
from .models import FollowUp
from .queries import Due
from .reminding_operations import note_reminded
from .rules import Standing, figures_of, standing_on
from .standing import Line, community_name, due_to_remind, lines_of

bp = Blueprint("event_follow_ups", __name__)
HERE = "network"
NOTED = 8  # participants on one page to be filled in


def figures_part(event: Event) -> dict[str, Any] | None:
    """On the page of an event: what was promised, and what became of it."""
    today = local_date(now(), event.office.zone)
    rows = queries.all_follow_ups_of(event.id)
    has_begun = state_on(event, today) in operations.AFTER
    if not rows and not has_begun:
        return None
    may_write = allowed(current_user, "followup.write", event)
    return {
        "event": event,
        "figures": figures_of(rows, today),
        "may_write": may_write,
        "to_remind": len(to_share(event)) if may_write else 0,
    }


@bp.get("/kegiatan/<key>/janji")
@may("followup.read", on=event_by_key)
def follow_ups(event: Event) -> Response:
    today = local_date(now(), event.office.zone)
    whole = queries.all_follow_ups_of(event.id)
    found = queries.follow_ups_of(event.id, asked.after(int, int))
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.participant.row, row.id))
    may_write = allowed(current_user, "followup.write", event)
    return page(
        "events/followups/list.html",
        here=HERE,
        event=event,
        figures=figures_of(whole, today),
        lines=lines_of(whole, today),
        rows=[(row, standing_on(row, today), community_name(row.participant)) for row in rows],
        more=more,
        may_note=may_write and state_on(event, today) in operations.AFTER,
        to_remind=len(to_share(event)) if may_write else 0,
    )


@bp.get("/kegiatan/<key>/janji.csv")
@may("followup.read", on=event_by_key)
def table(event: Event) -> Response:
    return csv_file(_table(event), _("follow-ups"), event.name, event.starts_on)


def _table(event: Event) -> Iterator[list[Any]]:
    """Counts by community, then each promise; no numbers and no addresses of anybody."""
    today = local_date(now(), event.office.zone)
    rows = queries.all_follow_ups_of(event.id)
    yield [
        *(_("Community"), _("Promised"), _("Happened"), _("Moved"), _("Dropped")),
        *(_("Not answered"), _("There is time yet")),
    ]
    for line in [*lines_of(rows, today), Line(_("All"), figures_of(rows, today))]:
        yield [line.name or _("No community"), *line.figures]
    yield []
    yield [
        *(
            _("Community"),
            _("Name"),
            _("What is taught"),
            _("Whom"),
            _("Where"),
            _("Before which day"),
        ),
        *(_("About how many people"), _("How it stands"), _("Day"), _("People"), _("Reason")),
    ]
    for row in rows:
        yield [
            *(community_name(row.participant), row.participant.name, row.what, row.whom),
            *(region_label(row.region), row.by_on, row.aimed_at or ""),
            *(standing_on(row, today).label, row.done_on or "", row.done_heads or "", row.reason),
        ]


@bp.get("/kegiatan/<key>/janji/isi")
@may("followup.write", on=event_by_key)
def noting(event: Event) -> Response:
    people, _more = _people(event)
    today = local_date(now(), event.office.zone)
    known = {"what": event.theme[:120] or event.name, "by_on": in_a_month(today)}
    return _noting(event, notes_form(len(people))(formdata=None, data=known))


@bp.post("/kegiatan/<key>/janji/isi")
@may("followup.write", on=event_by_key)
def note(event: Event) -> Response:
    """All rows that say whom, or none of them."""
    people, _more = _people(event)
    form = notes_form(len(people))()
    is_valid, is_read = form.validate(), form.read_places()
    if not (is_valid and is_read):
        return _noting(event, form, 422)
    said = form.rows_said()
    if not said:
        form.refuse_empty()
        return _noting(event, form, 422)
    rows = [
        (people[n], each, token_for(form.token.data or "", people[n].key, *each))
        for n, each in said
    ]
    try:
        n = operations.promise_all(rows, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _noting(event, form, 422)
    flash(ngettext("%(num)d promise is noted.", "%(num)d promises are noted.", n))
    return see_other(url_for("event_follow_ups.follow_ups", key=event.key))


def _people(event: Event) -> tuple[list[Participant], str | None]:
    """Who stands on this page; the address says after which row it begins."""
    (begins_after,) = asked.after(int) or (0,)
    found = participants_of(event.id, begins_after, NOTED + 1)
    rows, more = asked.next_page(found, NOTED, lambda row: (row.row,))
    return list(rows), more


def _noting(event: Event, form: NotesForm, status: int = 200) -> Response:
    people, more = _people(event)
    promised = queries.promises_by([each.id for each in people])
    return page(
        "events/followups/noting.html",
        status=status,
        here=HERE,
        event=event,
        form=form,
        rows=[
            (
                each,
                community_name(each),
                len(promised[each.id]),
                [form[f"{name}_{n}"] for name in ("whom", "region", "aimed")],
            )
            for n, each in enumerate(people)
        ],
        after=asked.after(int),
        more=more,
    )


def to_share(event: Event) -> list[Due]:
    """Those of an event who are to be reminded and whom no mail reaches."""
    at = now()
    rows = queries.follow_ups_to_remind(local_date(at, event.office.zone), event.id)
    return [each for each in due_to_remind(at, rows) if not each.mail]


@bp.get("/kegiatan/<key>/janji/ingatkan")
@may("followup.write", on=event_by_key)
def to_remind(event: Event) -> Response:
    """Whom no mail reaches, with one button each."""
    return page("events/followups/to_remind.html", here=HERE, event=event, rows=to_share(event))


@bp.post("/kegiatan/janji/<key>/bagikan")
@may("followup.write", on=queries.follow_up_by_key)
def share(follow_up: FollowUp) -> Response:
    """The text, and the way to WhatsApp; that it was shared is all that can be noted."""
    at, back = now(), url_for("event_follow_ups.to_remind", key=follow_up.event.key)
    due = next((each for each in due_to_remind(at, [follow_up]) if each.is_willing), None)
    if due is None:
        flash(_("There is nothing to remind them of now, or they do not want to be told."), "warn")
        return see_other(back)
    note_reminded(due, ToldBy.SHARED, current_user.person_id, at)
    text, number = said_shortly(due, door()), normal_phone(due.phone)
    return shared(follow_up.participant.name, (back, _("To be reminded")), text, number)


def promises_shown(rows: list[FollowUp], today: dt.date) -> list[tuple[FollowUp, Standing, str]]:
    """Each with how it stands, and the way to it."""
    secret = current_app.config["SECRET_KEY"]
    return [
        (
            row,
            standing_on(row, today),
            url_for("follow_ups.promise", ticket=pass_of(secret, row.key)),
        )
        for row in rows
    ]
