"""Whom each rung calls for somebody's alert."""

from mori.safeguarding.routing.queries import caller_of, officers_at
from mori.safeguarding.routing.rules import route


def route_for(person_ids, office_id, at):
    return route(officers_at(at), caller_of(person_ids, office_id, at))
