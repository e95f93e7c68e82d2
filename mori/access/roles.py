"""The roles, what goes with each, and who is asking."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mori.core.words import Labelled, marked

# Person's id, office's id and a day some time ago → an SQL expression. It leaves out what ended
# before that day, where there may be rows of many years.
Fact = Callable[[Any, Any, Any], Any]


def module_fact(module: str) -> str:
    """By which ``Actor.facts`` know whether the office uses a part of MORI."""
    return f"uses_{module}"


class Role(Labelled):
    INTERN = "intern", marked("Intern")
    SUPERVISOR = "supervisor", marked("Supervisor")
    COORDINATOR = "coordinator", marked("Coordinator")
    OFFICER = "officer", marked("Safeguarding officer")
    HEAD = "head", marked("Head of office")
    OPERATOR = "operator", marked("National operator")


@dataclass(frozen=True)
class RoleTerms:
    """What goes with a role; what it may do stands in the grants of the slices."""

    signed_in_for: dt.timedelta
    appointed_by: tuple[Role, ...]
    needs_second_factor: bool = False
    needs_office: bool = True  # else it may be held without one, and then sees nothing of any


TERMS: dict[Role, RoleTerms] = {
    Role.INTERN: RoleTerms(dt.timedelta(days=90), (Role.COORDINATOR,)),
    Role.SUPERVISOR: RoleTerms(dt.timedelta(days=14), (Role.COORDINATOR, Role.HEAD)),
    Role.COORDINATOR: RoleTerms(
        dt.timedelta(days=1), (Role.COORDINATOR, Role.HEAD), needs_second_factor=True
    ),
    Role.OFFICER: RoleTerms(dt.timedelta(hours=12), (Role.HEAD,), needs_second_factor=True),
    Role.HEAD: RoleTerms(dt.timedelta(hours=12), (), needs_second_factor=True),
    # Nobody's page gives it, not even an operator's: `flask person` on the server alone.
    Role.OPERATOR: RoleTerms(
        dt.timedelta(hours=12), (), needs_second_factor=True, needs_office=False
    ),
}


@dataclass(frozen=True)
class Actor:
    """A signed-in person in one of their roles; what ``current_user`` is."""

    person_id: int
    key: str
    name: str
    locale: str
    role: Role
    office_id: int | None
    office: str | None
    zone: str  # the office's, or the country's
    calendar_version: int  # 0 without an office
    session_id: int
    digest: str  # of the session
    notices: str
    help_epoch: int
    expires_at: dt.datetime
    facts: Mapping[str, Any] = field(default_factory=dict)  # what slices declared: see Slice.facts

    # flask-login asks for these four
    is_active = is_authenticated = True
    is_anonymous = False

    @property
    def has_office(self) -> bool:
        return self.office_id is not None

    def uses(self, module: str) -> bool:
        """Whether their office uses a part of MORI that it may do without."""
        return bool(self.facts.get(module_fact(module)))

    def get_id(self) -> str:
        return str(self.person_id)
