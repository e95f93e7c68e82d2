"""What tells records apart, and which of two people's answers stand. No database, no request."""

import datetime as dt
import hashlib
import json
from typing import Any, NamedTuple

from ..likeness.rules import (
    Likeness,
    PersonFacts,
    Reason,
    Verdict,
    blocking_keys,
    name_words,
)
from ..rules import AlumnusState, Record
from ..values.institution_rules import institution_key

# Whoever said less stays said: the dead are not written to, who left has left.
STRENGTH = (
    *(AlumnusState.INVITED, AlumnusState.DORMANT, AlumnusState.CONFIRMED),
    *(AlumnusState.WITHDRAWN, AlumnusState.DECEASED),
)
SIGNATURE = 32


class Facts(NamedTuple):
    """What somebody chooses of two records, field by field."""

    name: str
    titles_before: str
    titles_after: str
    region_id: int | None
    address: str


class Answers(NamedTuple):
    """What somebody said of being in touch; it goes together."""

    state: AlumnusState
    answered_at: dt.datetime | None
    asked_at: dt.datetime | None
    unanswered: int
    locale: str

    @property
    def strength(self) -> tuple[int, bool, float]:
        last = self.answered_at.timestamp() if self.answered_at else 0.0
        return STRENGTH.index(self.state), self.answered_at is not None, last


def facts_of_record(record: Record) -> PersonFacts:
    """What tells the person of a record from others."""
    return PersonFacts(
        record.name,
        frozenset(record.phones),
        frozenset(record.mails),
        frozenset(institution_key(name) for _id, name in record.institutions),
        frozenset(record.numbers),
        frozenset(map(str, record.years)),
    )


def signature(facts: PersonFacts) -> str:
    """By which a row is known again: name and what is one's own, else also campus and years."""
    own = [sorted(each) for each in (facts.phones, facts.mails, facts.numbers)]
    group = [] if any(own) else [sorted(facts.institutions), sorted(facts.years)]
    said = repr((sorted(name_words(facts.name)), own, group))
    return hashlib.sha256(said.encode()).hexdigest()[:SIGNATURE]


def block_digests(facts: PersonFacts) -> set[str]:
    """Blocking keys, short and of one length."""
    return {
        hashlib.blake2b(key.encode(), digest_size=8).hexdigest() for key in blocking_keys(facts)
    }


def packed_reasons(likely: Likeness) -> str:
    return json.dumps([[str(reason), text] for reason, text in likely.reasons])


def reason_words(packed: str) -> list[Any]:
    """Why two records may be of one person, each reason as a sentence."""
    reasons = tuple((Reason(reason), text) for reason, text in json.loads(packed))
    return Likeness(0.0, Verdict.DOUBTFUL, reasons).words


def answers_together(kept: Answers, merged: Answers) -> Answers:
    """Whose answers stand for both."""
    return max(kept, merged, key=lambda each: each.strength)
