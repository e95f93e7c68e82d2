from typing import Any

from mori.access.grants import anyone, office, own, supervised
from mori.access.roles import Actor, Role
from mori.config import Settings
from mori.core.jobs import Job
from mori.core.words import marked
from mori.web.slice import Machine, Part, Slice

from .carrying import jobs as carrying_jobs
from .carrying import views as carrying
from .cosigned import views as cosigned
from .data_requests import attention_views as data_attention
from .data_requests import jobs as data_jobs
from .data_requests import views as data_requests
from .data_requests.rules import DATA_MOVES, DataState
from .deciding import jobs as deciding_jobs
from .deciding import overview_views as deciding_overview
from .deciding import views as deciding
from .finals import jobs as final_jobs
from .finals import views as finals
from .ideas import own_views as own_ideas
from .ideas import rules as idea_rules
from .ideas import views as ideas
from .matters import views as matters
from .matters import writing_views as matter_writing
from .matters.rules import MOVES as MATTER_MOVES
from .matters.rules import MatterState
from .opinions import views as opinions
from .register import views as register
from .revealing import ending_views as matter_endings
from .revealing import jobs as revealing_jobs
from .revealing import letters_views as opinion_letters
from .revealing import overview_views as revealing_overview
from .revealing import views as reveals
from .studies import keeping_views as study_keeping
from .studies import views as studies
from .studies.rules import MOVES as STUDY_MOVES
from .studies.rules import StudyState


def authored(actor: Actor, row: Any) -> bool:
    """Written by the actor, for the office they are in."""
    return bool(row.office_id == actor.office_id and row.author_id == actor.person_id)


def reads_idea(actor: Actor, row: Any) -> bool:
    """Their own; what the office lets everybody of it read; what they have in hand."""
    if row.person_id == actor.person_id:
        return True
    is_open = getattr(row, "is_read_by_all", False)
    return row.office_id == actor.office_id and (is_open or carries_idea(actor, row))


def answers_idea(actor: Actor, row: Any) -> bool:
    """Of their office and not their own, unless another reads it first."""
    if row.office_id != actor.office_id or row.person_id == actor.person_id:
        return False
    return row.is_read_as(actor.role) if hasattr(row, "is_read_as") else True


def tends_idea(actor: Actor, row: Any) -> bool:
    return reads_idea(actor, row) or answers_idea(actor, row)


def carries_idea(actor: Actor, row: Any) -> bool:
    """Who has it, or a step of it, in hand."""
    carriers = getattr(row, "carrier_ids", ())
    return row.office_id == actor.office_id and actor.person_id in carriers


def shared_here(actor: Actor, row: Any) -> bool:
    """What the office lets everybody of it read."""
    return row.office_id == actor.office_id and getattr(row, "is_read_by_all", False)


def jobs(settings: Settings) -> list[Job]:
    address = settings.address
    return [
        *revealing_jobs.jobs(),
        *deciding_jobs.jobs(settings),
        *carrying_jobs.jobs(settings),
        *data_jobs.jobs(address),
        *final_jobs.jobs(address),
    ]


WRITERS = (Role.SUPERVISOR, Role.COORDINATOR, Role.HEAD)
PEOPLE = (Role.INTERN, Role.SUPERVISOR, Role.COORDINATOR)
DECIDERS = (Role.COORDINATOR, Role.HEAD)

