from mori.access.grants import anyone, everywhere, own
from mori.access.roles import Role
from mori.web.menu import Item
from mori.web.phone.worker import Address, WaitingForm
from mori.web.slice import Machine, Slice

from .rules import MOVES, LoanState
from .views import bp

SLICE = Slice(
    "lending",
    blueprints=(bp,),
    grants={
        "loan.make": {Role.INTERN: anyone, Role.HEAD: everywhere},
        "loan.return": {Role.INTERN: own, Role.HEAD: own},
    },
    menu=(Item("lending", 35, "loan.make", "lending.loans", "door", "Umbrellas"),),
    machines=(
        Machine("Loan", LoanState, MOVES, frozenset({LoanState.LENT}), frozenset({LoanState.BACK})),
    ),
    waiting_forms=(
        WaitingForm(
            "loan",
            "Umbrella",
            [Address("lending.borrow")],
            prose=["colour"],
            offered="lending/_kept_loan.html",
        ),
    ),
)
