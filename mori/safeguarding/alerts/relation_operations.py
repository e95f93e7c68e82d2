"""Who must not learn of whose alerts; later slices say so of their own relations."""

import datetime as dt
from collections.abc import Iterable

from mori.core.db import writing

from .models import Relation


@writing()
def register_relation(
    person_id: int,
    others: Iterable[int],
    kind: str,
    from_on: dt.date,
    until_on: dt.date | None,
    source: str,
) -> None:
    """Register who must not learn of a person's alerts, replacing what this source said before."""
    Relation.delete().where(Relation.source == source, Relation.kind == kind).execute()
    for other in sorted(set(others)):
        Relation.create(
            person=person_id,
            other=other,
            kind=kind,
            from_on=from_on,
            until_on=until_on,
            source=source,
        )
