"""Who takes part: a number on the sheet and four letters, given once and never again."""

import datetime as dt
import secrets

from flask_babel import lazy_gettext as _

from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.states import lock
from mori.core.texts.folding import folded

from .. import queries
from ..models import Event, Participant
from ..rules import ListedAs, new_code
from .queries import numbers_given


@writing()
def add_participant(
    event: Event,
    name: str,
    at: dt.datetime,
    *,
    source: ListedAs,
    community_id: int | None = None,
    community_name: str = "",
    member_id: int | None = None,
    invitation_id: int | None = None,
    needs: str = "",
    photo_ok: bool = False,
    contact_ok: bool = False,
    token: str = "",
) -> Participant:
    """Put somebody on the list; the same ``token`` twice is one person."""
    if token and (there := queries.participant_by_token(token)):
        return there
    lock(event)
    given = numbers_given(event.id)
    return Participant.create(
        event=event.id,
        invitation=invitation_id,
        member=member_id,
        community=community_id,
        community_name=community_name,
        name=name,
        name_folded=folded(name),
        short_code=new_code(given.codes, secrets.choice),
        row=given.last_row + 1,
        needs=needs,
        photo_ok=photo_ok,
        contact_ok=contact_ok,
        source=source,
        token=token or new_key(),
        made_at=at,
    )


@writing()
def add_guest(
    event: Event,
    name: str,
    at: dt.datetime,
    *,
    community_name: str = "",
    token: str,
) -> Participant:
    """Put a guest on the list, who takes a seat like everybody."""
    if there := queries.participant_by_token(token):
        return there
    lock(event)
    if queries.seats_free(event, at) < 1:
        raise Refused(_("No seat is free. Give the event more seats first, or withdraw one."))
    return add_participant(
        event,
        name,
        at,
        source=ListedAs.GUEST,
        community_name=community_name,
        token=token,
    )


@writing()
def drop_participant(participant: Participant, at: dt.datetime) -> None:
    """A guest no longer comes; number and letters stay theirs."""
    Participant.update(left_at=at).where(
        Participant.id == participant.id, Participant.left_at.is_null()
    ).execute()
