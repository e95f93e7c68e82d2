"""Decisions not yet in effect, places by unit and week, and who is next on the waiting list."""

import datetime as dt
from typing import Any

from mori.accounts.models import Membership, Person
from mori.core.db import literals
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import ONGOING, PlacementState

from ..models import Applicant, Application, Opening
from ..rules import ApplicantState, OpeningState
from .models import Decision
from .rules import DecisionState, Stay


def decisions_in(batch: str) -> list[Decision]:
    rows = Decision.select(Decision, Applicant).join(Applicant)
    return list(rows.where(Decision.batch == batch).order_by(Decision.id))


def pending_of(applicant_id: int) -> Decision | None:
    return Decision.get_or_none(Decision.holds == applicant_id)


def pending_by(actor_id: int, at: dt.datetime) -> list[Decision]:
    """What somebody has just decided and may still take back, the latest last."""
    rows = (
        Decision.select(Decision, Applicant)
        .join(Applicant)
        .where(
            Decision.actor == actor_id,
            Decision.state == DecisionState.PENDING,
            Decision.effective_at > at,
        )
    )
    return list(rows.order_by(Decision.id))


def pending_among(applicant_ids: list[int]) -> dict[int, Decision]:
    if not applicant_ids:
        return {}
    rows = Decision.select().where(Decision.holds.in_(applicant_ids))
    return {row.applicant_id: row for row in rows}


def due_batches(at: dt.datetime) -> list[str]:
    """Batches whose seconds to undo them have passed, the earliest first."""
    rows = (
        Decision.select(Decision.batch)
        .where(Decision.state == DecisionState.PENDING, Decision.effective_at <= at)
        .order_by(Decision.id)
        .limit(50)
    )
    return list(dict.fromkeys(row.batch for row in rows))


def decision_by_key(key: str) -> Decision | None:
    rows = Decision.select(Decision, Applicant).join(Applicant)
    return rows.where(Decision.key == key).get_or_none()


def accepting(applicant_id: int) -> Decision | None:
    """The decision by which somebody was accepted: unit, supervisor and days are in it."""
    found: Decision | None = (
        Decision.select(Decision)
        .where(
            Decision.applicant == applicant_id,
            Decision.verb == "accept",
            Decision.state == DecisionState.EFFECTIVE,
        )
        .order_by(Decision.id.desc())
        .first()
    )
    return found


def troubles_of(applicant_ids: list[int]) -> dict[int, str]:
    """Why somebody's acceptance has not led to a placement, or a decision to nothing."""
    rows = (
        Decision.select(Decision.applicant, Decision.trouble)
        .where(Decision.applicant.in_(applicant_ids))
        .order_by(Decision.id)
    )
    latest = {row.applicant_id: row.trouble for row in rows}
    return {each: trouble for each, trouble in latest.items() if trouble}


def ready_to_place(limit: int = 20) -> list[int]:
    """Decisions by which somebody was accepted who is named and reachable, and not placed yet."""
    rows = (
        Decision.select(Decision.id)
        .join(Applicant)
        .where(
            Applicant.state == ApplicantState.ACCEPTED,
            Applicant.placement.is_null(),
            Applicant.erased_at.is_null(),
            Applicant.name != "",
            (Applicant.email != "") | (Applicant.phone != ""),
            Decision.verb == "accept",
            Decision.state == DecisionState.EFFECTIVE,
            Decision.trouble == "",
        )
        .order_by(Decision.id)
        .limit(limit)
    )
    return [row.id for row in rows]


def withdrawn_placements(limit: int = 20) -> list[int]:
    """Accepted applicants whose placement was withdrawn."""
    rows = (
        Applicant.select(Applicant.id)
        .join(Placement)
        .where(
            Applicant.state == ApplicantState.ACCEPTED,
            Placement.state == PlacementState.WITHDRAWN,
        )
        .order_by(Applicant.id)
        .limit(limit)
    )
    return [row.id for row in rows]


def decision_by_id(decision_id: int) -> Decision:
    found: Decision = Decision.select(Decision).where(Decision.id == decision_id).get()
    return found


def next_waiting(freed: Applicant) -> Applicant | None:
    """Who is first on the waiting list for what somebody leaves: of the same opening, or else of
    the same letter.
    """
    rows = (
        Applicant.select(Applicant, Application)
        .join(Application)
        .where(Applicant.state == ApplicantState.WAITING, Applicant.office == freed.office_id)
        .order_by(Applicant.since, Applicant.id)
    )
    opening = freed.application.opening_id
    same = Application.opening == opening if opening else Application.id == freed.application_id
    found: Applicant | None = rows.where(same).first()
    return found


def stays_between(office_id: int, first: dt.date, last: dt.date) -> list[Stay]:
    """Who is in which unit: interns who are placed, and those accepted who are not yet."""
    placed = (
        UnitSpan.select(UnitSpan.unit, UnitSpan.starts_on, UnitSpan.ends_on)
        .join(Placement)
        .where(
            Placement.office == office_id,
            Placement.state.in_(literals(ONGOING)),
            UnitSpan.starts_on <= last,
            UnitSpan.ends_on >= first,
        )
    )
    promised = Applicant.select(Applicant.unit, Applicant.starts_on, Applicant.ends_on).where(
        Applicant.office == office_id,
        Applicant.state == ApplicantState.ACCEPTED,
        Applicant.placement.is_null(),
        Applicant.unit.is_null(False),
        Applicant.starts_on <= last,
        Applicant.ends_on >= first,
    )
    deciding = Decision.select(Decision.unit, Decision.starts_on, Decision.ends_on).where(
        Decision.office == office_id,
        Decision.state == DecisionState.PENDING,
        Decision.verb == "accept",
        Decision.starts_on <= last,
        Decision.ends_on >= first,
    )
    rows: list[Any] = [*placed, *promised, *deciding]
    return [Stay(row.unit_id, row.starts_on, row.ends_on) for row in rows]


def quotas_between(office_id: int, first: dt.date, last: dt.date) -> list[tuple[Stay, int]]:
    """How many places a unit has in which days, as its openings say."""
    rows = Opening.select().where(
        Opening.office == office_id,
        Opening.unit.is_null(False),
        Opening.state.in_(literals([OpeningState.OPEN, OpeningState.CLOSED])),
        Opening.starts_on <= last,
        Opening.ends_on >= first,
    )
    return [(Stay(row.unit_id or 0, row.starts_on, row.ends_on), row.quota) for row in rows]


def supervisors_by_unit(members: list[Membership]) -> dict[int, list[Person]]:
    """Unit → its supervisors, by name."""
    found: dict[int, list[Person]] = {}
    for each in members:
        if each.unit_id:
            found.setdefault(each.unit_id, []).append(each.person)
    return found
