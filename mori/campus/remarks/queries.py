"""What was left about interns from their campus."""

from mori.accounts.models import Person
from mori.placements.models import Placement

from .models import CampusRemark


def remarks_on(placement_id: int) -> list[CampusRemark]:
    """Those about one internship, the latest day first."""
    return list(
        CampusRemark.select()
        .where(CampusRemark.placement == placement_id)
        .order_by(CampusRemark.day.desc(), CampusRemark.id.desc())
    )


def remark_by_key(key: str) -> CampusRemark | None:
    """A remark with its placement and the intern."""
    found = CampusRemark.select(CampusRemark, Placement, Person).join(Placement).join(Person)
    return found.where(CampusRemark.key == key).get_or_none()


def remark_by_token(token: str) -> CampusRemark | None:
    return CampusRemark.get_or_none(CampusRemark.token == token)
