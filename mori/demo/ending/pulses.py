"""What invented interns and supervisors said on the tenth working day; of some it is asked now."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.clock import moment
from mori.guidance.pulse import operations, queries
from mori.guidance.pulse.models import PulseAnswer
from mori.guidance.pulse.rules import Facts, Said, Side
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key

AS_AGREED = Facts(Said.YES, Said.YES, Said.YES, Said.NO, Said.YES)
UNSURE = AS_AGREED._replace(instructions=Said.UNKNOWN, hours=Said.NO)
PAID = AS_AGREED._replace(paid=Said.YES)
OTHER_WORK = AS_AGREED._replace(work=Said.NO)
SAYING = {  # what each side says, in which words, and how it was seen to
    "Annisa Contoh": [
        (Side.INTERN, OTHER_WORK, "Seminggu hanya fotokopi.", "Tugas dibagi lagi dengan unit."),
        (Side.SUPERVISOR, AS_AGREED, "", ""),
    ],
    "Rizky Misalkan": [(Side.SUPERVISOR, OTHER_WORK, "Unit sedang pindah ruang.", "")],
    "Farah Umpamanya": [
        (Side.INTERN, UNSURE, "Sering pulang lewat pukul lima.", ""),
        (Side.SUPERVISOR, AS_AGREED, "", ""),
    ],
    "Putri Misalkan": [(Side.INTERN, OTHER_WORK, "", "Sudah dibicarakan, arsip bukan tugasnya.")],
    "Misalwan": [(Side.INTERN, PAID, "Diminta iuran seragam Rp150.000.", "")],
    "Rangga Seumpama": [
        (Side.INTERN, AS_AGREED, "", ""),
        (Side.SUPERVISOR, AS_AGREED, "Berjalan baik.", ""),
    ],
}


def ask_on_tenth_day(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """Answer for those whose tenth working day has passed; the others are asked, or will be."""
    for each in Placement.select(Placement, Person).join(Person).where(Placement.office == office):
        for said in SAYING.get(each.person.name, ()):
            _say(placement_by_key(each.key) or each, coordinator, at, *said)


def _say(
    placement: Placement,
    coordinator: Person,
    at: dt.datetime,
    side: Side,
    facts: Facts,
    words: str,
    end: str,
) -> None:
    office = placement.office
    window = queries.window_of(placement, office.id, office.calendar_version)
    then = window and moment(window.first, dt.time(15), office.zone)
    if window is None or then is None or then > at:
        return
    who = placement.person_id
    if side == Side.SUPERVISOR:
        who = next(
            each.supervisor_id
            for each in placement.spans
            if queries.is_asked(each.supervisor_id, placement.spans, window)
        )
    answer = operations.answer_pulse(placement, side, who, facts, words, then)
    if end:
        fresh = PulseAnswer.get_by_id(answer.id)
        operations.see_to_answer(fresh, end, coordinator.id, min(at, then + dt.timedelta(hours=2)))
