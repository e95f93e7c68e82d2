from typing import Any

from mori.access.grants import anyone, office, own, supervised
from mori.access.roles import Actor, Role
from mori.core.words import marked
from mori.web.mentions import Mention
from mori.web.phone.worker import Address, WaitingForm
from mori.web.slice import Machine, Part, Slice

from .coaching import rules as coaching_rules
from .coaching import views as coaching
from .coaching.queries import any_note
from .overview import views as overview
from .plans import credit_views, link_views
from .plans import views as plans
from .plans.operations import keep_outcome
from .plans.queries import any_not_looked_at, any_sent_back, offered_outcomes, outcomes_named
from .plans.rules import MOVES as PLAN_MOVES
from .plans.rules import PlanState
from .portals import duty_views, terms_views
from .portals import views as portals
from .portals.jobs import jobs
from .portals.queries import any_duty, any_portal
from .pulse import reading_views
from .pulse import views as pulse
from .pulse.queries import any_answer, any_unanswered
from .pulse.rules import MOVES as PULSE_MOVES
from .pulse.rules import PulseState
from .tasks import rules as task_rules
from .tasks import views as tasks
from .tasks.idle_queries import any_idle
from .tasks.operations import name_task
from .tasks.queries import any_task


def reads(actor: Actor, row: Any) -> bool:
    """One of those who read what was said about an intern, in the intern's office."""
    return row.office_id == actor.office_id and actor.person_id in row.reader_ids


SLICE = Slice(
    "guidance",
    rooms=("tasks", "coaching", "plans", "pulse", "portals", "overview"),
    blueprints=(
        tasks.bp,
        coaching.bp,
        plans.bp,
        link_views.bp,
        credit_views.bp,
        pulse.bp,
        reading_views.bp,
        portals.bp,
        duty_views.bp,
        terms_views.bp,
    ),
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
        "plan.read": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            Role.COORDINATOR: office,
            Role.HEAD: office,
        },
        "plan.change": {Role.INTERN: own, Role.COORDINATOR: office},
        "plan.look": {Role.SUPERVISOR: supervised},
        "plan.ask": {Role.COORDINATOR: office},
        "pulse.answer": {Role.INTERN: anyone},
        "pulse.answer_for": {Role.SUPERVISOR: supervised},
        "pulse.read": {Role.COORDINATOR: reads, Role.HEAD: reads},
        "portal.own": {Role.INTERN: anyone},
        "portal.tick": {Role.INTERN: own},
        "portal.verify": {Role.SUPERVISOR: anyone},
        "portal.done": {Role.SUPERVISOR: supervised},
    },
    facts={
        "has_tasks": any_task,
        "has_idle": any_idle,
        "has_notes": any_note,
        "has_plan_back": any_sent_back,
        "has_plans_unseen": any_not_looked_at,
        "has_said": any_answer,
        "may_be_asked": any_unanswered,
        "has_portals": any_portal,
        "has_portal_duties": any_duty,
    },
    links=(link_views.PLAN,),
    parts=(
        Part("today", "guidance/tasks/_today.html", tasks.today_part),
        Part("today", "guidance/coaching/_today.html", coaching.today_part),
        Part("queue", "guidance/tasks/_queue.html", tasks.queue_part),
        Part("placement", "guidance/tasks/_placement.html", tasks.placement_part),
        Part("placement", "guidance/coaching/_placement.html", coaching.placement_part),
        Part("me", "guidance/coaching/_me.html", coaching.me_part),
        Part("assessment.facts", "guidance/coaching/_facts.html", coaching.facts_part),
        Part("me", "guidance/plans/_me.html", plans.me_part),
        Part("office", "guidance/plans/_office.html", credit_views.office_part),
        Part("placement", "guidance/plans/_placement.html", plans.placement_part),
        Part("queue", "guidance/plans/_queue.html", plans.queue_part),
        Part("today", "guidance/plans/_today.html", plans.today_part),
        Part("today", "guidance/pulse/_today.html", pulse.today_part),
        Part("me", "guidance/pulse/_me.html", pulse.me_part),
        Part("queue", "guidance/pulse/_queue.html", pulse.queue_part),
        Part("today", "guidance/portals/_today.html", portals.today_part),
        Part("ended", "guidance/portals/_today.html", portals.ended_part),
        Part("queue", "guidance/portals/_queue.html", duty_views.queue_part),
        Part("office", "guidance/portals/_office.html", terms_views.office_part),
        Part("placement", "guidance/pulse/_said.html", pulse.placement_part),
        Part("overdue", "guidance/pulse/_overdue.html", reading_views.overdue_part),
        Part("placement", "guidance/pulse/_placement.html", reading_views.placement_part),
    ),
    jobs=jobs,
    waiting_forms=(WaitingForm("portal", marked("Day sent"), [Address("portals.tick")]),),
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
        Mention(
            of="entry",
            name="outcome",
            english=marked("Counts for"),
            offered=offered_outcomes,
            keep=keep_outcome,
            kept=outcomes_named,
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
        Machine("LearningPlan", PlanState, PLAN_MOVES, frozenset({PlanState.DRAFT})),
        Machine(
            "PulseAnswer",
            PulseState,
            PULSE_MOVES,
            frozenset({PulseState.NOTED, PulseState.RAISED}),
            frozenset({PulseState.NOTED, PulseState.SEEN_TO}),
        ),
    ),
    attentions=(*overview.ATTENTIONS, *duty_views.ATTENTIONS),
)
