"""Pages about internships that do not run to their end, by what their addresses call it."""

from tests.cast import Cast
from tests.placements.proceedings.proceeding import proceeding_rows
from tests.placements.supervisors.asking import change_rows


def endings_to_list(cast: Cast) -> dict[str, str]:
    return {
        "proceeding": proceeding_rows(cast)["proceeding_by_key"],
        "supervisor_change": change_rows(cast)["supervisor_change_by_key"],
    }
