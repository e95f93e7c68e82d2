"""Whom applicants are tied to, and who of an office that may be."""

from collections import defaultdict
from collections.abc import Collection

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role

from .models import ApplicantTie


def ties_of(applicant_id: int) -> list[ApplicantTie]:
    """With whom each is, by name."""
    return list(
        ApplicantTie.select(ApplicantTie, Person)
        .join(Person, on=ApplicantTie.person)
        .where(ApplicantTie.applicant == applicant_id)
        .order_by(Person.name_folded, Person.id)
    )


def names_tied(applicant_ids: Collection[int]) -> dict[int, list[str]]:
    """Applicant → the names of those they are tied to."""
    rows = (
        ApplicantTie.select(ApplicantTie.applicant, Person.name)
        .join(Person, on=ApplicantTie.person)
        .where(ApplicantTie.applicant.in_(list(applicant_ids)))
        .order_by(Person.name_folded, Person.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row.applicant_id].append(row.person.name)
    return found


def people_tied(applicant_ids: Collection[int]) -> dict[int, set[int]]:
    """Applicant → the ids of those they are tied to."""
    rows = ApplicantTie.select(ApplicantTie.applicant, ApplicantTie.person).where(
        ApplicantTie.applicant.in_(list(applicant_ids))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        found[row.applicant_id].add(row.person_id)
    return found


def people_to_tie(office_id: int) -> list[Person]:
    """Everyone of an office who may ever supervise or review there, by name."""
    return people_in_role(office_id, *(role for role in Role if role is not Role.INTERN))
