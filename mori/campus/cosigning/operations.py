"""Answering a final assessment from the campus."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.institutions.models import InstitutionContact
from mori.institutions.rules import CONTACT
from mori.links.models import SignedLink
from mori.links.operations import Given, Post, give_link
from mori.links.rules import About, Hand
from mori.placements.models import Placement

from . import queries
from .models import CoSignature, CoSignRequest
from .rules import PURPOSE, Answer


class Said(NamedTuple):
    """What a campus supervisor answers, to the assessment with this digest."""

    answer: Answer
    sentence: str
    given_to: str
    result: str  # as it was shown


@writing()
def ask_to_sign(
    placement: Placement,
    contact: InstitutionContact | None,
    hand: Hand,
    token: str,
    actor_id: int,
    at: dt.datetime,
    post: Post,
) -> Given:
    """Give whoever accompanies an intern a link that signs the final."""
    if contact is None:
        raise Refused(_("Choose the campus supervisor first."))
    if queries.final_of(placement.id) is None:
        raise Refused(_("The final assessment is not locked yet, so nothing can be signed."))
    about = About(CONTACT, contact.key, placement.person.name)
    given = give_link(PURPOSE, about, hand, placement.office_id, token, actor_id, at, post)
    CoSignRequest.create(link=given.link.id, placement=placement.id)
    return given


@writing()
def co_sign(
    link: SignedLink, placement: Placement, said: Said, token: str, at: dt.datetime
) -> None:
    """Keep the answer; the same form again changes nothing, and there is one to an assessment."""
    lock(placement)
    if queries.signature_by_token(token):
        return
    final = queries.final_of(placement.id)
    if final is None or final.digest != said.given_to:
        raise changed_meanwhile()
    if queries.standing_signature(placement.id):
        raise Refused(_("This assessment was answered already."))
    CoSignature.create(
        token=token, placement=placement.id, link=link.id, name=link.name, at=at, **said._asdict()
    )