SLICE = Slice(
    "contributions",
    rooms=(
        *("matters", "opinions", "revealing"),
        *("ideas", "deciding", "carrying"),
        *("studies", "cosigned", "data_requests", "finals", "register"),
    ),
    blueprints=(
        *(matter_writing.bp, matters.bp, opinions.bp, reveals.bp, opinion_letters.bp),
        matter_endings.bp,
        *(ideas.bp, own_ideas.bp, deciding.bp, carrying.bp),
        *(studies.bp, study_keeping.bp, cosigned.bp, data_requests.bp, finals.bp, register.bp),
    ),
    grants={
        "matter.list": dict.fromkeys(WRITERS, anyone),
        "matter.read": dict.fromkeys(WRITERS, office),
        "matter.make": dict.fromkeys(WRITERS, anyone),
        "matter.change": dict.fromkeys(WRITERS, authored),
        "matter.check": dict.fromkeys(WRITERS, office),
        "matter.step": dict.fromkeys(WRITERS, office),
        "opinion.list": {Role.INTERN: anyone},
        "opinion.give": {Role.INTERN: office},
        "opinion.letters": dict.fromkeys(WRITERS, office),
        "opinion.words": dict.fromkeys(WRITERS, office),
        "idea.list": dict.fromkeys((*PEOPLE, Role.HEAD), anyone),
        "idea.submit": dict.fromkeys(PEOPLE, anyone),
        "idea.own": dict.fromkeys(PEOPLE, own),
        "idea.read": {
            **dict.fromkeys((Role.INTERN, Role.SUPERVISOR), reads_idea),
            **dict.fromkeys(DECIDERS, tends_idea),
        },
        "idea.support": dict.fromkeys(PEOPLE, shared_here),
        "idea.tend": dict.fromkeys(DECIDERS, anyone),
        "idea.gather": {Role.COORDINATOR: anyone},
        "idea.oversee": {Role.HEAD: anyone},
        "idea.decide": dict.fromkeys(DECIDERS, answers_idea),
        "idea.undo": dict.fromkeys(DECIDERS, own),
        "idea.carry": {
            **dict.fromkeys((Role.INTERN, Role.SUPERVISOR), carries_idea),
            Role.COORDINATOR: office,
        },
        "idea.hand": {Role.COORDINATOR: office},
        "study.make": {Role.INTERN: anyone},
        "study.list": dict.fromkeys(WRITERS, anyone),
        "study.read": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            **dict.fromkeys(DECIDERS, office),
        },
        "study.change": {Role.INTERN: own},
        "study.decide": {Role.SUPERVISOR: supervised, Role.COORDINATOR: office},
        "study.ask_campus": {Role.SUPERVISOR: supervised, Role.COORDINATOR: office},
        "study.guardian": {Role.COORDINATOR: office},
        "study_data.decide": {Role.HEAD: office},
        "study_data.deliver": {Role.COORDINATOR: office},
        "study_data.confirm": {Role.INTERN: own, Role.COORDINATOR: office},
    },
    links=(cosigned.STUDY,),
    pages={"studies": marked("Interns' research")},
    parts=(
        Part("learn", "contributions/opinions/_learn.html", opinions.learn_part),
        Part("learn", "contributions/ideas/_learn.html", ideas.learn_part),
        Part("me", "contributions/ideas/_me.html", ideas.me_part),
        Part("report", "contributions/deciding/_report.html", deciding_overview.report_part),
        Part("learn", "contributions/studies/_learn.html", studies.learn_part),
        Part("study", "contributions/cosigned/_study.html", cosigned.study_part),
        Part("study", "contributions/data_requests/_study.html", data_requests.study_part),
        Part("study", "contributions/finals/_study.html", finals.study_part),
    ),
    file_purposes=(finals.PURPOSE,),
    jobs=jobs,
    attentions=(
        *revealing_overview.ATTENTIONS,
        *deciding_overview.ATTENTIONS,
        *data_attention.ATTENTIONS,
    ),
    machines=(
        Machine(
            "Matter",
            MatterState,
            MATTER_MOVES,
            frozenset({MatterState.DRAFT}),
            frozenset({MatterState.RECALLED}),
        ),
        Machine(
            "Idea",
            idea_rules.IdeaState,
            idea_rules.MOVES,
            frozenset({idea_rules.IdeaState.DRAFT}),
            idea_rules.FINAL,
        ),
        Machine(
            "IdeaAnswer",
            idea_rules.AnswerState,
            idea_rules.ANSWER_MOVES,
            frozenset({idea_rules.AnswerState.PENDING, idea_rules.AnswerState.GIVEN}),
            frozenset(idea_rules.AnswerState) - {idea_rules.AnswerState.PENDING},
        ),
        Machine(
            "Study",
            StudyState,
            STUDY_MOVES,
            frozenset({StudyState.PROPOSED}),
            frozenset({StudyState.ARCHIVED, StudyState.WITHDRAWN, StudyState.ABANDONED}),
        ),
        Machine(
            "DataRequest",
            DataState,
            DATA_MOVES,
            frozenset({DataState.ASKED}),
            frozenset({DataState.REFUSED, DataState.DELETED}),
        ),
    ),
)
