from mori.access.grants import anyone, told
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.core.words import marked
from mori.notifications.jobs import MINUTE, periodic
from mori.web.slice import Part, Slice

from .desk import views as desk
from .evidence import views as evidence
from .evidence.jobs import jobs as evidence_jobs
from .keys.operations import forget_unlockings
from .outsiders import views as outsiders
from .proof import views as proof
from .thread import views as thread


def jobs(settings: Settings) -> list[Job]:
    return [periodic("forget unlockings", MINUTE, forget_unlockings), *evidence_jobs(settings)]


SLICE = Slice(
    "cases",
    rooms=("keys", "entries", "proof", "desk", "thread", "evidence", "outsiders"),
    blueprints=(proof.bp, desk.bp, thread.bp, evidence.bp, outsiders.bp),
    grants={
        "case.open": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "case.read": {Role.OFFICER: told, Role.HEAD: told},
        "case.add": {Role.OFFICER: told, Role.HEAD: told},
    },
    parts=(
        Part("alert", "cases/desk/_link.html", desk.case_link),
        Part("alert", "cases/outsiders/_note.html", outsiders.note_on),
        Part("help", "cases/outsiders/_link.html", outsiders.link_on_help),
        Part("receipt", "cases/thread/_link.html", thread.messages_link),
        Part("receipt", "cases/evidence/_link.html", evidence.evidence_link),
        Part("case", "cases/thread/_thread.html", thread.thread_in),
        Part("case", "cases/evidence/_evidence.html", evidence.evidence_in),
    ),
    pages={"menulis": marked("Message from outside"), "dari-luar": marked("Message from outside")},
    places={"outside": "outsiders.begin"},
    jobs=jobs,
)
