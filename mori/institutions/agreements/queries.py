"""An office's agreements: the list, one of them, what ends soon, what was done under each."""

import datetime as dt
from typing import Any

from peewee import SQL, fn

from mori.accounts.models import Person
from mori.core.counts.overview import counted_since
from mori.links.models import SignedLink
from mori.offices.models import Office

from ..models import Institution
from .models import (
    Agreement,
    AgreementActivity,
    AgreementEvent,
    AgreementNotice,
    AgreementScope,
    AgreementSignature,
    AgreementSignRequest,
)
from .rules import EXPIRING, AgreementState

PAGE = 30


def _agreements() -> Any:
    return (
        Agreement.select(Agreement, Institution, Office)
        .join(Institution)
        .switch(Agreement)
        .join(Office)
    )


def agreements_of(
    office_id: int, *, is_over: bool = False, after: tuple[dt.date, int] | None = None
) -> list[Agreement]:
    """An office's agreements by their last day, one page and one more: those that count, or those
    that were renewed or ended.
    """
    over = Agreement.state.in_([AgreementState.RENEWED, AgreementState.ENDED])
    rows = _agreements().where(Agreement.office == office_id, over if is_over else ~over)
    if after:
        day, last = after
        later = (Agreement.ends_on > day) | ((Agreement.ends_on == day) & (Agreement.id > last))
        rows = rows.where(later)
    return list(rows.order_by(Agreement.ends_on, Agreement.id).limit(PAGE + 1))


def agreements_with(institution_ids: list[int]) -> list[Agreement]:
    """All agreements with an institution and what was merged into it, the latest first."""
    rows = _agreements().where(Agreement.institution.in_(institution_ids))
    return list(rows.order_by(Agreement.ends_on.desc(), Agreement.id.desc()))


def agreement_for(institution_ids: list[int], code: str, last: dt.date) -> Agreement | None:
    """The signed agreement with an institution for a scope that lasts longest, if it has begun by
    a day: nothing is said of those to come.
    """
    rows = _agreements().join(AgreementScope, on=(AgreementScope.agreement == Agreement.id))
    found: Agreement | None = (
        rows.where(
            Agreement.institution.in_(institution_ids),
            Agreement.state == AgreementState.SIGNED,
            AgreementScope.code == code,
            Agreement.begins_on <= last,
        )
        .order_by(Agreement.ends_on.desc(), Agreement.id.desc())
        .get_or_none()
    )
    return found


def agreement_by_key(key: str) -> Agreement | None:
    found: Agreement | None = _agreements().where(Agreement.key == key).get_or_none()
    return found


def agreement_by_id(agreement_id: int) -> Agreement:
    return Agreement.get_by_id(agreement_id)


def agreement_by_token(token: str) -> Agreement | None:
    return Agreement.get_or_none(Agreement.token == token)


def scopes_of(agreement_id: int) -> dict[str, int | None]:
    """Code → what was agreed of it a year, if that was."""
    rows = AgreementScope.select().where(AgreementScope.agreement == agreement_id)
    return {row.code: row.quota for row in rows.order_by(AgreementScope.id)}


def activities_of(agreement_id: int) -> list[AgreementActivity]:
    rows = (
        AgreementActivity.select(AgreementActivity, Agreement)
        .join(Agreement)
        .where(AgreementActivity.agreement == agreement_id)
    )
    return list(rows.order_by(AgreementActivity.on.desc(), AgreementActivity.id.desc()))


def agreement_activity_by_key(key: str) -> AgreementActivity | None:
    rows = AgreementActivity.select(AgreementActivity, Agreement).join(Agreement)
    return rows.where(AgreementActivity.key == key).get_or_none()


def activity_by_token(token: str) -> AgreementActivity | None:
    return AgreementActivity.get_or_none(AgreementActivity.token == token)


def done_under(agreement_id: int, first: dt.date, last: dt.date) -> dict[str, int]:
    """Code → how much of it was noted from one day to another."""
    rows = (
        AgreementActivity.select(
            AgreementActivity.code, fn.SUM(AgreementActivity.number).alias("number")
        )
        .where(
            AgreementActivity.agreement == agreement_id, AgreementActivity.on.between(first, last)
        )
        .group_by(AgreementActivity.code)
    )
    return {row.code: int(row.number) for row in rows}


def signatures_of(agreement_id: int) -> list[AgreementSignature]:
    rows = AgreementSignature.select().where(AgreementSignature.agreement == agreement_id)
    return list(rows.order_by(AgreementSignature.id))


def events_of(agreement_id: int) -> list[AgreementEvent]:
    rows = (
        AgreementEvent.select(AgreementEvent, Person)
        .left_outer_join(Person)
        .where(AgreementEvent.agreement == agreement_id)
    )
    return list(rows.order_by(AgreementEvent.id.desc()))


def renewals_of(agreement_id: int) -> list[Agreement]:
    return list(Agreement.select().where(Agreement.renews == agreement_id).order_by(Agreement.id))


def ending_by(day: dt.date) -> list[Agreement]:
    """Signed agreements that end soon, counted from a day, and are not over."""
    rows = _agreements().where(
        Agreement.state == AgreementState.SIGNED,
        Agreement.ends_on.between(day, day + dt.timedelta(days=EXPIRING)),
    )
    return list(rows.order_by(Agreement.id))


def told_of(agreement_id: int) -> set[int]:
    """At how many days before the end the office was told already."""
    rows = AgreementNotice.select().where(AgreementNotice.agreement == agreement_id)
    return {row.days for row in rows}


def ending(office: Any, half_year: Any) -> Any:
    """One row: how many signed agreements end within half a year or have lapsed, and the first."""
    rows = Agreement.select().where(
        Agreement.office == office,
        Agreement.state == SQL(f"'{AgreementState.SIGNED}'"),
        Agreement.ends_on <= half_year,
    )
    return counted_since("agreement", rows, Agreement.ends_on)


def agreement_to_sign(link: SignedLink) -> Agreement | None:
    """The agreement that a link was given for, however often it was handed on since."""
    first: Any = link
    while first.handed_on_from_id:
        first = SignedLink.get_by_id(first.handed_on_from_id)
    asked = AgreementSignRequest.get_or_none(AgreementSignRequest.link == first.id)
    return agreement_by_id(asked.agreement_id) if asked else None
