"""Placements of a programme with a portal, and what is to be done in it."""

from mori.guidance.portals.models import PortalDuty
from mori.guidance.portals.operations import set_portal
from mori.guidance.portals.rules import Duty, PortalTerms
from mori.placements.models import Placement
from mori.placements.rules import InternKind
from tests.cast import TODAY

ASKED = PortalTerms("MagangHub", 60, 20, 0, True, 2, True, "Panduan portal", TODAY)


def national(placement: Placement, terms: PortalTerms | None = None) -> Placement:
    """A placement of Pemagangan Nasional, whose portal may ask more than the national word."""
    Placement.update(kind=InternKind.NATIONAL).where(Placement.id == placement.id).execute()
    if terms:
        set_portal(placement.office_id, InternKind.NATIONAL, terms)
    return Placement.get_by_id(placement.id)


def portal_duty(placement, by=TODAY, duty=Duty.VERIFICATION, number=1, **columns) -> PortalDuty:
    return PortalDuty.create(
        placement=placement,
        office=placement.office_id,
        month=by.replace(day=1),
        duty=duty,
        number=number,
        by=by,
        **columns,
    )
