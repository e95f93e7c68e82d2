"""A link that signs, given in a running site for a final that is locked there for the purpose."""

import sys

from tests.browser.site import Site, _run

ASK = """
import sys
from mori import create_app
from mori.config import load
from mori.accounts.models import Person
from mori.campus.cosigning.operations import ask_to_sign
from mori.campus.supervision.queries import supervisors_named
from mori.core.clock import now
from mori.core.db import db, new_key
from mori.evaluation.assessments.models import Assessment
from mori.evaluation.assessments.rules import AssessmentState
from mori.links.operations import Post
from mori.links.rules import Hand
from mori.placements.models import Placement
from tests.evaluation.assessments.making import begun, given, round_of

create_app(load())
with db.connection_context():
    placement = Placement.select().join(Person).where(Person.name == sys.argv[1]).get()
    each = round_of(placement)
    is_locked = each.state is AssessmentState.LOCKED
    row = begun(each, AssessmentState.LOCKED)
    if not is_locked:
        Assessment.update(locked_at=now()).where(Assessment.id == row.id).execute()
        for number in each.reviewer_ids:
            if not each.has_sent(number):
                given(row, Person.get_by_id(number), each.scheme.scale.highest)
    contact = supervisors_named([placement.id])[placement.id]
    actor = Person.select().where(Person.name == sys.argv[2]).get().id
    post = Post("", b"", "/t/{}/{}".format)
    link = ask_to_sign(placement, contact, Hand(contact.name), new_key(), actor, now(), post)
    print(f"/t/{link.link.key}/{link.secret}")
"""


def asked_to_sign(site: Site, intern: str, coordinator: str) -> str:
    """The path of the link's door."""
    return _run(site.environment, sys.executable, "-c", ASK, intern, coordinator).strip()
