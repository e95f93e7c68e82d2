"""What may be passed on of a case, to whom, and what was said of it."""

import datetime as dt
from collections.abc import Collection

from mori.accounts.models import Person
from mori.institutions.models import InstitutionContact
from mori.institutions.queries import contacts_of
from mori.institutions.rules import ContactRole
from mori.placements.queries import nearest_placement
from mori.safeguarding.alerts.models import Alert

from .models import Referral, ReferralEvent


def referrals_of(alert_id: int) -> list[Referral]:
    """Everything that was offered, the latest first."""
    found = Referral.select(Referral, Alert).join(Alert).where(Referral.alert == alert_id)
    return list(found.order_by(Referral.id.desc()))


def referral_by_key(key: str, alert_id: int) -> Referral | None:
    return next((each for each in referrals_of(alert_id) if each.key == key), None)


def is_offered(token: str) -> bool:
    return Referral.select().where(Referral.token == token).exists()


def events_of(referral_ids: Collection[int]) -> dict[int, list[ReferralEvent]]:
    """By referral, what was said and done, the earliest first, with the officer who did."""
    rows = (
        ReferralEvent.select(ReferralEvent, Person)
        .left_outer_join(Person)
        .where(ReferralEvent.referral.in_(list(referral_ids)))
        .order_by(ReferralEvent.id)
    )
    found: dict[int, list[ReferralEvent]] = {each: [] for each in referral_ids}
    for row in rows:
        found[row.referral_id].append(row)
    return found


def is_passed_on_by(referral: Referral, officer_id: int) -> bool:
    """Whether an officer passed on what may still be."""
    theirs = ReferralEvent.verb == "pass_on", ReferralEvent.actor == officer_id
    events = ReferralEvent.select().where(ReferralEvent.referral == referral.id, *theirs)
    return referral.state.is_passed_on and events.exists()


def campus_of(person_id: int, today: dt.date) -> str:
    """Where the person of a case comes from, as their internship says."""
    placement = nearest_placement(person_id, today)
    return placement.institution_name if placement else ""


def satgas_of(person_id: int, today: dt.date) -> list[InstitutionContact]:
    """Whom the office calls at the campus for this."""
    placement = nearest_placement(person_id, today)
    if placement is None or placement.institution is None:
        return []
    contacts = contacts_of(placement.institution)
    return [each for each in contacts if each.role is ContactRole.SATGAS]
