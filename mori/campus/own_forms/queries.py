"""The forms of institutions' own, and their versions."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from mori.accounts.models import Person
from mori.institutions.models import Institution
from mori.institutions.queries import ids_with
from mori.placements.models import Placement
from mori.uploads.models import Upload

from .models import OwnForm, OwnFormVersion

PAGE = 30


def forms_of_office(office_id: int, before: int | None = None) -> list[OwnForm]:
    """An office's forms, the latest first, one page and one more; ``before`` is an id."""
    found = (
        OwnForm.select(OwnForm, Institution)
        .join(Institution)
        .where(OwnForm.office == office_id)
        .order_by(OwnForm.id.desc())
        .limit(PAGE + 1)
    )
    return list(found.where(OwnForm.id < before) if before else found)


def forms_in_use(institution_ids: Collection[int]) -> list[OwnForm]:
    """Those of an institution that are filled in, by name."""
    return list(
        OwnForm.select()
        .where(OwnForm.institution.in_(list(institution_ids)), OwnForm.retired_at.is_null())
        .order_by(OwnForm.name, OwnForm.id)
    )


def form_by_key(key: str) -> OwnForm | None:
    """A form with its institution."""
    found = OwnForm.select(OwnForm, Institution).join(Institution).where(OwnForm.key == key)
    return found.get_or_none()


def versions_of(form: OwnForm) -> list[OwnFormVersion]:
    """The latest first, each with its file and who brought it."""
    return list(
        OwnFormVersion.select(OwnFormVersion, Upload, Person)
        .join(Upload)
        .switch(OwnFormVersion)
        .join(Person, on=(OwnFormVersion.made_by == Person.id), attr="made_by")
        .where(OwnFormVersion.form == form.id)
        .order_by(OwnFormVersion.number.desc())
    )


def version_by_token(token: str) -> OwnFormVersion | None:
    return OwnFormVersion.get_or_none(OwnFormVersion.token == token)


def students_for(form: OwnForm, after: tuple[dt.date, int] | None = None) -> list[Placement]:
    """Whom it can be filled in for, the latest first, one page and one more."""
    found: Any = _students(form).order_by(Placement.ends_on.desc(), Placement.id.desc())
    if after:
        day, last_id = after
        found = found.where(
            Placement.ends_on <= day, (Placement.ends_on < day) | (Placement.id < last_id)
        )
    return list(found.limit(PAGE + 1))


def is_student_for(form: OwnForm, key: str) -> bool:
    return bool(_students(form).where(Placement.key == key).exists())


def _students(form: OwnForm) -> Any:
    return (
        Placement.select(Placement, Person)
        .join(Person)
        .where(Placement.institution.in_(ids_with(form.institution.standing)))
    )
