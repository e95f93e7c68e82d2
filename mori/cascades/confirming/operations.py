"""A participant says that they were there, and what they noted; one of each phone."""

import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from mori.cascades.figures.operations import count_answers, count_tree, weigh_evidence
from mori.cascades.questions.rules import ENOUGH
from mori.cascades.trees.operations import hold_trees
from mori.core.db import writing
from mori.core.errors import Refused

from ..models import Confirmation, Teaching
from ..queries import evidence_facts, ids_of, teaching_by_id
from ..rules import TeachingState
from .queries import is_confirmed_by, number_of_answers
from .rules import MOST_CONFIRMED, is_open_for_confirming


@writing()
def confirm_teaching(
    teaching: Teaching, phone_hash: str, answers: Sequence[str], today: dt.date
) -> bool:
    """Count a phone once; whether it was new. Answers are all three, or none."""
    hold_trees(teaching.training_id)
    fresh, ids = teaching_by_id(teaching.id), ids_of(teaching.id)
    if is_confirmed_by(ids, phone_hash):
        return False
    if not is_open_for_confirming(fresh.on, today) or fresh.state == TeachingState.WITHDRAWN:
        raise Refused(_("This teaching can be confirmed only from its day on, for a week."))
    confirmed, _files = evidence_facts(fresh.id)
    if confirmed >= (fresh.headcount or MOST_CONFIRMED):
        raise Refused(
            _("As many have confirmed as were there. Whoever taught can put the number right.")
        )
    Confirmation.create(
        teaching=fresh.id, phone_hash=phone_hash, day=today, answers=" ".join(answers)
    )
    if weigh_evidence(fresh.id):
        count_tree(fresh.training_id)
    elif answers and number_of_answers(ids) % ENOUGH == 0:
        count_answers(fresh.training_id)
    return True
