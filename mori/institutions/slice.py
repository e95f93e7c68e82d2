from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.web.slice import Machine, Slice

from . import contact_views, views
from .merging import views as merging
from .rules import MOVES, InstitutionState

SLICE = Slice(
    "institutions",
    rooms=("merging",),
    blueprints=(views.bp, contact_views.bp, merging.bp),
    grants={
        "institution.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "institution.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "institution.change": {Role.COORDINATOR: office},
    },
    machines=(
        Machine(
            "Institution",
            InstitutionState,
            MOVES,
            frozenset({InstitutionState.PROPOSED}),
            frozenset({InstitutionState.CONFIRMED}),
        ),
    ),
)
