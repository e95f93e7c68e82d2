"""Asking a campus for its word on a study, and keeping what it answers."""

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

from ..studies.letters import tell_author
from ..studies.models import Study
from . import queries
from .models import StudySignature, StudySignRequest
from .rules import PURPOSE, CampusAnswer


class Said(NamedTuple):
    """What a campus supervisor answers, to the text with this digest."""

    answer: CampusAnswer
    sentence: str
    given_to: str


@writing()
def ask_campus(
    study: Study,
    contact: InstitutionContact,
    hand: Hand,
    token: str,
    actor_id: int,
    at: dt.datetime,
    post: Post,
) -> Given:
    """Give whoever accompanies the author a link that reads the study, and signs."""
    if not study.state.is_early:
        raise Refused(_("This study is over, so nothing is signed any more."))
    about = About(CONTACT, contact.key, study.person.name)
    given = give_link(PURPOSE, about, hand, study.office_id, token, actor_id, at, post)
    StudySignRequest.create(link=given.link.id, study=study.id)
    return given


@writing()
def co_sign(
    link: SignedLink, study: Study, said: Said, token: str, at: dt.datetime, address: str
) -> None:
    """Keep the answer; the same form again changes nothing, and there is one to a text."""
    lock(study)
    if queries.signature_by_token(token):
        return
    if not study.state.is_early:
        raise Refused(_("This study is over, so nothing is signed any more."))
    if queries.digest_of(study) != said.given_to:
        raise changed_meanwhile()
    if queries.standing_signature(study):
        raise Refused(_("This study was answered already."))
    StudySignature.create(
        token=token, study=study.id, link=link.id, name=link.name, at=at, **said._asdict()
    )
    url, words = f"{address}/belajar/riset/{study.key}", said.sentence
    tell_author(study, said.answer.value, url, at, name=link.name, words=words)
