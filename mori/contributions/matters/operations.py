"""Writing matters, checking and opening them, and sealing what the office concludes."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from . import queries
from .models import Conclusion, Matter, MatterEvent
from .rules import MOVES, CheckQuestion, Draft, Judgement, MatterState, Step, digest_of


@writing()
def make_matter(
    office_id: int, author_id: int, draft: Draft, token: str, at: dt.datetime
) -> Matter:
    """Write a matter down, to be checked by a colleague; the same form twice is one."""
    if there := queries.matter_by_token(token):
        return there
    matter = Matter.create(
        token=token, office=office_id, author=author_id, made_at=at, **draft._asdict()
    )
    MatterEvent.create(matter=matter.id, verb="make", actor=author_id, at=at)
    return matter


@writing()
def change_matter(matter: Matter, draft: Draft, actor_id: int, at: dt.datetime) -> None:
    """Write a matter anew that is not open yet; whatever was checked of it counts no more."""
    _require_changeable(matter)
    if matter.state is MatterState.CHECKED:
        _advance(matter, "void", actor_id, at)
        matter.state = MatterState.DRAFT
    _lock_as_read(matter)
    Matter.update(
        revision=matter.revision + 1, checker=None, checked_digest="", **draft._asdict()
    ).where(Matter.id == matter.id).execute()
    MatterEvent.create(matter=matter.id, verb="change", actor=actor_id, at=at)


def _require_changeable(matter: Matter) -> None:
    if not matter.state.is_changeable:
        raise changed_meanwhile()
    if queries.is_concluded(matter.id):
        raise Refused(
            _("Its conclusion is sealed, so its text stays. Recall it, and write another one.")
        )


def _lock_as_read(matter: Matter) -> None:
    if not lock(matter, "state", "revision"):
        raise changed_meanwhile()


def _advance(matter: Matter, verb: str, actor_id: int | None, at: dt.datetime, **more: Any) -> None:
    advance(matter, MOVES, verb, actor_id, at, same=("revision",), **more)


@writing()
def check_matter(
    matter: Matter,
    answers: Collection[CheckQuestion],
    read_digest: str,
    actor_id: int,
    at: dt.datetime,
) -> None:
    """Say that a text tells of nobody; ``answers`` are the questions that were answered with yes.

    What is checked is the text that was read, and nobody checks their own.
    """
    if matter.author_id == actor_id:
        raise Refused(_("You wrote this matter: somebody else has to check it."))
    if answers:
        raise Refused(_("Then it cannot be opened. Ask its author to change it, then check again."))
    digest = text_digest(matter)
    if read_digest != digest:
        raise changed_meanwhile()
    _advance(matter, "check", actor_id, at, checker=actor_id, checked_digest=digest)


def text_digest(matter: Matter) -> str:
    """What stands for a matter's text as it is."""
    return digest_of(matter.title, matter.body, matter.kind, matter.level)


@writing()
def seal_conclusion(matter: Matter, said: Judgement, actor_id: int, at: dt.datetime) -> None:
    """Keep what the office concludes of a study, for good, before anybody gives an opinion."""
    if there := queries.own_conclusion(matter.id, actor_id):
        if there.judgement == said:
            return
        raise Refused(_("The conclusion is sealed already, and it stays as it is."))
    if not matter.kind.is_study or matter.state is not MatterState.CHECKED:
        raise Refused(_("A conclusion is sealed once the text is checked, before it opens."))
    _lock_as_read(matter)
    keep_conclusion(matter, said, actor_id, at)


@writing()
def keep_conclusion(matter: Matter, said: Judgement, actor_id: int, at: dt.datetime) -> None:
    """Add what an office concludes; its matter has been looked at and locked."""
    Conclusion.create(
        matter=matter.id,
        author=actor_id,
        finding=said.finding,
        forms=" ".join(said.forms),
        components=" ".join(said.components),
        reasons=said.reasons,
        digest=said.digest_for(matter.key),
        sealed_at=at,
    )
    MatterEvent.create(matter=matter.id, verb="seal", actor=actor_id, at=at)


@writing()
def take_step(matter: Matter, step: Step, actor_id: int, at: dt.datetime) -> None:
    """Open or close a matter, or put it away; recalling has an operation of its own."""
    if step is Step.OPEN:
        _require_openable(matter, at)
        _advance(matter, "open", actor_id, at, opened_at=at)
    else:
        _advance(matter, step.value, actor_id, at)


def _require_openable(matter: Matter, at: dt.datetime) -> None:
    if matter.checked_digest != text_digest(matter):
        raise Refused(_("Nobody has checked this text yet."))
    if matter.kind.is_study and not queries.is_concluded(matter.id):
        raise Refused(
            _("Seal the office's conclusion first: then nobody can adapt it to opinions.")
        )
    if matter.reveals_at <= at:
        raise Refused(_("The moment of the reveal is over. Change it, and have it checked again."))
