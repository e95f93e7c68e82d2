from mori.access.grants import anyone, told
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import MINUTE, periodic
from mori.web.slice import Part, Slice

from .desk import views as desk
from .evidence import views as evidence
from .evidence.jobs import jobs as evidence_jobs
from .keys.operations import forget_unlockings
from .proof import views as proof
from .thread import views as thread


def jobs(settings: Settings) -> list[Job]:
    return [periodic("forget unlockings", MINUTE, forget_unlockings), *evidence_jobs(settings)]


SLICE = Slice(
    "cases",
    rooms=("keys", "entries", "proof", "desk", "thread", "evidence"),
    blueprints=(proof.bp, desk.bp, thread.bp, evidence.bp),
    grants={
        "case.open": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "case.read": {Role.OFFICER: told, Role.HEAD: told},
        "case.add": {Role.OFFICER: told, Role.HEAD: told},
    },
    parts=(
        Part("alert", "cases/desk/_link.html", desk.case_link),
        Part("receipt", "cases/thread/_link.html", thread.messages_link),
        Part("receipt", "cases/evidence/_link.html", evidence.evidence_link),
        Part("case", "cases/thread/_thread.html", thread.thread_in),
        Part("case", "cases/evidence/_evidence.html", evidence.evidence_in),
    ),
    jobs=jobs,
)
