"""Agreeing, and taking it back: effective at once, everywhere."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date, moment
from mori.core.db import writing
from mori.core.errors import Refused

from ..models import Member, MemberConsent
from ..operations import end_mails, hold, move_member, record
from ..rules import ConsentWay, MemberState, Purpose
from .queries import ended_at, standing_consents, stopped_at
from .rules import noted, wording


@writing()
def agree(
    member: Member,
    to: Collection[Purpose],
    way: ConsentWay,
    locale: str,
    at: dt.datetime,
) -> None:
    """Let somebody agree, in the words that stand now; what already stands in them stays."""
    held = hold(member)
    if held.state == MemberState.STOPPED:
        raise Refused(_("You had stopped everything. Take part again first, then choose."))
    standing = standing_consents(held)
    texts = {each: wording(each, locale) for each in to}
    new = [
        each
        for each in Purpose
        if each in to and not (each in standing and standing[each].wording == texts[each].version)
    ]
    end_consents(held, new, at)
    for each in new:
        MemberConsent.create(
            member=held.id,
            to=each,
            wording=texts[each].version,
            locale=locale,
            way=way,
            given_at=at,
        )
    if new:
        record(held.id, "agree", None, at, noted(new))


class Paper(NamedTuple):
    """What somebody signed: when, and in which form of words."""

    day: dt.date
    version: str
    locale: str


@writing()
def note_paper(
    member: Member, to: Collection[Purpose], paper: Paper, actor_id: int, at: dt.datetime
) -> None:
    """Note what somebody agreed to on paper; what stands already stays as it is.

    What they took back on the day of the paper or later stays taken back.
    """
    held = hold(member)
    if held.state == MemberState.STOPPED:
        raise Refused(_("They have stopped everything. They take part again by their own link."))
    _require_later(held, to, paper)
    standing = standing_consents(held)
    new = [each for each in Purpose if each in to and each not in standing]
    for each in new:
        MemberConsent.create(
            member=held.id,
            to=each,
            wording=paper.version,
            locale=paper.locale,
            way=ConsentWay.PAPER,
            given_at=moment(paper.day, dt.time(), held.office.zone),
            noted_by=actor_id,
        )
    if new:
        record(held.id, "agree", actor_id, at, noted(new))


def _require_later(member: Member, to: Collection[Purpose], paper: Paper) -> None:
    zone, stopped = member.office.zone, stopped_at(member)
    for purpose, ended in ended_at(member).items():
        if purpose in to and paper.day <= local_date(ended, zone):
            raise Refused(
                _(
                    "“%(purpose)s” was taken back after this paper. Ask for a newer one.",
                    purpose=purpose.label,
                )
            )
    if stopped and paper.day <= local_date(stopped, zone):
        raise Refused(_("They stopped everything after this paper. Ask for a newer one."))


@writing()
def take_back(
    member: Member, to: Collection[Purpose], at: dt.datetime, actor_id: int | None = None
) -> None:
    """Take consents back, by themselves or by word to the office; the same again does nothing."""
    held = hold(member)
    if ended := end_consents(held, to, at):
        record(held.id, "take_back", actor_id, at, noted(ended))


@writing()
def stop_everything(member: Member, at: dt.datetime) -> None:
    """They want nothing more of it: every consent ends, and nothing is sent any more."""
    held = hold(member)
    if held.state == MemberState.STOPPED:
        return
    ended = end_consents(held, list(Purpose), at)
    end_mails(held, at)
    move_member(held, "stop", None, at, noted(ended))


def end_consents(member: Member, to: Collection[Purpose], at: dt.datetime) -> Collection[Purpose]:
    """End what stands of some: which ones did."""
    rows = [row for row in standing_consents(member).values() if row.to in to]
    MemberConsent.update(withdrawn_at=at).where(
        MemberConsent.id.in_([row.id for row in rows]), MemberConsent.withdrawn_at.is_null()
    ).execute()
    return [row.to for row in rows]
