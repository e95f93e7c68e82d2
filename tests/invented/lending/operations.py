import datetime as dt

from mori.access.roles import Actor
from mori.core.db import writing
from mori.core.states import advance

from .models import Loan
from .rules import MOVES


@writing()
def lend_umbrella(actor: Actor, colour: str, token: str, at: dt.datetime) -> None:
    """Lend one; the same ``token`` again changes nothing."""
    Loan.insert(
        token=token, person=actor.person_id, office=actor.office_id, colour=colour, at=at
    ).on_conflict_ignore().execute()


@writing()
def give_back(loan: Loan, actor_id: int, at: dt.datetime) -> None:
    """Take it back, once."""
    advance(loan, MOVES, "give_back", actor_id, at)
