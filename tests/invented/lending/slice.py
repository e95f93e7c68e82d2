from mori.access.grants import anyone, own
from mori.access.roles import Role
from mori.web.menu import Item
from mori.web.slice import Machine, Slice

from .rules import MOVES, LoanState
from .views import bp

SLICE = Slice(
    "lending",
    blueprints=(bp,),
    grants={"loan.make": {Role.INTERN: anyone}, "loan.return": {Role.INTERN: own}},
    menu=(Item("lending", 35, "loan.make", "lending.loans", "door", "Umbrellas"),),
    machines=(
        Machine("Loan", LoanState, MOVES, frozenset({LoanState.LENT}), frozenset({LoanState.BACK})),
    ),
)
