from mori.access.grants import anyone, everywhere, told
from mori.access.roles import Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.core.words import marked
from mori.notifications.jobs import MINUTE, periodic
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from .ceremonies import views as ceremonies
from .ceremonies.jobs import jobs as ceremony_jobs
from .checkins import views as checkins
from .checkins.jobs import jobs as checkin_jobs
from .closing import person_views as agreement
from .closing import views as closing
from .closing.jobs import jobs as closing_jobs
from .closing.rules import PROPOSAL_MOVES, ProposalState
from .desk import views as desk
from .evidence import views as evidence
from .evidence.jobs import jobs as evidence_jobs
from .holders import views as holders
from .holders.jobs import jobs as holder_jobs
from .keys.operations import forget_unlockings
from .outsiders import views as outsiders
from .proof import views as proof
from .referrals import views as referrals
from .referrals.rules import ENDS, ReferralState
from .referrals.rules import MOVES as REFERRAL_MOVES
from .retention import views as retention
from .retention.jobs import jobs as retention_jobs
from .retention.operations import erase_again
from .signs.jobs import jobs as sign_jobs
from .statistics import views as years
from .statistics.jobs import jobs as year_jobs
from .tasks import views as tasks
from .tasks.jobs import jobs as task_jobs
from .thread import views as thread
from .waiting import views as waiting


def jobs(settings: Settings) -> list[Job]:
    return [
        periodic("forget unlockings", MINUTE, forget_unlockings),
        *ceremony_jobs(settings),
        *closing_jobs(settings),
        *evidence_jobs(settings),
        *holder_jobs(settings),
        *task_jobs(settings),
        *checkin_jobs(settings),
        *sign_jobs(),
        *retention_jobs(),
        *year_jobs(),
    ]


SLICE = Slice(
    "cases",
    rooms=(
        *("keys", "entries", "proof", "desk", "ceremonies", "thread", "evidence", "outsiders"),
        *("holders", "tasks", "checkins", "signs", "referrals", "closing", "retention"),
        *("statistics", "waiting"),
    ),
    blueprints=(
        *(proof.bp, desk.bp, ceremonies.bp, thread.bp, evidence.bp, outsiders.bp),
        *(holders.bp, tasks.bp, checkins.bp, referrals.bp),
        *(closing.bp, agreement.bp, retention.bp, years.bp),
    ),
    grants={
        "case.open": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "case.read": {Role.OFFICER: told, Role.HEAD: told},
        "case.add": {Role.OFFICER: told, Role.HEAD: told},
        "key.make": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "key.expected": {Role.OFFICER: anyone},
        "key.vouch": {Role.OFFICER: told},
        "nation.keys": {Role.OPERATOR: everywhere},
        "year.read": {Role.OFFICER: anyone, Role.HEAD: anyone},
        "nation.years": {Role.OPERATOR: everywhere},
    },
    menu=(Item("years", 82, "nation.years", "years.of_nation", "list", marked("Year by year")),),
    parts=(
        Part("alert", "cases/desk/_link.html", desk.case_link),
        Part("alert", "cases/closing/_closing.html", closing.closing_on),
        Part("alert", "cases/retention/_retention.html", retention.retention_on),
        Part("alert", "cases/outsiders/_note.html", outsiders.note_on),
        Part("help", "cases/outsiders/_link.html", outsiders.link_on_help),
        Part("board.below", "cases/tasks/_board.html", tasks.standings_for),
        Part("board.below", "cases/waiting/_board.html", waiting.waiting_on),
        Part("board", "cases/ceremonies/_troubles.html", ceremonies.troubles_for),
        Part("receipt", "cases/thread/_link.html", thread.messages_link),
        Part("receipt", "cases/evidence/_link.html", evidence.evidence_link),
        Part("case.first", "cases/tasks/_tasks.html", tasks.tasks_on),
        Part("case", "cases/thread/_thread.html", thread.thread_in),
        Part("case.beside", "cases/tasks/_contacts.html", tasks.contacts_on),
        Part("case.beside", "cases/tasks/_plan.html", tasks.plan_on),
        Part("case.around", "cases/checkins/_checkins.html", checkins.check_ins_on),
        Part("case.around", "cases/referrals/_referrals.html", referrals.referrals_on),
        Part("case.beside", "cases/evidence/_evidence.html", evidence.evidence_in),
        Part("case.around.beside", "cases/holders/_holders.html", holders.holders_on),
        Part("receipt", "cases/checkins/_question.html", checkins.question_for),
        Part("receipt", "cases/referrals/_asked.html", referrals.asked_on),
        Part("receipt", "cases/ceremonies/_restored.html", ceremonies.restored_note),
        Part("receipt", "cases/closing/_news.html", agreement.news_on),
        Part("me", "cases/ceremonies/_link.html", ceremonies.key_link),
        Part("me", "cases/ceremonies/_recovery.html", ceremonies.recovery_trouble),
    ),
    pages={"menulis": marked("Message from outside"), "dari-luar": marked("Message from outside")},
    places={
        "outside": "outsiders.begin",
        "closed_calls": "closing.closed",
        "due_calls": "retention.due",
        "years": "years.of_office",
        "leaving": "proof.leave_by_link",
    },
    machines=(
        Machine(
            "Proposal",
            ProposalState,
            PROPOSAL_MOVES,
            frozenset({ProposalState.OPEN}),
            frozenset(ProposalState) - {ProposalState.OPEN},
        ),
        Machine(
            "Referral",
            ReferralState,
            REFERRAL_MOVES,
            frozenset({ReferralState.OFFERED}),
            ENDS,
        ),
    ),
    jobs=jobs,
    lasting={"erased": erase_again},
)
