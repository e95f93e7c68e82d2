"""A plan of an office, and what plans stand on, to open pages with."""

from mori.core.clock import now
from mori.core.workdays import monday_of
from mori.placements.away.operations import note_away
from mori.placements.away.rules import AwayKind
from mori.placements.barred.models import Barred
from mori.placements.barred.operations import bar_person
from mori.placements.capacity.models import UnitCapacity
from mori.placements.capacity.operations import set_exceptions
from mori.placements.planning.models import RotationPlan
from mori.placements.planning.operations import Wanted, draft_plan
from mori.placements.swaps.models import RotationSwap
from tests.cast import TODAY
from tests.placements.swaps.making import swap_asked


def make_plan(cast, token: str = "to open", weeks: int = 6) -> RotationPlan:
    units = [cast.pvl.id, cast.pencegahan.id]
    wanted = Wanted("November dan Desember", monday_of(TODAY), weeks, units)
    return draft_plan(cast.banua.id, wanted, token, cast.wati.id, now())


def plan_rows(cast) -> dict[str, str]:
    """Loader's name → the key of a row of Banua."""
    office, actor = cast.banua.id, cast.wati.id
    monday = monday_of(TODAY)
    set_exceptions(cast.pvl.id, [monday], 1)
    swap = swap_asked(cast, "to open")  # while they may still come under each other's supervisors
    # As if Budi supervised both: it is asked of whoever supervises Tono, and of nobody else.
    RotationSwap.update(one_supervisor=cast.budi).where(RotationSwap.id == swap.id).execute()
    bar_person(office, cast.tono.id, cast.rina.id, "Saudara", actor, now())
    said = (cast.tono.id, AwayKind.EXAM, TODAY, TODAY)
    return {
        "rotation_plan_by_key": make_plan(cast).key,
        "capacity_by_key": UnitCapacity.get().key,
        "barred_by_key": Barred.get().key,
        "swap_by_key": swap.key,
        "away_by_key": note_away(office, *said, "to open", actor, now()).key,
    }
