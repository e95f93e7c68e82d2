"""What happens when an internship does not run to its end: warnings, early ends and resignations
in every state, and requests for another supervisor.
"""

import datetime as dt

from mori.accounts.models import Person
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.proceedings import operations as proceedings
from mori.placements.proceedings.models import Proceeding
from mori.placements.proceedings.operations import Proposal
from mori.placements.proceedings.queries import proceeding_by_id
from mori.placements.proceedings.rules import ProceedingKind, ProceedingState
from mori.placements.queries import placement_by_key
from mori.placements.resignations import operations as resignations
from mori.placements.rotation.queries import supervisors_of
from mori.placements.rules import ONGOING
from mori.placements.supervisors import operations as supervisors
from mori.placements.supervisors.models import SupervisorChange
from mori.placements.supervisors.queries import supervisor_change_by_key

NOWHERE = "http://127.0.0.1:8000"
FACTS = {
    "absent": "Umpama: Senin, Selasa, dan Rabu pekan lalu tidak masuk dan tidak memberi kabar.",
    "duties": "Umpama: dua tugas yang diberikan bulan ini belum dimulai.",
    "campus": "Umpama: kampus meminta pesertanya kembali lebih awal untuk ujian susulan.",
}
WORDS = "Umpama: saya sakit dan tidak punya pulsa. Surat dokternya menyusul besok."
END, WARNING = ProceedingKind.END, ProceedingKind.WARNING
# How far each is, of what kind and why; the interns of an office take them in turn.
HOW_FAR = (
    (ProceedingState.HEARD, WARNING, "absent"),
    (ProceedingState.SIGNED, WARNING, "duties"),
    (ProceedingState.REFUSED, END, "absent"),
    (ProceedingState.UNANSWERED, WARNING, "duties"),
    (ProceedingState.DROPPED, END, "absent"),
    (ProceedingState.DONE, WARNING, "absent"),
    (ProceedingState.ASKED, END, "campus"),
)


def end_before_time(office: Office, coordinator: Person, at: dt.datetime) -> None:
    today = local_date(at, office.zone)
    going_on = _going_on(office, today)
    if not going_on:
        return
    for number, (state, kind, reason) in enumerate(HOW_FAR):
        placement = going_on[number % len(going_on)]
        _proceed(placement, state, kind, reason, coordinator, at)
    proceedings.tend(NOWHERE, at)
    _resign(going_on, at)
    _ask_for_others(going_on, coordinator, at)


def _going_on(office: Office, today: dt.date) -> list[Placement]:
    """Those who are here for weeks to come."""
    found = Placement.select().where(
        Placement.office == office.id,
        Placement.state.in_(list(ONGOING)),
        Placement.starts_on <= today - 7 * DAY,
        Placement.ends_on > today + 14 * DAY,
    )
    whole = (placement_by_key(each.key) for each in found.order_by(Placement.id))
    return [each for each in whole if each]


def _proceed(
    placement: Placement,
    state: ProceedingState,
    kind: ProceedingKind,
    reason: str,
    coordinator: Person,
    at: dt.datetime,
) -> None:
    """Begun some days ago, and then as far as it is."""
    ago = 1 if state is ProceedingState.ASKED else 6
    began_at = at - ago * DAY
    day = local_date(began_at, placement.office.zone) + (9 if kind.is_end else 5) * DAY
    proposal = Proposal(kind, reason, FACTS[reason], day)
    made = proceedings.propose(placement, proposal, new_key(), coordinator.id, began_at, NOWHERE)
    if state is ProceedingState.ASKED:
        return
    if state is ProceedingState.DROPPED:
        why = "Umpama: surat dokternya sudah ada."
        proceedings.drop(made, why, coordinator.id, at - 5 * DAY, NOWHERE)
    elif state is ProceedingState.UNANSWERED:
        Proceeding.update(answer_until=local_date(at, placement.office.zone) - DAY).where(
            Proceeding.id == made.id
        ).execute()
    else:
        proceedings.answer(made, WORDS, placement.person_id, at - 4 * DAY, NOWHERE)
        _decide(proceeding_by_id(made.id), state, coordinator, at)


def _decide(row: Proceeding, state: ProceedingState, coordinator: Person, at: dt.datetime) -> None:
    if not row.signer_id or state is ProceedingState.HEARD:
        return
    said = (row.signer_id, at - 2 * DAY, NOWHERE)
    if state is ProceedingState.REFUSED:
        proceedings.refuse(row, row.state, "Umpama: peringatan dulu.", *said)
        return
    proceedings.sign(row, row.state, "", *said)
    if state is ProceedingState.DONE:
        note = "Umpama: sejak itu selalu memberi kabar."
        signed = proceeding_by_id(row.id)
        proceedings.finish_warning(signed, note, coordinator.id, at, NOWHERE)


def _resign(going_on: list[Placement], at: dt.datetime) -> None:
    """One goes in a week, another has taken it back."""
    for number, placement in enumerate(going_on[-2:]):
        last_day = local_date(at, placement.office.zone) + 7 * DAY
        said = (last_day, "Umpama: ada ujian di kampus.", new_key(), placement.person_id)
        made = resignations.resign(placement, *said, at - DAY, NOWHERE)
        if number == 0:
            resignations.take_back(made, placement.person_id, at, NOWHERE)


def _ask_for_others(going_on: list[Placement], coordinator: Person, at: dt.datetime) -> None:
    """Requests for another supervisor: one that waits, declined, taken back, and agreed to.

    Of the third everybody is told who supervises them.
    """
    for number, placement in enumerate([*going_on[:2], *going_on[3:5]]):
        by = placement.person_id
        made = supervisors.ask_for_supervisor(placement, "", new_key(), by, at - DAY, NOWHERE)
        row = supervisor_change_by_key(made.key)
        if row:
            _answer(row, number, coordinator, at)


def _answer(row: SupervisorChange, number: int, coordinator: Person, at: dt.datetime) -> None:
    if number == 1:
        note = "Umpama: di unit ini hanya satu yang bisa membimbing."
        supervisors.decline_change(row, note, coordinator.id, at, NOWHERE)
    elif number == 3:
        people = [each.person.id for each in supervisors_of(row.office_id)]
        today = local_date(at, row.placement.office.zone)
        now = next(span for span in row.placement.spans if span.ends_on >= today)
        other = next(each for each in people if each != now.supervisor_id)
        supervisors.agree_to_change(row, other, "", coordinator.id, at, NOWHERE)
    elif number == 2:
        supervisors.take_change_back(row, row.person_id, at)
