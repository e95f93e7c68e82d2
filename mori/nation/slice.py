from mori.access.grants import everywhere
from mori.access.roles import Role
from mori.core.words import marked
from mori.offices.rules import MOVES, OfficeState
from mori.web.menu import Item
from mori.web.slice import Machine, Slice

from . import models as _events  # noqa: F401 - so that its table is known
from . import views

OPERATOR = {Role.OPERATOR: everywhere}

SLICE = Slice(
    "nation",
    blueprints=(views.bp,),
    grants={"nation.read": OPERATOR, "nation.open": OPERATOR, "nation.change": OPERATOR},
    menu=(Item("nation", 5, "nation.read", "nation.offices", "building", marked("National")),),
    machines=(Machine("Office", OfficeState, MOVES, frozenset({OfficeState.OPEN})),),
)
