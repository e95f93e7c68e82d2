"""Saying who at the institution accompanies whom."""

import datetime as dt
from collections.abc import Collection

from mori.core.db import writing
from mori.institutions.models import InstitutionContact

from .models import CampusSupervisor


@writing()
def name_supervisor(
    placement_ids: Collection[int],
    contact: InstitutionContact | None,
    actor_id: int,
    at: dt.datetime,
) -> None:
    """Let one contact, or nobody, accompany these; what was said before is replaced."""
    ids = sorted(placement_ids)
    CampusSupervisor.delete().where(CampusSupervisor.placement.in_(ids)).execute()
    if contact is None or not ids:
        return
    rows = [
        {"placement": each, "contact_key": contact.key, "named_by": actor_id, "named_at": at}
        for each in ids
    ]
    CampusSupervisor.insert_many(rows).on_conflict_ignore().execute()
