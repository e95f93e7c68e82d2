from mori.access.grants import anyone, everywhere, told
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.core.words import marked
from mori.notifications.jobs import MINUTE, periodic
from mori.web.menu import Item
from mori.web.slice import Part, Slice

from .desk import views as desk
from .keys.operations import forget_unlockings
from .proof import views as proof
from .statistics import views as years
from .statistics.jobs import jobs as year_jobs


def jobs(_settings: Settings) -> list[Job]:
    return [periodic("forget unlockings", MINUTE, forget_unlockings), *year_jobs()]


SLICE = Slice(
    "cases",
    rooms=("keys", "entries", "proof", "desk", "statistics"),
    blueprints=(proof.bp, desk.bp, years.bp),
    grants={
        "case.open": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "case.read": {Role.OFFICER: told, Role.HEAD: told},
        "case.add": {Role.OFFICER: told, Role.HEAD: told},
        "year.read": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "nation.years": {Role.OPERATOR: everywhere},
    },
    menu=(Item("years", 82, "nation.years", "years.of_nation", "list", marked("Year by year")),),
    places={"years": "years.of_office"},
    parts=(Part("alert", "cases/desk/_link.html", desk.case_link),),
    jobs=jobs,
)
