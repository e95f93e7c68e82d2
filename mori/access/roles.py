"""The roles, and who is asking."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    INTERN = "intern"
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"
    OFFICER = "officer"
    HEAD = "head"


@dataclass(frozen=True)
class Actor:
    """A signed-in person in one of their roles; what ``current_user`` is."""

    person_id: int
    key: str
    name: str
    locale: str
    role: Role
    office_id: int
    office: str
    zone: str
    calendar_version: int
    phrases_version: int
    has_shortcuts: bool
    asks_code: bool
    session_id: int
    session_digest: str
    notices: str
    help_epoch: int
    expires_at: dt.datetime

    # flask-login asks for these four
    is_active = is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        return str(self.person_id)
