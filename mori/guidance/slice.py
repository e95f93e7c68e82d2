from mori.access.grants import anyone, office, own, supervised
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.mentions import Mention
from mori.web.slice import Machine, Part, Slice

from .coaching import rules as coaching_rules
from .coaching import views as coaching
from .coaching.queries import any_note
from .tasks import rules as task_rules
from .tasks import views as tasks
from .tasks.operations import name_task
from .tasks.queries import any_idle, any_task

SLICE = Slice(
    "guidance",
    rooms=("tasks", "coaching"),
    blueprints=(tasks.bp, coaching.bp),
    grants={
        "task.give": {Role.SUPERVISOR: anyone},
        "task.read": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            Role.COORDINATOR: office,
            Role.HEAD: office,
        },
        "task.change": {Role.SUPERVISOR: supervised},
        "task.withdraw": {Role.SUPERVISOR: supervised},
        "coaching.read": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            Role.COORDINATOR: office,
            Role.HEAD: office,
        },
        "coaching.write": {Role.SUPERVISOR: supervised},
        "coaching.acknowledge": {Role.INTERN: own},
        "coaching.settle": {Role.INTERN: own, Role.SUPERVISOR: supervised},
    },
    facts={"has_tasks": any_task, "has_idle": any_idle, "has_notes": any_note},
    parts=(
        Part("today", "guidance/tasks/_today.html", tasks.today_part),
        Part("today", "guidance/coaching/_today.html", coaching.today_part),
        Part("queue", "guidance/tasks/_queue.html", tasks.queue_part),
        Part("placement", "guidance/tasks/_placement.html", tasks.placement_part),
        Part("placement", "guidance/coaching/_placement.html", coaching.placement_part),
        Part("me", "guidance/coaching/_me.html", coaching.me_part),
    ),
    mentions=(
        Mention(
            of="entry",
            name="tugas",
            english=marked("Task"),
            offered=tasks.offered,
            keep=name_task,
            kept=tasks.kept,
            begins_text=True,
        ),
    ),
    machines=(
        Machine(
            "Task",
            task_rules.TaskState,
            task_rules.MOVES,
            frozenset({task_rules.TaskState.OPEN}),
            frozenset({task_rules.TaskState.WITHDRAWN}),
        ),
        Machine(
            "CoachingNote",
            coaching_rules.AgreementState,
            coaching_rules.MOVES,
            frozenset({coaching_rules.AgreementState.NONE, coaching_rules.AgreementState.OPEN}),
            frozenset({coaching_rules.AgreementState.NONE}),
        ),
    ),
)
