"""Which choice counts. No database, no request."""

import hashlib
from collections.abc import Collection, Mapping

from mori.evaluation.rules import Moment
from mori.placements.rules import InternKind

Place = tuple[InternKind, Moment]
NOTHING = ""  # instead of a scheme: nothing is assessed then


def effective(
    own: Mapping[Place, str], national: Mapping[Place, str], in_use: Collection[str]
) -> dict[Place, str]:
    """The scheme for each kind and moment that has one.

    An office's own word counts before the national one, unless its scheme is used no longer.
    """
    found = {place: family for place, family in national.items() if family in in_use}
    for place, family in own.items():
        if family in in_use:
            found[place] = family
        elif family == NOTHING:
            found.pop(place, None)
    return found


def seen_of(own: Mapping[Place, str]) -> str:
    """An optimistic lock's value: what a form showed of an office's choices."""
    return hashlib.sha256(repr(sorted(own.items())).encode()).hexdigest()[:16]
