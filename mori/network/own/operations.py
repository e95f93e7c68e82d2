"""What members do by their link: belong, leave, take part again."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused

from ..models import Member
from ..operations import end_mails, hold, move_member
from ..queries import setting_of
from ..rules import MemberState


@writing()
def accept_terms(member: Member, version: int, at: dt.datetime) -> None:
    """Become a member on the terms that the page showed; the same again changes nothing."""
    held = hold(member)
    if held.state == MemberState.ACTIVE:
        return
    if setting_of(held.office_id).terms_version != version:
        raise Refused(_("The terms have changed meanwhile. Read them again, then decide."))
    move_member(held, "accept", None, at)


@writing()
def renew_membership(member: Member, at: dt.datetime) -> None:
    """Say that one still belongs."""
    move_member(hold(member), "renew", None, at)


@writing()
def leave_network(member: Member, at: dt.datetime) -> None:
    """Be a member no more; what one agreed to stays as it is."""
    held = hold(member)
    if held.state == MemberState.LEFT:
        return
    end_mails(held, at)
    move_member(held, "leave", None, at)


@writing()
def come_back(member: Member, at: dt.datetime) -> None:
    """Take part again after having stopped everything; nothing is agreed to by that."""
    held = hold(member)
    if held.state == MemberState.STOPPED:
        move_member(held, "come_back", None, at)
