"""Sealing an opinion, and stepping back."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock

from ..matters.models import Matter
from ..matters.rules import Judgement
from . import queries
from .models import Opinion, StepBack


class Sealer(NamedTuple):
    """Who seals, and in which internship; ``token`` is their form's."""

    person_id: int
    placement_id: int
    token: str


def seal_opinion(matter: Matter, by: Sealer, said: Judgement, at: dt.datetime) -> Opinion:
    """Keep an opinion for good; the same again is the same receipt, another text is refused."""
    try:
        return _seal(matter, by, said, at)
    except IntegrityError:  # another request wrote between our look and our write: look again
        return _seal(matter, by, said, at)


@writing()
def _seal(matter: Matter, by: Sealer, said: Judgement, at: dt.datetime) -> Opinion:
    if there := queries.opinion_of(matter.id, by.person_id):
        if there.judgement == said:
            return there
        raise Refused(_("You have sealed another opinion already, and it stays as it is."))
    require_open(matter, at)
    if not lock(matter, "state"):
        raise changed_meanwhile()
    return Opinion.create(
        token=token_for(by.token, by.person_id, matter.id),
        matter=matter.id,
        office=matter.office_id,
        person=by.person_id,
        placement=by.placement_id,
        finding=said.finding,
        forms=" ".join(said.forms),
        components=" ".join(said.components),
        reasons=said.reasons,
        proposal=said.proposal,
        sure=said.sure,
        digest=said.digest_for(matter.key),
        sealed_at=at,
    )


def require_open(matter: Matter, at: dt.datetime) -> None:
    """Raise unless a matter takes opinions at this moment."""
    if not matter.state_at(at).takes_opinions:
        raise Refused(_("This matter takes no opinions any more."))


@writing()
def step_back(matter: Matter, person_id: int, at: dt.datetime) -> None:
    """Take no part in a matter, without a reason; whoever has sealed stays in it."""
    if queries.opinion_of(matter.id, person_id):
        raise Refused(_("You have sealed your opinion: it stays."))
    require_open(matter, at)
    StepBack.insert(matter=matter.id, person=person_id).on_conflict_ignore().execute()
