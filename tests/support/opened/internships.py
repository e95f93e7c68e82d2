"""Pages about how internships begin, go on and end, by what their addresses call it."""

from tests.applications.applying import decided_rows
from tests.applications.public.writing import opening_of
from tests.cast import Cast
from tests.placements.planning.making import plan_rows
from tests.placements.proceedings.proceeding import proceeding_rows
from tests.placements.supervisors.asking import change_rows


def internships_to_list(cast: Cast) -> dict[str, str]:
    return {
        **{name.split("_")[0]: key for name, key in decided_rows(cast).items()},
        "opening": opening_of(cast).key,
        "plan": plan_rows(cast)["rotation_plan_by_key"],
        "proceeding": proceeding_rows(cast)["proceeding_by_key"],
        "supervisor_change": change_rows(cast)["supervisor_change_by_key"],
    }
