"""Leaving a visit or a remark, and mending it at once."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.links.models import SignedLink
from mori.placements.models import Placement

from . import queries
from .models import CampusRemark
from .rules import MOST_REMARKS, RemarkKind, may_still_change


class Said(NamedTuple):
    """What a campus supervisor writes down."""

    kind: RemarkKind
    day: dt.date
    text: str


@writing()
def leave_remark(
    link: SignedLink, placement: Placement, said: Said, token: str, at: dt.datetime
) -> None:
    """Keep a visit or remark; the same form again changes nothing."""
    lock(placement)
    if queries.remark_by_token(token):
        return
    if len(queries.remarks_on(placement.id)) >= MOST_REMARKS:
        raise Refused(_("There are %(n)d remarks already. Please call the office.", n=MOST_REMARKS))
    CampusRemark.create(
        token=token, placement=placement.id, link=link.id, name=link.name, at=at, **said._asdict()
    )


@writing()
def change_remark(remark: CampusRemark, said: Said, seen: int, at: dt.datetime) -> None:
    """Mend it within the first quarter of an hour."""
    if not may_still_change(remark.at, at):
        raise Refused(_("The quarter of an hour for mending it is over. Leave another remark."))
    changed = CampusRemark.update(revision=CampusRemark.revision + 1, **said._asdict()).where(
        CampusRemark.id == remark.id, CampusRemark.revision == seen
    )
    if not changed.execute():
        raise changed_meanwhile()
