"""What a coordinator does before deciding: asking for papers, putting names and contacts right."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.core.db import writing
from mori.core.states import advance, changed_meanwhile, lock

from .. import queries
from ..models import Applicant, ApplicantEvent, ApplicationEvent, ApplicationSetting
from ..papers.rules import note_asking
from ..rules import MOVES
from ..telling.letters import Post, tell_of_asking


class Details(NamedTuple):
    """Whose a place is, and how they are reached."""

    name: str
    number: str
    phone: str
    email: str
    programme: str


@writing()
def ask_for_papers(
    applicant: Applicant,
    codes: Sequence[str],
    words: str,
    actor_id: int,
    post: Post,
    at: dt.datetime,
) -> bool:
    """Ask for what is missing, and say which papers; whether mail goes out."""
    note = note_asking(codes, words)
    advance(applicant, MOVES, "ask", actor_id, at, note, since=at)
    return tell_of_asking(applicant, codes, words, post, at)


@writing()
def note_complete(applicant: Applicant, actor_id: int, at: dt.datetime) -> None:
    """What was asked for came by hand or by WhatsApp."""
    advance(applicant, MOVES, "complete", actor_id, at, since=at)


@writing()
def correct_applicant(
    applicant: Applicant, details: Details, seen: Details, actor_id: int, at: dt.datetime
) -> None:
    """Put right whose a place is, unless somebody else did meanwhile or they are placed."""
    lock(applicant)
    fresh = queries.applicant_by_id(applicant.id)
    if details_of(fresh) != seen or fresh.placement_id or fresh.erased_at:
        raise changed_meanwhile()
    if details == seen:
        return
    Applicant.update(details._asdict()).where(Applicant.id == applicant.id).execute()
    ApplicantEvent.create(applicant=applicant.id, verb="correct", actor=actor_id, at=at)


def require_seen(is_same: bool) -> None:
    """Refuse a form that was filled from what is no longer so."""
    if not is_same:
        raise changed_meanwhile()


def details_of(applicant: Applicant) -> Details:
    """What is known of whose a place is."""
    return Details(*(getattr(applicant, name) for name in Details._fields))


@writing()
def note_on_application(application_id: int, words: str, actor_id: int, at: dt.datetime) -> None:
    """Keep what was said by telephone, or came up, for whoever looks next."""
    ApplicationEvent.create(
        application=application_id, verb="note", actor=actor_id, at=at, note=words
    )


@writing()
def choose_reply_within(office_id: int, days: int, seen: int) -> None:
    """Reply within so many working days from now on; days already promised stay."""
    if queries.setting_of(office_id).revision != seen:
        raise changed_meanwhile()
    changed = {"reply_within": days, "revision": seen + 1}
    ApplicationSetting.insert(office=office_id, **changed).on_conflict(
        conflict_target=[ApplicationSetting.office], update=changed
    ).execute()
