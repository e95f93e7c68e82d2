from mori.access.grants import anyone
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Slice

from .counting import jobs as counting_jobs
from .counting import office_views as counts
from .counting import views as counting
from .notebook import paper_views as papers
from .notebook import views as notebook
from .reminding import jobs as reminding_jobs
from .reminding import views as reminding


def jobs(settings: Settings) -> list[Job]:
    return [*reminding_jobs.jobs(settings), *counting_jobs.jobs(settings)]


# No module: a stranger's notebook stands when an office does without all the rest.
SLICE = Slice(
    "encounters",
    rooms=("clocks", "readiness", "services", "letters", "notebook", "reminding", "counting"),
    blueprints=(notebook.bp, papers.bp, reminding.bp, counting.bp, counts.bp),
    grants={"encounter.counts": {Role.COORDINATOR: anyone, Role.HEAD: anyone}},
    menu=(
        Item(
            *("citizens", 57, "encounter.counts", "encounter_counts.months", "list"),
            marked("Citizens' notes"),
        ),
    ),
    jobs=jobs,
    pages={"encounter": marked("Service note")},
    places={"encounters": "encounters.front"},
)
