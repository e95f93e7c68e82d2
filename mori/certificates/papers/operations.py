"""Making papers, giving them their numbers, revoking them, and saying who may see the marks."""

import datetime as dt
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from mori.certificates.numbers.models import OutsideNumber, PaperSetting
from mori.certificates.numbers.operations import hold_register, take_number
from mori.certificates.numbers.queries import outside_number, outside_number_by_token, setting_of
from mori.certificates.numbers.rules import number_folded
from mori.certificates.signatories.queries import signatory_on
from mori.certificates.statements.rules import PaperKind
from mori.core.counts.changes import changed
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile
from mori.evaluation.assessments.operations import seal_assessments, unseal_assessments
from mori.placements.models import Placement

from . import queries
from .endings_queries import ending_of
from .letters import tell_of_revocation
from .models import Paper, PaperEvent
from .rules import MOVES, Obstacle, obstacles
from .stated_months import statement_of


class Wanted(NamedTuple):
    """Which paper, in which language, and the date it bears."""

    kind: PaperKind
    locale: str
    issued_on: dt.date


class Hindered(Refused):
    """A paper cannot be made, for a reason that is kept with a run's step."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.label)
        self.obstacle = obstacle


class Taken(Refused):
    """A number belongs to another paper of the office, which is named."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(
            _(
                "%(number)s is the number of another paper: %(kind)s of %(name)s. Look in the "
                "register, and type the right one.",
                number=paper.number,
                kind=paper.kind.label,
                name=paper.name,
            )
        )
        self.paper = paper


@writing()
def make_paper(
    placement: Placement,
    wanted: Wanted,
    token: str,
    actor_id: int | None,
    at: dt.datetime,
    address: str,
    replaces: Paper | None = None,
) -> Paper:
    """Make one of an internship's papers, with its number where MORI counts them.

    The same ``token`` again gives the same paper. The assessments it prints are sealed.
    """
    office = hold_register(placement.office_id)
    if made := queries.paper_by_token(token):
        return made
    _require_possible(placement, wanted)
    setting = setting_of(office)
    paper = Paper.create(
        token=token,
        office=office.id,
        placement=placement.id,
        kind=wanted.kind,
        locale=wanted.locale,
        replaces=replaces,
        marks_public=bool(replaces and replaces.marks_public),
        made_at=at,
    )
    record(paper.id, "make", actor_id, at)
    seal_assessments(placement.id, at)
    if not setting.numbering.is_typed:
        number = next_number(setting, wanted.kind, wanted.issued_on)
        give_number(paper, number, wanted.issued_on, setting, actor_id, at, address)
    return queries.paper_by_id(paper.id)


def _require_possible(placement: Placement, wanted: Wanted) -> None:
    for obstacle in obstacles(wanted.kind, ending_of(placement)):
        raise Hindered(obstacle)
    if queries.standing_paper(placement.id, wanted.kind, wanted.locale):
        raise Hindered(Obstacle.STANDS)


def type_number(
    paper: Paper, number: str, day: dt.date, actor_id: int, at: dt.datetime, address: str
) -> None:
    """Finish a paper with its number and date from the office's register; the same again changes
    nothing.
    """
    try:
        _type_number(paper, number, day, actor_id, at, address)
    except IntegrityError:  # another office, whose register is not held, was first
        require_free_number(paper.office_id, number)
        raise


@writing()
def _type_number(
    paper: Paper, number: str, day: dt.date, actor_id: int, at: dt.datetime, address: str
) -> None:
    office = hold_register(paper.office_id)
    fresh = queries.paper_by_id(paper.id)
    if (fresh.number, fresh.issued_on) == (number, day):
        return
    require_free_number(paper.office_id, number)
    give_number(paper, number, day, setting_of(office), actor_id, at, address)


def give_number(
    paper: Paper,
    number: str,
    day: dt.date,
    setting: PaperSetting,
    actor_id: int | None,
    at: dt.datetime,
    address: str,
) -> None:
    """What the paper states is written down with its number; from now on nothing of it changes."""
    signatory = signatory_on(paper.office_id, day)
    if signatory is None:
        raise Hindered(Obstacle.NO_SIGNATORY)
    statement = statement_of(paper, number, day, signatory, setting.signing, address)
    advance(
        paper,
        MOVES,
        "number",
        actor_id,
        at,
        number,
        number=number,
        number_folded=number_folded(number),
        issued_on=day,
        signing=setting.signing,
        statement=statement.to_json(),
        print_at=None if setting.signing.is_in_mori else at,  # MORI prints its own once signed
    )
    if paper.placement_id:
        changed(paper.placement_id, day, of="certificates")


