"""What campuses answered to final assessments, and which of the answers still count."""

from typing import Any, NamedTuple

from mori.accounts.models import Person
from mori.evaluation.assessments.models import Assessment
from mori.evaluation.assessments.queries import finals_of
from mori.evaluation.assessments.rows import LockedResult
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.rules import Moment
from mori.links.models import SignedLink
from mori.placements.models import Placement

from ..supervision.queries import supervisors_named
from .models import CoSignature, CoSignRequest
from .rules import fingerprint


class Final(NamedTuple):
    """A locked final assessment, and the digest by which signatures know it."""

    result: LockedResult
    digest: str


def final_of(placement_id: int) -> Final | None:
    """What a campus may sign now: nothing before it is locked, and nothing while it is reopened."""
    row = Assessment.get_or_none(
        Assessment.placement == placement_id,
        Assessment.moment == Moment.FINAL,
        Assessment.state == AssessmentState.LOCKED,
    )
    result = finals_of([placement_id]).get(placement_id) if row else None
    if row is None or result is None:
        return None
    return Final(result, fingerprint((row.id, row.locked_at, result.result, result.band)))


def signatures_of(placement_id: int) -> list[CoSignature]:
    """Every answer there was about an internship, the latest first."""
    return list(
        CoSignature.select()
        .where(CoSignature.placement == placement_id)
        .order_by(CoSignature.id.desc())
    )


def signature_by_token(token: str) -> CoSignature | None:
    return CoSignature.get_or_none(CoSignature.token == token)


def standing_signature(placement_id: int) -> CoSignature | None:
    """The answer to the final as it is locked now; whatever was given to another is void."""
    final = final_of(placement_id)
    if final is None:
        return None
    return CoSignature.get_or_none(
        CoSignature.placement == placement_id, CoSignature.given_to == final.digest
    )


def placement_to_sign(link: SignedLink) -> Placement | None:
    """Whose final a link is for, with the intern; while its contact accompanies them."""
    asked = _placements().where(CoSignRequest.link == _first_of(link)).get_or_none()
    named = supervisors_named([asked.id]).get(asked.id) if asked else None
    return asked if named and named.key == link.about_key else None


def _placements() -> Any:
    return (
        Placement.select(Placement, Person)
        .join(Person)
        .switch(Placement)
        .join(CoSignRequest, on=(CoSignRequest.placement == Placement.id))
    )


def _first_of(link: SignedLink) -> int:
    """The link that was asked with, however often it was handed on since."""
    before: Any = link
    while before.handed_on_from_id:
        before = SignedLink.get_by_id(before.handed_on_from_id)
    return int(before.id)


def links_asked_with(placement_id: int) -> list[SignedLink]:
    """The links by which a campus was asked to sign, handed on or not, the latest first."""
    asked = CoSignRequest.select(CoSignRequest.link).where(CoSignRequest.placement == placement_id)
    ids = [row.link_id for row in asked]
    added = ids
    while added:
        handed = SignedLink.select(SignedLink.id).where(SignedLink.handed_on_from.in_(added))
        added = [row.id for row in handed]
        ids = [*ids, *added]
    found = SignedLink.select(SignedLink, Person).join(Person, on=SignedLink.made_by)
    return list(found.where(SignedLink.id.in_(ids)).order_by(SignedLink.id.desc())) if ids else []
