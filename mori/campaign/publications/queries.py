"""Publications as they were reported: an office's, a campaign's, a member's."""

import datetime as dt
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.network.models import Community, Member
from mori.network.queries import ids_with
from mori.offices.models import Office

from ..models import Campaign, Material, Publication, PublicationEvent
from ..rules import KEPT, Channel, PublicationState

PAGE = 30
SHOWN = 50  # of a campaign, and of a member
AT_ONCE = 50  # pictures to erase


def _whole() -> Any:
    return (
        Publication.select(Publication, Office, Campaign, Material, Member, Community)
        .join(Office)
        .switch(Publication)
        .join(Campaign)
        .switch(Publication)
        .left_outer_join(Material, on=Publication.material)
        .switch(Publication)
        .left_outer_join(Member, on=Publication.member)
        .switch(Publication)
        .left_outer_join(Community, on=Publication.community)
    )


def publication_by_key(key: str) -> Publication | None:
    found: Publication | None = _whole().where(Publication.key == key).get_or_none()
    return found


def publication_by_token(token: str) -> Publication | None:
    return Publication.get_or_none(Publication.token == token)


def publications_of(
    office_id: int, before: int | None = None, *, waiting: bool = False
) -> list[Publication]:
    """An office's, the latest first, one page and one more; perhaps those not checked yet."""
    found = _whole().where(Publication.office == office_id).order_by(Publication.id.desc())
    if waiting:
        found = found.where(Publication.state.in_(literals([PublicationState.REPORTED])))
    return list((found.where(Publication.id < before) if before else found).limit(PAGE + 1))


def publications_in(campaign_id: int) -> list[Publication]:
    """The latest of a campaign; what was withdrawn is not among them."""
    return _latest(Publication.campaign == campaign_id)


def publications_by(member: Member) -> list[Publication]:
    """The latest that a member reported, also while they stood twice in the list."""
    return _latest(Publication.member.in_(list(_ids_of(member))))


def is_by(publication: Publication, member: Member) -> bool:
    return publication.member_id in _ids_of(member)


def _ids_of(member: Member) -> set[int]:
    """Theirs, and those of the rows that were merged into them."""
    return {member.id, *ids_with(Member, [member.id])}


def _latest(whose: Any) -> list[Publication]:
    stands = Publication.state != PublicationState.WITHDRAWN
    found = _whole().where(whose, stands).order_by(Publication.day.desc(), Publication.id.desc())
    return list(found.limit(SHOWN))


def waiting_rows(office: Any) -> Any:
    """What was reported and nobody of the office has looked at."""
    return Publication.select().where(
        Publication.office == office,
        Publication.state.in_(literals([PublicationState.REPORTED])),
    )


def evidence_that_served(at: dt.datetime) -> list[Publication]:
    """Some whose picture nobody needs: long ago they were looked at or taken back, and shown."""
    lately = PublicationEvent.select(PublicationEvent.id).where(
        PublicationEvent.publication == Publication.id, PublicationEvent.at > at - KEPT
    )
    found = Publication.select().where(
        Publication.evidence != "",
        Publication.state.not_in(literals([PublicationState.REPORTED])),
        ~fn.EXISTS(lately),
    )
    return list(found.order_by(Publication.id).limit(AT_ONCE))


class Reach(NamedTuple):
    """Publications on a channel, and the reach that those who reported them say, never added up."""

    channel: Channel
    publications: int
    with_reach: int
    largest: int | None


def reach_by_channel(office_id: int) -> list[Reach]:
    """All of an office but those taken back, by the channels on which there are any."""
    rows: Any = (
        Publication.select(
            Publication.channel,
            fn.COUNT(Publication.id),
            fn.COUNT(Publication.reach_said),
            fn.MAX(Publication.reach_said),
        )
        .where(
            Publication.office == office_id,
            Publication.state.not_in(literals([PublicationState.WITHDRAWN])),
        )
        .group_by(Publication.channel)
        .tuples()
    )
    found = {channel: Reach(channel, *numbers) for channel, *numbers in rows}
    return [found[each] for each in Channel if each in found]


def publication_events(publication_id: int) -> list[PublicationEvent]:
    return list(
        PublicationEvent.select(PublicationEvent, Person)
        .left_outer_join(Person)
        .where(PublicationEvent.publication == publication_id)
        .order_by(PublicationEvent.id)
    )