def record(paper_id: int, verb: str, actor_id: int | None, at: dt.datetime) -> None:
    """An event that moves nothing."""
    PaperEvent.create(paper=paper_id, verb=verb, actor=actor_id, at=at)


@writing()
def drop_paper(paper: Paper, actor_id: int, at: dt.datetime) -> None:
    """A paper without number is not wanted after all."""
    advance(paper, MOVES, "drop", actor_id, at)
    _unseal(paper, at)


def _unseal(paper: Paper, at: dt.datetime) -> None:
    """Once no paper of the internship stands, its assessments may be put right."""
    if paper.placement_id and not queries.has_standing(paper.placement_id):
        unseal_assessments(paper.placement_id, at)


@writing()
def revoke_paper(paper: Paper, why: str, actor_id: int, at: dt.datetime, address: str) -> None:
    """Let a paper count no longer, and say why to whoever checks it."""
    columns: dict[str, Any] = {"revoked_at": at, "revoked_why": why, "print_at": None}
    advance(paper, MOVES, "revoke", actor_id, at, why, **columns)
    if paper.issued_on and paper.placement_id:
        changed(paper.placement_id, paper.issued_on, of="certificates")
    _unseal(paper, at)
    if paper.is_out:
        tell_of_revocation(paper, why, address, at)


@writing()
def replace_paper(
    paper: Paper, day: dt.date, token: str, actor_id: int, at: dt.datetime, address: str
) -> Paper:
    """Make a revoked paper anew, with what is true now; each names the other.

    One of attendance is made anew where it is known who was there.
    """
    if not paper.state.is_revoked or paper.placement is None:
        raise changed_meanwhile()
    wanted = Wanted(paper.kind, paper.locale, day)
    return make_paper(paper.placement, wanted, token, actor_id, at, address, replaces=paper)


@writing()
def show_marks(paper: Paper, is_shown: bool, actor_id: int, at: dt.datetime) -> None:
    """Let whoever checks the paper see the marks, or no longer; for its intern alone to say."""
    is_new = (
        Paper.update(marks_public=is_shown)
        .where(Paper.id == paper.id, Paper.marks_public != is_shown)
        .execute()
    )
    if is_new:
        record(paper.id, "show_marks" if is_shown else "hide_marks", actor_id, at)


@writing()
def print_again(paper: Paper, at: dt.datetime) -> None:
    """Try at once what could not be made."""
    Paper.update(print_at=at).where(Paper.id == paper.id, Paper.print_at > at).execute()


def next_number(setting: PaperSetting, kind: PaperKind, day: dt.date) -> str:
    """The next of an office whose register is held."""

    def is_taken(number: str) -> bool:
        other = queries.paper_by_number(number)
        if other and other.office_id != setting.office_id:
            raise Hindered(Obstacle.TAKEN)
        return other is not None

    return take_number(setting, kind, day, is_taken)


def require_free_number(office_id: int, number: str) -> None:
    """``Refused`` names the paper that has a number."""
    other = queries.paper_by_number(number)
    if other and other.office_id == office_id:
        raise Taken(other)
    if other:
        raise Refused(_("A paper of another office has this number. Look in the register."))
    outside = outside_number(office_id, number)
    if outside:
        raise Refused(
            _(
                "%(number)s is noted as used outside MORI: %(note)s.",
                number=outside.number,
                note=outside.note,
            )
        )


@writing()
def note_outside_number(
    office_id: int, number: str, note: str, token: str, actor_id: int, at: dt.datetime
) -> None:
    """Say that a number of the register belongs to a paper outside MORI; once."""
    hold_register(office_id)
    if outside_number_by_token(token):
        return
    require_free_number(office_id, number)
    OutsideNumber.create(
        token=token,
        office=office_id,
        number=number,
        number_folded=number_folded(number),
        note=note,
        made_by=actor_id,
        made_at=at,
    )


@writing()
def free_outside_number(row: OutsideNumber) -> None:
    """Take a number out of the list again: it was noted by mistake."""
    OutsideNumber.delete().where(OutsideNumber.id == row.id).execute()
