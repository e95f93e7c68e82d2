from mori.access.grants import anyone, everywhere
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Slice

from .statistics import views as years
from .statistics.jobs import jobs as year_jobs


def all_jobs(settings: Settings) -> list[Job]:
    return year_jobs()


SLICE = Slice(
    "cases",
    rooms=("statistics",),
    blueprints=(years.bp,),
    grants={
        "year.read": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "nation.years": {Role.OPERATOR: everywhere},
    },
    menu=(Item("years", 82, "nation.years", "years.of_nation", "list", marked("Year by year")),),
    places={"years": "years.of_office"},
    jobs=all_jobs,
)
