from mori.access.grants import anyone
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.core.words import marked
from mori.web.slice import Part, Slice

from .counting import jobs as counting_jobs
from .counting import office_views as counts
from .counting import views as counting
from .notebook import paper_views as papers
from .notebook import phone_views as phone
from .notebook import views as notebook
from .reminding import jobs as reminding_jobs
from .reminding import views as reminding


def jobs(settings: Settings) -> list[Job]:
    return [*reminding_jobs.jobs(settings), *counting_jobs.jobs(settings)]


# No module: a stranger's notebook stands when an office does without all the rest.
SLICE = Slice(
    "encounters",
    rooms=("clocks", "readiness", "services", "letters", "notebook", "reminding", "counting"),
    blueprints=(notebook.bp, papers.bp, phone.bp, reminding.bp, counting.bp, counts.bp),
    grants={"encounter.counts": {Role.COORDINATOR: anyone, Role.HEAD: anyone}},
    parts=(Part("office", "encounters/counting/_office.html", counts.office_part),),
    jobs=jobs,
    pages={"encounter": marked("Service note")},
    places={"encounters": "encounters.front"},
)
