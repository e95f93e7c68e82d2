"""Plans as tests need them."""

from mori.guidance.plans.models import LearningPlan
from mori.guidance.plans.operations import ask_campus, keep_outcome, save_plan
from mori.guidance.plans.queries import outcomes_of, plan_by_key
from mori.guidance.plans.rules import Wanted
from mori.links.operations import Given
from mori.logbook.models import Entry
from mori.placements.models import Placement
from tests.cast import NOON
from tests.links.holding import HAND, POST

LAW = Wanted("", "Hukum administrasi", 90 * 60)
WRITING = Wanted("", "Menulis laporan", 45 * 60)


def make_plan(cast, placement: Placement | None = None, wanted=(LAW, WRITING)) -> LearningPlan:
    placement = placement or cast.placement
    return save_plan(placement, wanted, 0, placement.person_id, NOON)


def ask(cast, plan: LearningPlan, token: str = "t", at=NOON) -> Given:
    fresh = plan_by_key(plan.key)
    return ask_campus(fresh, HAND, fresh.revision, token, cast.wati.id, at, POST)


def name(entry: Entry, plan: LearningPlan, number: int = 0) -> None:
    keep_outcome(entry.id, outcomes_of(plan.id)[number].key, NOON)
    Entry.update(has_mentions=True).where(Entry.id == entry.id).execute()


def sent_form(*lines: tuple[str, str], revision: int = 0, keys=()) -> dict[str, object]:
    """What the page of a plan sends."""
    said: dict[str, object] = {"revision": revision}
    for number, (label, hours) in enumerate(lines, 1):
        said |= {f"label_{number}": label, f"hours_{number}": hours}
    for number, key in enumerate(keys, 1):
        said[f"key_{number}"] = key
    return said
