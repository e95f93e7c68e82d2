"""What is sent on the tenth working day."""

import datetime as dt

from mori.guidance.pulse.models import PulseAnswer
from mori.guidance.pulse.operations import answer_pulse
from mori.guidance.pulse.rules import Facts, Said, Side
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from tests.cast import NOON

FINE = {"work": "yes", "instructions": "yes", "hours": "yes", "paid": "no", "place": "yes"}
PAID = {**FINE, "paid": "yes"}
OTHER_WORK = {**FINE, "work": "no"}
UNSAFE = {**FINE, "place": "no"}
OPEN_ON = dt.date(2026, 11, 13)  # the tenth working day of those who began on 2 November


def answer(
    placement: Placement, said: dict[str, str], side: Side = Side.INTERN, words: str = "", at=NOON
) -> PulseAnswer:
    whole = placement_by_key(placement.key)
    facts = Facts(**{name: Said(each) for name, each in said.items()})
    span = whole.spans[0]
    who = whole.person_id if side == Side.INTERN else span.supervisor_id
    return answer_pulse(whole, side, who, facts, words, at)
