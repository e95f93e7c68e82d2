from mori.access.grants import anyone, office, own, supervised
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.slice import Machine, Part, Slice

from .cosigned import views as cosigned
from .data_requests import attention_views as data_attention
from .data_requests import views as data_requests
from .data_requests.rules import DATA_MOVES, DataState
from .finals import views as finals
from .register import views as register
from .studies import keeping_views as study_keeping
from .studies import views as studies
from .studies.rules import MOVES as STUDY_MOVES
from .studies.rules import StudyState

SLICE = Slice(
    "contributions",
    rooms=(*("studies", "cosigned", "data_requests", "finals", "register"),),
    blueprints=(
        *(studies.bp, study_keeping.bp, cosigned.bp, data_requests.bp, finals.bp, register.bp),
    ),
    grants={
        "study.make": {Role.INTERN: anyone},
        "study.list": dict.fromkeys((Role.SUPERVISOR, Role.COORDINATOR, Role.HEAD), anyone),
        "study.read": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            Role.COORDINATOR: office,
            Role.HEAD: office,
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
        Part("learn", "contributions/studies/_learn.html", studies.learn_part),
        Part("study", "contributions/cosigned/_study.html", cosigned.study_part),
        Part("study", "contributions/data_requests/_study.html", data_requests.study_part),
        Part("study", "contributions/finals/_study.html", finals.study_part),
    ),
    attentions=data_attention.ATTENTIONS,
    file_purposes=(finals.PURPOSE,),
    machines=(
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
