from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.web.slice import Machine, Part, Slice

from . import contact_views, views
from .agreements import attention_views, signing_views
from .agreements import views as agreements
from .agreements.jobs import jobs
from .agreements.rules import MOVES as AGREEMENT_MOVES
from .agreements.rules import AgreementState
from .merging import views as merging
from .rules import MOVES, InstitutionState

SLICE = Slice(
    "institutions",
    rooms=("merging", "agreements"),
    blueprints=(views.bp, contact_views.bp, merging.bp, agreements.bp, signing_views.bp),
    grants={
        "institution.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "institution.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "institution.change": {Role.COORDINATOR: office},
        "agreement.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "agreement.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "agreement.draft": {Role.COORDINATOR: office},
        "agreement.change": {Role.COORDINATOR: office},
        "agreement.sign": {Role.HEAD: office},
    },
    links=(signing_views.WORD,),
    file_purposes=(agreements.PURPOSE,),
    parts=(
        Part(
            "institution", "institutions/agreements/_institution.html", agreements.institution_part
        ),
    ),
    attentions=attention_views.ATTENTIONS,
    jobs=jobs,
    machines=(
        Machine(
            "Institution",
            InstitutionState,
            MOVES,
            frozenset({InstitutionState.PROPOSED}),
            frozenset({InstitutionState.CONFIRMED}),
        ),
        Machine(
            "Agreement",
            AgreementState,
            AGREEMENT_MOVES,
            frozenset({AgreementState.DRAFT}),
            frozenset({AgreementState.RENEWED, AgreementState.ENDED}),
        ),
    ),
)
