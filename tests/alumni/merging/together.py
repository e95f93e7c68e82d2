"""Two records merged as the page does it."""

from typing import Any

from mori.accounts.models import Person
from mori.alumni.likeness.rules import PersonFacts
from mori.alumni.merging.operations import facts_of, merge_alumni
from mori.alumni.merging.rules import facts_of_record
from mori.alumni.models import Alumnus
from mori.alumni.queries import record_of
from tests.cast import NOON


def merge(kept: Alumnus, merged: Alumnus, actor: Person, **facts: Any) -> None:
    """With what the page shows of both just now."""
    kept, merged = Alumnus.get_by_id(kept.id), Alumnus.get_by_id(merged.id)
    chosen = facts_of(kept)._replace(**facts)
    seen = (str(kept.revision), str(merged.revision))
    merge_alumni(kept, merged, chosen, seen, actor.id, NOON)


def facts_of_alumnus(alumnus: Alumnus) -> PersonFacts:
    return facts_of_record(record_of(alumnus))
