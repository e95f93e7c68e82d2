"""What was published where: reported by those who did it, looked at by the office."""

import datetime as dt
from typing import NamedTuple

from mori.core.db import writing
from mori.core.files.decoding import Picture
from mori.core.files.images import Purpose
from mori.core.files.keeping import columns_of, keep_picture
from mori.core.files.store import Store
from mori.core.states import advance, lock
from mori.network.operations import forget_activity, note_activity
from mori.network.rules import ActivityKind

from ..models import Campaign, Material, Publication, PublicationEvent
from ..rules import FOLDER, PUBLICATION_MOVES, Channel, ReachSource
from . import queries


class Report(NamedTuple):
    """Where and when, and how far it reached as whoever reports it says."""

    material: Material | None
    channel: Channel
    place: str
    day: dt.date
    url: str
    reach_said: int | None
    reach_source: ReachSource | str


class Reporter(NamedTuple):
    """Who published it: a member, a community, or the office itself."""

    member_id: int | None = None
    community_id: int | None = None
    actor_id: int | None = None


@writing()
def report_publication(
    campaign: Campaign, report: Report, by: Reporter, token: str, at: dt.datetime
) -> Publication:
    """Keep what somebody says was published; the same form twice is one."""
    if there := queries.publication_by_token(token):
        return there
    made = Publication.create(
        token=token,
        office=campaign.office_id,
        campaign=campaign.id,
        member=by.member_id,
        community=by.community_id,
        made_at=at,
        **report._asdict(),
    )
    PublicationEvent.create(publication=made, verb="report", actor=by.actor_id, at=at)
    return made


@writing()
def check_publication(publication: Publication, actor_id: int, at: dt.datetime) -> None:
    """Note that the office has looked at it: from then on it is among what its people did."""
    advance(publication, PUBLICATION_MOVES, "check", actor_id, at)
    if publication.member_id or publication.community_id:
        note_activity(
            publication.office_id,
            ActivityKind.CAMPAIGNED,
            publication.day,
            publication.campaign.title,
            publication.key,
            member_id=publication.member_id,
            community_id=publication.community_id,
        )


@writing()
def withdraw_publication(publication: Publication, actor_id: int | None, at: dt.datetime) -> None:
    """Say that it was not so, or is there no more."""
    advance(publication, PUBLICATION_MOVES, "withdraw", actor_id, at)
    forget_activity(ActivityKind.CAMPAIGNED, publication.key)


def keep_evidence(
    store: Store, publication: Publication, content: bytes, actor_id: int | None, at: dt.datetime
) -> None:
    """A picture that shows it, in place of an earlier one; only the office sees it."""

    def keep(key: str, picture: Picture) -> tuple[Publication, str]:
        return publication, _keep(publication, key, picture, actor_id, at)

    keep_picture(store, FOLDER, content, Purpose.PHOTO, keep)


@writing()
def _keep(
    publication: Publication,
    key: str,
    picture: Picture,
    actor_id: int | None,
    at: dt.datetime,
) -> str:
    """The row, and the key of the picture that is not needed any more."""
    lock(publication)
    fresh = queries.publication_by_key(publication.key) or publication
    said = {"evidence": key, **columns_of(picture)}
    Publication.update(said).where(Publication.id == publication.id).execute()
    PublicationEvent.create(publication=publication, verb="show", actor=actor_id, at=at)
    return fresh.evidence


def erase_evidence(store: Store, publication: Publication, at: dt.datetime) -> None:
    """Erase a picture that served: its file first, so that none is left without a row."""
    store.remove(publication.path)
    _forget_evidence(publication, at)


@writing()
def _forget_evidence(publication: Publication, at: dt.datetime) -> None:
    nothing = {"evidence": "", "bytes": 0, "width": 0, "height": 0}
    gone = Publication.update(nothing).where(
        Publication.id == publication.id, Publication.evidence == publication.evidence
    )
    if gone.execute():
        PublicationEvent.create(publication=publication, verb="erase", at=at)
