"""Whom an office may invite: its communities with who speaks for them, and members who agree."""

import datetime as dt
from typing import NamedTuple

from mori.network.communities.queries import contacts_of
from mori.network.models import Community, Member
from mori.network.queries import agreeing_to
from mori.network.rules import Purpose

from ..models import Event
from .queries import communities_to_invite, invited_ids, members_to_invite


class Whom(NamedTuple):
    """Those who can be invited, and who gets a community's invitation."""

    communities: list[Community]
    members: list[Member]
    contacts: dict[int, Member]

    @property
    def choices(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """For a form: communities, and members."""
        return (
            [(each.key, each.name) for each in self.communities],
            [(each.key, each.name) for each in self.members],
        )

    def contact_of(self, community: Community) -> Member | None:
        """Who agreed to be invited; None where the office hands it over by itself."""
        return self.contacts.get(community.id)


def whom_to_invite(event: Event, today: dt.date) -> Whom:
    """Those not invited yet; what they agree to is asked now."""
    communities, members = invited_ids(event.id)
    found = communities_to_invite(event.office_id, communities)
    contacts = contacts_of([each.id for each in found], today)
    speakers = {row.id for rows in contacts.values() for row in rows}
    may = agreeing_to(Purpose.MEETINGS, speakers)
    chosen = {
        community_id: first
        for community_id, rows in contacts.items()
        if (first := next((row for row in rows if row.id in may), None))
    }
    return Whom(found, members_to_invite(event.office_id, members), chosen)
