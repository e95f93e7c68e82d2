"""Keeping where alumni are, who introduced whom, what they offer and what they did together."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.alumni.finding.operations import refresh
from mori.alumni.records.correcting_operations import held_as_seen
from mori.alumni.records.operations import hold, record
from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.texts.folding import folded

from ..models import Alumnus, Engagement
from ..queries import alumnus_by_id, ids_with, record_of
from ..rules import Agreed, AlumnusState, PlaceKind
from . import queries
from .models import AlumniSetting, Introduction, NetworkActivity, Offer, Participation

NAME_MOST = 120


class Place(NamedTuple):
    """Where somebody is or was; days as far as they are known, no last one while they are."""

    kind: PlaceKind
    name: str
    post: str
    since: str
    until: str


@writing()
def add_engagement(
    alumnus: Alumnus, place: Place, token: str, actor_id: int | None, at: dt.datetime
) -> None:
    """Keep where somebody is; the same form again keeps it once."""
    if queries.engagement_by_token(token):
        return
    _require_kept(hold(alumnus.id))
    Engagement.create(alumnus=alumnus.id, token=token, made_at=at, **_columns(place))
    _note(alumnus.id, "place", actor_id, at)


def _columns(place: Place) -> dict[str, str]:
    return {**place._asdict(), "name_folded": folded(place.name)[:NAME_MOST]}


def _require_kept(alumnus: Alumnus) -> None:
    if alumnus.state == AlumnusState.ERASED:
        raise Refused(_("Nothing is kept of somebody who was erased."))


@writing()
def change_engagement(
    engagement: Engagement, place: Place, revision: int, actor_id: int | None, at: dt.datetime
) -> None:
    """Correct where somebody is, or say until when they were there."""
    whose = alumnus_by_id(engagement.alumnus_id)
    head = held_as_seen(whose.merged_into_id or whose.id, revision)
    Engagement.update(_columns(place)).where(Engagement.id == engagement.id).execute()
    _note(head.id, "place", actor_id, at)


def _note(alumnus_id: int, verb: str, actor_id: int | None, at: dt.datetime) -> None:
    Alumnus.update(revision=Alumnus.revision + 1).where(Alumnus.id == alumnus_id).execute()
    record(alumnus_id, verb, actor_id, at)
    refresh([alumnus_id])


@writing()
def introduce(
    alumnus: Alumnus, introducer: Alumnus, note: str, actor_id: int | None, at: dt.datetime
) -> None:
    """Keep that one alumnus was brought to the office by another of it, once."""
    if alumnus.office_id != introducer.office_id or alumnus.id == introducer.id:
        raise Refused(_("Choose another alumnus of this office."))
    _require_kept(hold(alumnus.id))
    Introduction.insert(
        key=new_key(),
        token=new_key(),
        alumnus=alumnus.id,
        introducer=introducer.id,
        note=note,
        noted_by=actor_id,
        made_at=at,
    ).on_conflict_ignore().execute()
    _note(alumnus.id, "introduce", actor_id, at)


@writing()
def forget_introduction(introduction: Introduction, actor_id: int, at: dt.datetime) -> None:
    """It was noted by mistake."""
    Introduction.delete().where(Introduction.id == introduction.id).execute()
    _note(introduction.alumnus_id, "introduce", actor_id, at)


@writing()
def add_offer(
    alumnus: Alumnus, kind: str, note: str, token: str, actor_id: int | None, at: dt.datetime
) -> None:
    """Keep what somebody offers; the same form again keeps it once."""
    if queries.offer_by_token(token):
        return
    _require_kept(hold(alumnus.id))
    Offer.create(
        office=alumnus.office_id, alumnus=alumnus.id, kind=kind, note=note, token=token, made_at=at
    )
    _note(alumnus.id, "offer", actor_id, at)


@writing()
def end_offer(offer: Offer, actor_id: int | None, at: dt.datetime) -> None:
    """They no longer offer it; that they did is kept."""
    ended = Offer.update(ended_at=at).where(Offer.id == offer.id, Offer.ended_at.is_null())
    if ended.execute():
        _note(offer.alumnus_id, "offer", actor_id, at)


@writing()
def name_network(office_id: int, name: str) -> None:
    """Call the network of an office's alumni so; without a name as it comes."""
    AlumniSetting.get_or_create(office=office_id)
    AlumniSetting.update(network_name=name).where(AlumniSetting.office == office_id).execute()


@writing()
def add_activity(
    office_id: int,
    held_on: dt.date,
    kind: str,
    title: str,
    note: str,
    token: str,
    at: dt.datetime,
) -> NetworkActivity:
    """Keep something that the network did; the same form again keeps it once."""
    return queries.activity_by_token(token) or NetworkActivity.create(
        office=office_id,
        held_on=held_on,
        kind=kind,
        title=title,
        note=note,
        token=token,
        made_at=at,
    )


@writing()
def note_participation(activity: NetworkActivity, alumnus: Alumnus, at: dt.datetime) -> None:
    """Somebody of the network took part: whoever agreed to be one of it, and nobody else."""
    if activity.office_id != alumnus.office_id:
        raise Refused(_("Choose another alumnus of this office."))
    hold(alumnus.id)  # a consent withdrawn at this moment counts
    if not record_of(alumnus).agrees_to(Agreed.NETWORK):
        raise Refused(_("They have not agreed to be part of the network."))
    if not queries.takes_part(activity, list(ids_with([alumnus.id]))):
        Participation.create(activity=activity.id, alumnus=alumnus.id, noted_at=at)


@writing()
def forget_participation(participation: Participation) -> None:
    """It was noted by mistake."""
    Participation.delete().where(Participation.id == participation.id).execute()
