"""Whose answers an office waits for."""

from typing import Any

from mori.core.counts.overview import counted
from mori.core.db import literals

from ..members.queries import lapsing
from ..models import Member
from ..rules import MemberState


def invited(office: Any) -> Any:
    """Those asked to be members who have not answered."""
    return counted(
        "invited_members", _of(office).where(Member.state.in_(literals([MemberState.INVITED])))
    )


def asked(office: Any) -> Any:
    """Those of whom nothing was heard for a year, and who were asked whether they still belong."""
    return counted("lapsing_members", _of(office).where(lapsing()))


def _of(office: Any) -> Any:
    return Member.select().where(Member.office == office, Member.merged_into.is_null())
