"""Days that interns have copied to the portal of their programme, and what was verified there."""

import datetime as dt

from mori.core.clock import local_date
from mori.core.workdays import DAY
from mori.guidance.portals.models import PortalDuty
from mori.guidance.portals.operations import plan_duties, set_portal, tick_day, tick_duty
from mori.guidance.portals.rules import PortalTerms
from mori.logbook.models import Entry
from mori.offices.models import Office
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import InternKind

# An invented word of one office: what the portal really asks is for each office to look up.
ASKED = PortalTerms("MagangHub", 80, 40, 0, True, 2, True, "Contoh ketentuan kantor", None)
LATELY = 21 * DAY


def copy_to_portals(at: dt.datetime) -> None:
    """The last days are not sent yet, one was changed since, and some duties are done."""
    set_portal(Office.get(Office.code == "18").id, InternKind.NATIONAL, ASKED)
    national = Placement.kind == InternKind.NATIONAL
    for placement in Placement.select(Placement, Office).join(Office).where(national):
        today = local_date(at, placement.office.zone)
        sent = Entry.select().where(
            Entry.placement == placement, Entry.day.between(today - LATELY, today - 3 * DAY)
        )
        for number, entry in enumerate(sent.order_by(Entry.day)):
            tick_day(entry, entry.revision if number else entry.revision - 1, at)
    plan_duties(at)
    for duty in PortalDuty.select().order_by(PortalDuty.by, PortalDuty.id).limit(2):
        span = UnitSpan.get(UnitSpan.placement == duty.placement_id)
        tick_duty(duty, span.supervisor_id, local_date(at, duty.office.zone))
