"""What is known by a row once somebody has corrected it."""

from collections.abc import Mapping
from dataclasses import replace

from ..understanding.facts import heard_in
from ..understanding.rules import Fact, ReadRow, RowKind, Surroundings
from ..values.rules import Doubt, Field, How
from .row_rules import TEXTS


def corrected(read: ReadRow, texts: Mapping[Field, str], around: Surroundings) -> ReadRow:
    """A row with what somebody wrote instead; they saw the rest, so no other doubt is left."""
    replaced = {fact for field in texts for fact in TEXTS[field]}
    facts = [fact for fact in read.facts if fact.field not in replaced]
    doubts = list[Doubt]()
    for field, text in texts.items():
        heard = heard_in(text, field, around, is_1904=False, year=0)
        known = {fact.field for fact in facts}
        facts += [
            Fact(each.field, each.value, How.CORRECTED, text, read.number, -1)
            for each in heard.found
            if each.field in TEXTS[field] or each.field not in known
        ]
        doubts += heard.doubts
    kind = RowKind.PERSON if any(each.field is Field.NAME for each in facts) else read.kind
    return replace(read, kind=kind, facts=tuple(facts), doubts=tuple(doubts), of_row=0)
