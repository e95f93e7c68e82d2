"""Handing in a report, planning its presentation, noting what came of it."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.placements.models import Placement
from mori.uploads.models import Upload
from mori.uploads.operations import hand_in

from . import queries
from .models import Presentation, Report
from .rules import MOST_VERSIONS, REPORT_LASTS, is_report_open, last_day_for_report


class PresentationPlan(NamedTuple):
    """What is said of a presentation before it is held."""

    day: dt.date
    starts_at: dt.time
    room: str
    link: str
    listeners: str
    listener_count: int | None


def require_open_report(placement: Placement, at: dt.datetime) -> None:
    """Refuse a report that comes too early, too late, or after it was assessed."""
    today = local_date(at, placement.office.zone)
    is_closed = queries.is_report_closed(placement.id)
    stay = (placement.state, placement.starts_on, placement.ends_on, today)
    if is_closed:
        raise Refused(_("Your report is assessed already, so it stays as it is."))
    if not is_report_open(*stay, is_closed=is_closed):
        raise Refused(_("Your report can't be handed in any more. Ask your coordinator."))


@writing()
def hand_in_report(
    placement: Placement,
    title: str,
    upload: Upload | None,
    link: str,
    token: str,
    at: dt.datetime,
) -> None:
    """Add a version, a file or a link, that counts from now on; the same form again adds none."""
    lock(placement)  # against the same form at once
    if queries.report_by_token(token):
        return
    require_open_report(placement, at)
    if len(queries.reports_of(placement.id)) >= MOST_VERSIONS:
        raise Refused(
            _("You have handed in %(n)d versions, and no more are kept.", n=MOST_VERSIONS)
        )
    if upload:
        hand_in(upload)
    Report.create(
        token=token,
        placement=placement.id,
        title=title,
        upload=upload and upload.id,
        link="" if upload else link,
        handed_at=at,
    )


@writing()
def plan_presentation(
    placement: Placement, plan: PresentationPlan, seen: int, actor_id: int, at: dt.datetime
) -> None:
    """Say when, where and before whom, unless that has changed since it was seen, or was held."""
    if not placement.starts_on <= plan.day <= last_day_for_report(placement.ends_on):
        raise Refused(
            _(
                "Choose a day of the internship, or one at most %(n)d days after it.",
                n=REPORT_LASTS.days,
            )
        )
    lock(placement)
    planned = queries.presentation_of(placement.id)
    facts = plan._asdict()
    if planned and all(getattr(planned, name) == said for name, said in facts.items()):
        return
    said = {"changed_by": actor_id, "changed_at": at, **facts}
    if planned is None and not seen:
        Presentation.create(placement=placement.id, **said)
        return
    if planned and planned.is_held:
        raise changed_meanwhile()
    _change_presentation(planned, seen, said)


@writing()
def note_presentation(
    placement: Placement, held_on: dt.date, outcome: str, seen: int, actor_id: int, at: dt.datetime
) -> None:
    """Say on which day it was held and what came of it."""
    if not placement.starts_on <= held_on <= local_date(at, placement.office.zone):
        raise Refused(_("It was held on a day of the internship or after it, today at the latest."))
    planned = queries.presentation_of(placement.id)
    if planned and (planned.held_on, planned.outcome) == (held_on, outcome):
        return
    said = {"changed_by": actor_id, "changed_at": at, "held_on": held_on, "outcome": outcome}
    _change_presentation(planned, seen, said)


def _change_presentation(planned: Presentation | None, seen: int, said: dict[str, object]) -> None:
    """By compare-and-set: only while it is what the form showed."""
    if planned is None:
        raise changed_meanwhile()
    changed = Presentation.update(revision=Presentation.revision + 1, **said).where(
        Presentation.id == planned.id, Presentation.revision == seen
    )
    if not changed.execute():
        raise changed_meanwhile()
