"""What campuses answered to studies, and which of the answers still count."""

from typing import Any

from mori.accounts.models import Person
from mori.institutions.models import Institution, InstitutionContact
from mori.institutions.queries import contacts_of
from mori.links.models import SignedLink

from ..studies.models import Study
from ..studies.queries import study_by_key
from .models import StudySignature, StudySignRequest
from .rules import fingerprint


def digest_of(study: Study) -> str:
    """By which signatures know what they were given to."""
    return fingerprint((study.id, study.title, study.abstract, study.method))


def signatures_of(study_id: int) -> list[StudySignature]:
    """Every answer there was, the latest first."""
    rows = StudySignature.select().where(StudySignature.study == study_id)
    return list(rows.order_by(StudySignature.id.desc()))


def signature_by_token(token: str) -> StudySignature | None:
    found: StudySignature | None = StudySignature.get_or_none(StudySignature.token == token)
    return found


def standing_signature(study: Study) -> StudySignature | None:
    """The answer to the study as it is written now."""
    found: StudySignature | None = StudySignature.get_or_none(
        StudySignature.study == study.id, StudySignature.given_to == digest_of(study)
    )
    return found


def study_to_sign(link: SignedLink) -> Study | None:
    """Which study a link is for, however often it was handed on."""
    before: Any = link
    while before.handed_on_from_id:
        before = SignedLink.get_by_id(before.handed_on_from_id)
    asked = StudySignRequest.select(StudySignRequest, Study).join(Study)
    found = asked.where(StudySignRequest.link == before.id).get_or_none()
    return study_by_key(found.study.key) if found else None


def links_asked_with(study_id: int) -> list[SignedLink]:
    """The links by which a campus was asked to sign, handed on or not, the latest first."""
    asked = StudySignRequest.select(StudySignRequest.link).where(StudySignRequest.study == study_id)
    ids = [row.link_id for row in asked]
    added = ids
    while added:
        handed = SignedLink.select(SignedLink.id).where(SignedLink.handed_on_from.in_(added))
        added = [row.id for row in handed]
        ids = [*ids, *added]
    found = SignedLink.select(SignedLink, Person).join(Person, on=SignedLink.made_by)
    return list(found.where(SignedLink.id.in_(ids)).order_by(SignedLink.id.desc())) if ids else []


def campus_contacts(study: Study) -> list[InstitutionContact]:
    """Whom the office knows where the intern comes from."""
    institution_id = study.placement.institution_id
    institution = Institution.get_or_none(Institution.id == institution_id)
    return contacts_of(institution.standing) if institution else []
