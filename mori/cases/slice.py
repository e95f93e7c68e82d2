from mori.access.grants import anyone, told
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import MINUTE, periodic
from mori.web.slice import Machine, Part, Slice

from .checkins import views as checkins
from .checkins.jobs import jobs as checkin_jobs
from .desk import views as desk
from .holders import views as holders
from .holders.jobs import jobs as holder_jobs
from .keys.operations import forget_unlockings
from .proof import views as proof
from .referrals import views as referrals
from .referrals.rules import ENDS, ReferralState
from .referrals.rules import MOVES as REFERRAL_MOVES
from .signs.jobs import jobs as sign_jobs
from .tasks import views as tasks
from .tasks.jobs import jobs as task_jobs


def jobs(settings: Settings) -> list[Job]:
    return [
        periodic("forget unlockings", MINUTE, forget_unlockings),
        *holder_jobs(settings),
        *task_jobs(settings),
        *checkin_jobs(settings),
        *sign_jobs(),
    ]


SLICE = Slice(
    "cases",
    rooms=(
        *("keys", "entries", "proof", "desk"),
        *("holders", "tasks", "checkins", "signs", "referrals"),
    ),
    blueprints=(proof.bp, desk.bp, holders.bp, tasks.bp, checkins.bp, referrals.bp),
    grants={
        "case.open": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "case.read": {Role.OFFICER: told, Role.HEAD: told},
        "case.add": {Role.OFFICER: told, Role.HEAD: told},
    },
    parts=(
        Part("alert", "cases/desk/_link.html", desk.case_link),
        Part("board.below", "cases/tasks/_board.html", tasks.standings_for),
        Part("case", "cases/tasks/_tasks.html", tasks.tasks_on),
        Part("case", "cases/tasks/_contacts.html", tasks.contacts_on),
        Part("case", "cases/tasks/_plan.html", tasks.plan_on),
        Part("case", "cases/checkins/_checkins.html", checkins.check_ins_on),
        Part("case", "cases/holders/_holders.html", holders.holders_on),
        Part("case", "cases/referrals/_referrals.html", referrals.referrals_on),
        Part("receipt", "cases/checkins/_question.html", checkins.question_for),
        Part("receipt", "cases/referrals/_asked.html", referrals.asked_on),
    ),
    machines=(
        Machine(
            "Referral",
            ReferralState,
            REFERRAL_MOVES,
            frozenset({ReferralState.OFFERED}),
            ENDS,
        ),
    ),
    jobs=jobs,
)
