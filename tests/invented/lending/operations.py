import datetime as dt

from mori.access.roles import Actor
from mori.core.db import writing
from mori.core.states import changed_meanwhile, move

from .models import Loan
from .rules import MOVES


@writing()
def lend_umbrella(actor: Actor, token: str, at: dt.datetime) -> None:
    """Lend one; the same ``token`` again changes nothing."""
    Loan.insert(
        token=token, person=actor.person_id, office=actor.office_id, at=at
    ).on_conflict_ignore().execute()


@writing()
def give_back(loan: Loan) -> None:
    """Take it back, once."""
    target = move(MOVES, loan.state, "give_back")
    moved = Loan.update(state=target).where(Loan.id == loan.id, Loan.state == loan.state)
    if not moved.execute():
        raise changed_meanwhile()
