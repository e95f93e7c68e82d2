"""What keeps a call for help from being heard, said to those who are called and to the head."""

from typing import Any

from mori.access.grants import allowed
from mori.access.roles import Actor

from . import queries


def troubles_for(actor: Actor) -> dict[str, Any] | None:
    """On the duty board: mail that does not go out, and who would not hear of a call."""
    everybody = actor.office_id if allowed(actor, "reach.read") else None
    called = queries.called_among(actor.person_id, everybody)
    mail = next((each for each in called if each.mail_fails_since), None)
    unheard = [each for each in called if each.why]
    own = next((each.why for each in unheard if each.person_id == actor.person_id), None)
    others = [each for each in unheard if each.person_id != actor.person_id]
    if not (mail or unheard):
        return None
    return {"mail": mail, "own": own, "others": others}


def own_trouble_of(actor: Actor) -> dict[str, Any] | None:
    """In *Me*: why they would not hear of a call."""
    called = queries.called_among(actor.person_id) if allowed(actor, "board.read") else []
    return next(({"own": each.why} for each in called if each.why), None)
