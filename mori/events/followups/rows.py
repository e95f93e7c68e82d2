"""Of what somebody is to be reminded, read from several tables."""

from typing import NamedTuple

from mori.network.models import Member

from .models import FollowUp
from .rules import Reminder


class Due(NamedTuple):
    """Of what somebody is to be reminded, and how they are reached."""

    follow_up: FollowUp
    reminder: Reminder
    member: Member | None  # whoever may be written to, as they are shown
    phone: str  # empty where nobody agreed to be called

    @property
    def mail(self) -> str:
        return self.member.mail if self.member else ""

    @property
    def locale(self) -> str:
        return self.member.locale if self.member else "id"

    @property
    def is_willing(self) -> bool:
        """Whether the office may write to them at all."""
        return bool(self.member or self.phone)
