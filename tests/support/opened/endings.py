"""Pages about how internships go on and end, by what their addresses call it."""

from tests.cast import Cast
from tests.placements.planning.making import plan_rows
from tests.placements.proceedings.proceeding import proceeding_rows
from tests.placements.supervisors.asking import change_rows


def endings_to_list(cast: Cast) -> dict[str, str]:
    return {
        "plan": plan_rows(cast)["rotation_plan_by_key"],
        "proceeding": proceeding_rows(cast)["proceeding_by_key"],
        "supervisor_change": change_rows(cast)["supervisor_change_by_key"],
    }
