"""What is written from the reveal on, and taking a matter back."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.certificates.lines.operations import add_line
from mori.core.clock import local_date
from mori.core.db import overwrite_deleted, writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock, try_move
from mori.offices.queries import office_by_id

from ..matters import operations as matters
from ..matters.models import Conclusion, Matter, MatterEvent
from ..matters.queries import Opened, conclusion_sealed_at, opened
from ..matters.rules import MOVES, WAITING, Finding, Judgement, MatterState
from ..opinions.models import Opinion, StepBack
from . import queries
from .models import CriterionWord, NamedOpinion, OpinionOutcome, SecondThought
from .rules import Because, Criterion, Reached, Used

LINE, LINE_EN = (
    "Pendapat atas sebuah kasus, dikunci sebelum tahu pendapat siapa pun",
    "An opinion on a case, sealed before knowing anybody else's",
)


@writing()
def reveal_matter(matter: Matter, at: dt.datetime) -> bool:
    """Note that the announced moment has come, and credit whoever gave an opinion.

    Pages do not wait for it: they ask the clock. False where somebody noted it before.
    """
    if matter.reveals_at > at or not try_move(matter, MOVES, "reveal"):
        return False
    MatterEvent.create(matter=matter.id, verb="reveal", actor=None, at=at)
    StepBack.delete().where(StepBack.matter == matter.id).execute()
    zone = office_by_id(matter.office_id).zone
    for placement_id, sealed_at, key in queries.placements_credited(matter.id):
        day = local_date(sealed_at, zone)
        add_line(placement_id, f"opinion {key}", LINE, LINE_EN, at, day=day)
    return True


def _as_revealed(matter: Matter, at: dt.datetime) -> Opened:
    """Raise unless a matter is revealed; what is revealed by the clock alone is noted."""
    if matter.state in WAITING and matter.reveals_at <= at:
        if not reveal_matter(matter, at):
            raise changed_meanwhile()
        matter.state = MatterState.REVEALED
    given = opened(matter, at)
    if given is None:
        raise changed_meanwhile()
    return given


class Thought(NamedTuple):
    """What somebody thinks at second thought."""

    finding: Finding
    because: Because
    text: str


@writing()
def keep_second_thought(mine: Opinion, matter: Matter, said: Thought, at: dt.datetime) -> None:
    """Keep what somebody thinks by now; said again, it takes the place of what they said before."""
    _require_lasting(matter, at)
    columns = {**said._asdict(), "at": at}
    SecondThought.insert(opinion=mine.id, **columns).on_conflict(
        conflict_target=[SecondThought.opinion], update=columns
    ).execute()


def _require_lasting(matter: Matter, at: dt.datetime) -> None:
    _as_revealed(matter, at)
    if not lock(matter, "state"):  # or it is recalled meanwhile
        raise changed_meanwhile()


@writing()
def choose_name(mine: Opinion, matter: Matter, at: dt.datetime, *, is_shown: bool) -> None:
    """Show one's name beside one's opinion, or take it back."""
    _require_lasting(matter, at)
    if is_shown:
        NamedOpinion.insert(opinion=mine.id, at=at).on_conflict_ignore().execute()
    else:
        NamedOpinion.delete().where(NamedOpinion.opinion == mine.id).execute()


Words = Mapping[Criterion, tuple[Reached, str]]


@writing()
def keep_words(opinion: Opinion, words: Words, officer_id: int, at: dt.datetime) -> None:
    """Keep what an officer says of an opinion, once: afterwards they may see whose it is."""
    _require_lasting(opinion.matter, at)
    if queries.words_by(officer_id, [opinion.id]):
        raise Refused(_("You have said already what you think of this opinion."))
    for criterion, (reached, text) in words.items():
        CriterionWord.create(
            opinion=opinion.id,
            officer=officer_id,
            criterion=criterion,
            reached=reached,
            text=text,
            at=at,
        )


Outcomes = Mapping[str, tuple[Used, str]]


@writing()
def conclude_matter(
    matter: Matter,
    said: Judgement | None,
    outcomes: Outcomes,
    actor_id: int,
    at: dt.datetime,
) -> None:
    """End what follows a reveal; of a consultation with the conclusion that was promised, and what
    became of each opinion, by its key.
    """
    given = _as_revealed(matter, at)
    advance(matter, MOVES, "conclude", actor_id, at)
    if matter.kind.is_study:
        return
    letters = queries.letters_of(given)
    if said is None or {each.opinion.key for each in letters} != set(outcomes):
        raise changed_meanwhile()
    if conclusion_sealed_at(matter.id) is None:
        matters.keep_conclusion(matter, said, actor_id, at)
    for each in letters:
        used, why = outcomes[each.opinion.key]
        OpinionOutcome.create(opinion=each.opinion.id, used=used, why=why, at=at)


@writing()
def recall_matter(matter: Matter, actor_id: int, at: dt.datetime) -> None:
    """Take a matter back that tells of somebody: its text goes wherever it stands, and all that was
    written about it. That there was one, and what was sealed when, stays.
    """
    overwrite_deleted()
    if matter.state in WAITING and matter.reveals_at <= at:
        reveal_matter(matter, at)
        matter.state = MatterState.REVEALED
    advance(matter, MOVES, "recall", actor_id, at)
    Matter.update(title="", body="", checked_digest="").where(Matter.id == matter.id).execute()
    MatterEvent.update(note="").where(MatterEvent.matter == matter.id).execute()
    ids = queries.opinion_ids_of(matter.id)
    Opinion.update(reasons="", proposal="", erased_at=at).where(
        Opinion.matter == matter.id
    ).execute()
    Conclusion.update(reasons="", erased_at=at).where(Conclusion.matter == matter.id).execute()
    SecondThought.update(text="").where(SecondThought.opinion.in_(ids)).execute()
    CriterionWord.update(text="").where(CriterionWord.opinion.in_(ids)).execute()
    OpinionOutcome.update(why="").where(OpinionOutcome.opinion.in_(ids)).execute()
    StepBack.delete().where(StepBack.matter == matter.id).execute()
