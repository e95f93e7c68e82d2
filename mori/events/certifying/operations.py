"""Certificates for whoever was there: asking for so many half-days, issuing, correcting a name."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.certificates.attended.operations import make_attendance_paper
from mori.certificates.papers.operations import Wanted, drop_paper, revoke_paper
from mori.certificates.papers.queries import paper_by_id
from mori.certificates.statements.rules import PaperKind
from mori.core.clock import local_date
from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.states import lock
from mori.core.texts.folding import folded

from .. import queries as events
from ..models import Event, EventStep, Participant
from ..rules import EventState, Notice, state_on
from ..telling.letters import Door
from ..telling.operations import AT_ONCE, tell_by_mail
from . import queries
from .models import EventCertificate
from .standing import attended_by, holder_of

OVER = frozenset({EventState.CLOSED, EventState.REPORTED})


class Issuing(NamedTuple):
    """In which language, which date it bears, who asks and when."""

    locale: str
    issued_on: dt.date
    actor_id: int
    at: dt.datetime
    address: str


@writing()
def ask_half_days(event: Event, half_days: int | None, actor_id: int, at: dt.datetime) -> None:
    """Say how many half-days a certificate asks for, the same of everybody; None: all but one."""
    lock(event)
    if queries.has_certificates(event.id):
        raise Refused(_("Certificates are issued already, and ask the same of everybody."))
    Event.update(half_days=half_days).where(Event.id == event.id).execute()
    EventStep.create(event=event, verb="change", actor=actor_id, at=at)


@writing()
def issue_certificates(
    event: Event, rows: Collection[Participant], token: str, issuing: Issuing
) -> int:
    """Make one for each who was there long enough and has none; how many were made.

    All of them or none: whatever hinders one hinders all.
    """
    if state_on(event, local_date(issuing.at, event.office.zone)) not in OVER:
        raise Refused(_("It is not over yet."))
    return sum(_issue(event, each, token, issuing) for each in rows)


def _issue(event: Event, row: Participant, token: str, issuing: Issuing) -> bool:
    lock(row)
    holder = holder_of(event, row)
    if not holder.may_get:
        return False
    made = make_attendance_paper(
        event.office_id,
        attended_by(event, holder),
        Wanted(PaperKind.ATTENDANCE, issuing.locale, issuing.issued_on),
        token_for(token, row.key),
        issuing.actor_id,
        issuing.at,
        issuing.address,
        replaces=holder.paper,
    )
    EventCertificate.create(participant=row, paper=made.id, made_at=issuing.at)
    return True


@writing()
def correct_name(row: Participant, name: str, token: str, issuing: Issuing) -> None:
    """Call somebody by their right name; a certificate that stands is revoked and made anew."""
    lock(row)
    Participant.update(name=name, name_folded=folded(name)).where(
        Participant.id == row.id
    ).execute()
    holder = holder_of(row.event, row)
    if not holder.paper or not holder.has_standing or holder.paper.holder == name:
        return
    paper = paper_by_id(holder.paper.id)
    if not holder.stay.is_enough:
        raise Refused(
            _("Their presence is no longer enough for a certificate. Revoke the old one first.")
        )
    if paper.state.is_awaiting_number:
        drop_paper(paper, issuing.actor_id, issuing.at)
    else:
        why = str(_("The name was corrected."))
        revoke_paper(paper, why, issuing.actor_id, issuing.at, issuing.address)
    fresh = events.participant_by_key(row.key)
    if fresh:
        _issue(row.event, fresh, token, issuing)


def tell_certified(event: Event, door: Door, at: dt.datetime) -> int:
    """Mail that certificates can be fetched to whoever may be written to; how many there are."""
    return tell_by_mail(queries.to_tell(event.id, AT_ONCE), Notice.CERTIFIED, door, None, at)
