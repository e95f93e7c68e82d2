"""An agreement with a campus, as forms say it."""

import datetime as dt

from mori.institutions.agreements.models import Agreement, AgreementActivity
from mori.institutions.agreements.operations import (
    Terms,
    ask_for_word,
    draft_agreement,
    note_activity,
)
from mori.institutions.agreements.rules import AgreementState, Level
from mori.institutions.agreements.views import PURPOSE
from mori.links.operations import Given
from mori.links.rules import Hand
from mori.uploads.operations import receive_whole
from tests.cast import NOON, TODAY
from tests.certificates.issuing import PDF
from tests.links.holding import POST

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


def agreement_rows(cast, campus) -> dict[str, str]:
    """For pages that are opened by a key: a signed one, and something done under it."""
    made = agreed(cast, campus, "to open")
    note_activity(made, "class", BEGINS, "Kelas", 1, "to open", cast.wati.id)
    activity = AgreementActivity.get(AgreementActivity.agreement == made)
    return {"agreement_by_key": made.key, "agreement_activity_by_key": activity.key}


def asked_by_link(cast, contact, store, token="asked", at=NOON) -> Given:
    """A link that reads a draft's text, and signs."""
    text = receive_whole(store, cast.wati.id, PURPOSE, "naskah.pdf", PDF, token, at)
    return word_asked(cast, contact, token, at, text)


def word_asked(cast, contact, token="asked", at=NOON, text=None) -> Given:
    made = draft_agreement(
        contact.institution, terms(), {"internship": 20}, text, token, cast.wati.id, at
    )
    return ask_for_word(made, contact, Hand(contact.name), token, cast.wati.id, at, POST)
