"""An agreement with a campus, as forms say it."""

import datetime as dt

from mori.institutions.agreements.models import Agreement
from mori.institutions.agreements.operations import Terms, draft_agreement
from mori.institutions.agreements.rules import AgreementState, Level
from tests.cast import NOON, TODAY

BEGINS, ENDS = dt.date(2026, 1, 1), dt.date(2027, 12, 31)


def said(**changes):
    """A form's fields."""
    return {
        "token": "t1",
        "level": "pks",
        "title": "Magang di Perwakilan Banua",
        "our_number": "12/PKS/2026",
        "their_number": "77/UCB/2026",
        "our_signatory": "Hasan Contoh, Kepala Perwakilan",
        "their_signatory": "Bu Rahimah, Wakil Rektor",
        "begins_on": str(BEGINS),
        "ends_on": str(ENDS),
        "scopes": ["internship", "class"],
        "quota_internship": "20",
        **changes,
    }


def terms(**changes):
    known = Terms(Level.PKS, "Magang di Perwakilan Banua", "12", "77", "H", "R", BEGINS, ENDS)
    return known._replace(**changes)


def agreed(cast, campus, token="a1", state=AgreementState.SIGNED, **changes) -> Agreement:
    """One that both sides have signed."""
    made = draft_agreement(
        campus, terms(**changes), {"internship": 20, "class": None}, None, token, cast.wati.id, NOON
    )
    Agreement.update(state=state, signed_on=TODAY).where(Agreement.id == made.id).execute()
    return Agreement.get_by_id(made.id)
