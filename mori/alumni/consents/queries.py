"""What alumni agreed to, in which words, since when; those merged into one count as that one."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from mori.accounts.models import Person

from ..models import Alumnus, Consent
from ..queries import agreed_in, ids_with
from ..rules import Agreed
from .rules import wording_of


def consents_of(alumnus: Alumnus) -> list[Consent]:
    """All that they ever agreed to, the latest first, with who noted what stands on paper."""
    found = (
        _consents([alumnus.id])
        .select(Consent, Person)
        .left_outer_join(Person, on=Consent.noted_by)
        .order_by(Consent.given_at.desc(), Consent.id.desc())
    )
    return list(found)


def words_of(consent: Consent) -> str:
    """The words that they read."""
    return wording_of(consent.to, consent.wording, consent.locale)


def consents_since(alumnus: Alumnus) -> dict[Agreed, dt.datetime]:
    """What stands, and since when."""
    rows = list(_consents([alumnus.id]))
    return {
        to: max(row.given_at for row in rows if row.to == to and row.withdrawn_at is None)
        for to in agreed_in(rows)
    }


def standing_consents(alumnus: Alumnus) -> list[Consent]:
    """The rows that were not withdrawn; one may still be outdone by a later withdrawal."""
    return list(_consents([alumnus.id]).where(Consent.withdrawn_at.is_null()))


def agreed_by(alumnus: Alumnus) -> frozenset[Agreed]:
    """What they agree to as of now, whatever the record's state makes of it."""
    return agreed_in(_consents([alumnus.id]))


def keys_of(alumnus: Alumnus) -> list[str]:
    """Their key, and those of the records merged into theirs."""
    return [row.key for row in Alumnus.select().where(Alumnus.id.in_(list(ids_with([alumnus.id]))))]


def _consents(alumnus_ids: Collection[int]) -> Any:
    return Consent.select().where(Consent.alumnus.in_(list(ids_with(alumnus_ids))))
