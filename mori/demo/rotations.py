"""What the invented offices plan: places, leave, who is kept apart, weeks to come."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.clock import local_date
from mori.core.errors import Refused
from mori.core.workdays import DAY, monday_of
from mori.offices.models import Office
from mori.offices.queries import units_of
from mori.placements.away.operations import note_away
from mori.placements.away.rules import AwayKind
from mori.placements.barred.operations import bar_person
from mori.placements.capacity.operations import set_capacities, set_exceptions
from mori.placements.models import Placement
from mori.placements.passport.operations import set_competences, tick_competence
from mori.placements.passport.queries import competences_of
from mori.placements.planning.grid import grid_of
from mori.placements.planning.models import RotationPlan
from mori.placements.planning.operations import Wanted, draft_plan, propose_stays
from mori.placements.planning.publishing_operations import moves_of, publish_plan
from mori.placements.planning.queries import placements_in
from mori.placements.queries import spans_of
from mori.placements.rotation.queries import supervisors_of
from mori.placements.rules import InternKind
from mori.placements.steps.operations import set_steps, tick_step
from mori.placements.steps.queries import items_of
from mori.placements.steps.rules import StepMoment

WEEKS = 8
PLACES = 6
COMPETENCES = (
    ("Mencatat laporan yang datang", "Memeriksa syarat formal", "Menjelaskan langkah berikutnya"),
    ("Membaca standar pelayanan", "Menyusun daftar pertanyaan", "Mencatat hasil kunjungan"),
    ("Membuat kronologi", "Merangkum berkas", "Membaca pasal yang dirujuk"),
)
STEPS = {
    StepMoment.BRIEFING: ("Tanda pengenal dibagikan", "Ruang kerja ditunjukkan", "SOP dijelaskan"),
    StepMoment.FAREWELL: (
        "Tanda pengenal dikembalikan",
        "Penilaian dibahas",
        "Ditanya soal alumni",
    ),
}


def plan_rotations(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """A plan of this week, published if it leaves all as it is, and a draft from next week on."""
    monday = monday_of(local_date(at, office.zone))
    units = [each.id for each in units_of(office.id)]
    set_capacities(dict.fromkeys(units, PLACES))
    set_exceptions(units[0], [monday + 21 * DAY], PLACES - 2)
    coming = Wanted("Pekan-pekan berikutnya", monday + 7 * DAY, WEEKS, units)
    try:
        draft = draft_plan(office.id, coming, f"draft {office.code}", coordinator.id, at)
    except Refused:  # an office without interns plans nothing
        return
    _keep_apart(draft, coordinator, at)
    _be_away(draft, coordinator, at)
    propose_stays(draft, at)
    _plan_this_week(office, monday, units, coordinator, at)
    _teach(office, units, draft, at)


def _teach(office: Office, units: list[int], plan: RotationPlan, at: dt.datetime) -> None:
    """Steps of first and last days; what each unit teaches, and who has met the first of it."""
    for kind in InternKind:
        for moment, steps in STEPS.items():
            set_steps(office.id, kind, moment, steps)
    for unit_id, texts in zip(units, COMPETENCES, strict=False):
        set_competences(unit_id, texts)
    today = local_date(at, office.zone)
    for each in placements_in(plan.id):
        if each.starts_on < today:
            _brief(each, at)
    for each in placements_in(plan.id)[:4]:
        each.spans = spans_of([each.id])
        begun = [span for span in each.spans if span.starts_on <= today]
        for span in begun:
            for found in competences_of([span.unit_id])[span.unit_id][:1]:
                tick_competence(each, found.key, True, span.supervisor_id, at)


def _brief(placement: Placement, at: dt.datetime) -> None:
    """Whoever supervised first has done all that belongs to the first day."""
    briefed_by = spans_of([placement.id])[0].supervisor_id
    for step in items_of(placement.office_id, placement.kind, StepMoment.BRIEFING):
        tick_step(placement, step.key, True, briefed_by, at)


def _plan_this_week(
    office: Office, monday: dt.date, units: list[int], coordinator: Person, at: dt.datetime
) -> None:
    wanted = Wanted("Pekan ini", monday, 1, units)
    plan = draft_plan(office.id, wanted, f"now {office.code}", coordinator.id, at)
    grid = grid_of(plan, at)
    if not grid.must_go and not moves_of(grid):
        publish_plan(plan, plan.step, "Sudah berjalan.", "", coordinator.id, at)


def _be_away(plan: RotationPlan, coordinator: Person, at: dt.datetime) -> None:
    people = [each.person_id for each in placements_in(plan.id)][:3]
    people += [each.person_id for each in supervisors_of(plan.office_id)][:1]
    for number, person_id in enumerate(people):
        first = plan.starts_on + 7 * number * DAY
        kind = (AwayKind.EXAM, AwayKind.LEAVE)[number % 2]
        token = f"away {plan.key} {number}"
        said = (kind, first, first + (number + 2) * DAY, token)
        note_away(plan.office_id, person_id, *said, coordinator.id, at)


def _keep_apart(plan: RotationPlan, coordinator: Person, at: dt.datetime) -> None:
    """Somebody who is related to an intern, and does not supervise them anyway."""
    supervisors = {each.person_id for each in supervisors_of(plan.office_id)}
    for placement in placements_in(plan.id):
        spans = spans_of([placement.id])
        far = (
            supervisors
            - {each.supervisor_id for each in spans}
            - {each.stand_in_id for each in spans}
        )
        if far:
            pair = (placement.person_id, min(far))
            bar_person(plan.office_id, *pair, "Saudara sepupu", coordinator.id, at)
            return
