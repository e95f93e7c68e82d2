"""Several answer at the same moment, and no seat is given twice."""

from collections import Counter
from functools import partial

import pytest

from mori.events.answering.operations import Answer, Comer, answer
from mori.events.models import EventInvitation, Participant
from mori.events.queries import seats_free
from mori.events.rules import InvitationState
from tests.cast import NOON
from tests.events.making import DOOR, event_of, invited
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


def test_the_last_seat_goes_to_one_of_those_who_answer_at_once(committed):
    event = event_of(committed.cast, seats=4)
    rows = [invited(committed.cast, event, f"Komunitas {n}") for n in range(4)]
    for row in rows:
        answer(row, Answer(InvitationState.NO), DOOR, NOON)
    invited(committed.cast, event, "Penuh", seats=3)

    ends = all_at_once(
        *(
            partial(answer, row, Answer(InvitationState.YES, [Comer(f"Orang {n}")]), DOOR, NOON)
            for n, row in enumerate(rows)
        )
    )

    states = Counter(row.state for row in EventInvitation.select())
    assert Counter(ends) == {"done": 4}
    assert states[InvitationState.YES] == 1
    assert states[InvitationState.WAITING] == 3
    assert seats_free(event, NOON) == 0
    assert Participant.select().count() == 1
