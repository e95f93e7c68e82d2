"""Finals that are locked, links that sign them, and remarks, as tests need them."""

from typing import Any

from mori.campus.cosigning.operations import ask_to_sign
from mori.campus.remarks.models import CampusRemark
from mori.campus.remarks.operations import Said, leave_remark
from mori.campus.remarks.rules import RemarkKind
from mori.campus.supervision.operations import name_supervisor
from mori.core.db import db, new_key
from mori.evaluation.assessments.models import Assessment
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.national.operations import load_national
from mori.institutions.models import InstitutionContact
from mori.links.operations import Given
from mori.links.rules import Hand
from mori.placements.models import Placement
from tests.cast import NOON, TODAY
from tests.evaluation.assessments.making import begun, end_on, given, round_of
from tests.links.holding import POST


def lock_final(placement: Placement, value: int = 9000) -> Assessment:
    """Both reviewers gave the same for every aspect, and it is locked."""
    load_national(NOON)
    end_on(placement, TODAY)
    each = round_of(placement)
    row = begun(each, AssessmentState.LOCKED)
    for number in each.reviewer_ids:
        given(row, type(placement.person).get_by_id(number), value)
    return row


def name(cast, placement: Placement, contact: InstitutionContact) -> None:
    name_supervisor([placement.id], contact, cast.wati.id, NOON)


def ask(cast, placement: Placement, contact: InstitutionContact) -> Given:
    """A link that signs a final, for whoever accompanies the intern."""
    name(cast, placement, contact)
    hand = Hand(contact.name, "rahimah@campus.example")
    return ask_to_sign(placement, contact, hand, new_key(), cast.wati.id, NOON, POST)


def leave(given: Given, placement: Placement, text: str = "Bertemu di kantor.") -> str:
    """A remark's key."""
    said = Said(RemarkKind.VISIT, TODAY, text)
    token = new_key()
    leave_remark(given.link, placement, said, token, NOON)
    return CampusRemark.get(CampusRemark.token == token).key


def dump() -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        table: db.execute_sql(f'SELECT * FROM "{table}"').fetchall() for table in db.get_tables()
    }
