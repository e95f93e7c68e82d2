"""Somebody who must not learn of another person's alert."""

from mori.safeguarding.routing.operations import register_relation
from tests.cast import TODAY


def exclude(person, other, from_on=TODAY, until_on=None):
    register_relation(person.id, [other.id], "private", from_on, until_on, f"test {other.id}")
