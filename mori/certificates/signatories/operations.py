"""The list of those who sign an office's papers. What was printed keeps the name it has."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.offices.queries import office_by_id

from . import queries
from .models import Signatory


class SignatoryFacts(NamedTuple):
    """A name and post as they are printed, and the days in office."""

    name: str
    post: str
    post_en: str
    from_on: dt.date
    until_on: dt.date | None


@writing()
def add_signatory(office_id: int, facts: SignatoryFacts, token: str, at: dt.datetime) -> None:
    """Let somebody's name stand under the papers of these days; the same form again adds none.

    Whoever was in office without an end leaves on the day before.
    """
    lock(office_by_id(office_id))
    if queries.signatory_by_token(token):
        return
    _end_the_one_before(office_id, facts.from_on)
    _require_days_of_their_own(office_id, facts, other_than=0)
    Signatory.create(token=token, office=office_id, made_at=at, **facts._asdict())


def _end_the_one_before(office_id: int, from_on: dt.date) -> None:
    Signatory.update(
        until_on=from_on - dt.timedelta(days=1), revision=Signatory.revision + 1
    ).where(
        Signatory.office == office_id, Signatory.until_on.is_null(), Signatory.from_on < from_on
    ).execute()


@writing()
def change_signatory(signatory: Signatory, facts: SignatoryFacts, seen: int) -> None:
    """Correct somebody in the list, unless the row has changed since it was seen."""
    lock(office_by_id(signatory.office_id))
    _require_days_of_their_own(signatory.office_id, facts, other_than=signatory.id)
    changed = (
        Signatory.update(revision=seen + 1, **facts._asdict())
        .where(Signatory.id == signatory.id, Signatory.revision == seen)
        .execute()
    )
    if not changed:
        raise changed_meanwhile()


def _require_days_of_their_own(office_id: int, facts: SignatoryFacts, other_than: int) -> None:
    other = queries.sharing_days(office_id, facts.from_on, facts.until_on, other_than)
    if other:
        raise Refused(
            _(
                "%(name)s is in office on some of these days. End those days first, or choose "
                "others.",
                name=other.name,
            )
        )
