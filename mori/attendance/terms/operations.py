"""What an office says of its programmes, and of coming late."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.counts.changes import changed
from mori.core.db import writing
from mori.core.errors import Refused
from mori.placements.rules import InternKind

from . import queries
from .models import LateRule, ProgrammeTerms
from .rules import GRACE_BACK, Terms


@writing()
def set_terms(office_id: int, kind: InternKind, programme: str, terms: Terms) -> None:
    """Say what a programme asks; with nothing said its row goes, and the kind's own holds."""
    row = queries.terms_row(office_id, kind, programme)
    whose = {
        "office": office_id,
        "kind": kind,
        "programme": row.programme if row else programme,
    }
    if terms.is_empty:
        ProgrammeTerms.delete().where(ProgrammeTerms.id == (row and row.id)).execute()
        return
    ProgrammeTerms.insert({**whose, **terms._asdict()}).on_conflict(
        conflict_target=[getattr(ProgrammeTerms, name) for name in whose],
        update=terms._asdict(),
    ).execute()


@writing()
def set_grace(office_id: int, minutes: int, from_on: dt.date, today: dt.date) -> None:
    """From a day on, let so many minutes after the office begins be in time."""
    if not today - GRACE_BACK <= from_on <= today + GRACE_BACK:
        raise Refused(_("Choose a day within a year of today."))
    LateRule.insert(office=office_id, from_on=from_on, grace_minutes=minutes).on_conflict(
        conflict_target=[LateRule.office, LateRule.from_on],
        update={LateRule.grace_minutes: minutes},
    ).execute()
    for placement_id in queries.placements_since(office_id, from_on):
        changed(placement_id)
