from mori.access.grants import anyone, everywhere, told
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import MINUTE, periodic
from mori.web.slice import Part, Slice

from .ceremonies import views as ceremonies
from .ceremonies.jobs import jobs as ceremony_jobs
from .desk import views as desk
from .keys.operations import forget_unlockings
from .proof import views as proof


def jobs(settings: Settings) -> list[Job]:
    return [
        periodic("forget unlockings", MINUTE, forget_unlockings),
        *ceremony_jobs(settings),
    ]


SLICE = Slice(
    "cases",
    rooms=("keys", "entries", "proof", "desk", "ceremonies"),
    blueprints=(proof.bp, desk.bp, ceremonies.bp),
    grants={
        "case.open": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "case.read": {Role.OFFICER: told, Role.HEAD: told},
        "case.add": {Role.OFFICER: told, Role.HEAD: told},
        "key.make": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "key.expected": {Role.OFFICER: anyone},
        "key.vouch": {Role.OFFICER: told},
        "nation.keys": {Role.OPERATOR: everywhere},
    },
    parts=(
        Part("alert", "cases/desk/_link.html", desk.case_link),
        Part("board", "cases/ceremonies/_troubles.html", ceremonies.troubles_for),
        Part("receipt", "cases/ceremonies/_restored.html", ceremonies.restored_note),
        Part("me", "cases/ceremonies/_link.html", ceremonies.key_link),
        Part("me", "cases/ceremonies/_recovery.html", ceremonies.recovery_trouble),
    ),
    jobs=jobs,
)
