"""What is done about an adopted idea, until somebody looks weeks later whether it still runs."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.accounts.queries import people_here
from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.files.decoding import Picture
from mori.core.files.images import Purpose
from mori.core.files.keeping import columns_of, keep_picture
from mori.core.files.store import Store
from mori.core.states import advance, changed_meanwhile, lock

from ..deciding.operations import credit
from ..ideas import queries
from ..ideas.letters import tell_author
from ..ideas.models import Idea, IdeaEvent, IdeaStep
from ..ideas.rules import FOLDER, MOST_STEPS, MOVES, IdeaState


@writing()
def hand_idea(idea: Idea, owner_id: int, due_on: dt.date, actor_id: int, at: dt.datetime) -> None:
    """Let another take an adopted idea in hand, or until another day."""
    _require_carried(idea)
    if not people_here(idea.office_id, [owner_id]):
        raise Refused(_("Choose somebody of this office who takes it in hand."))
    Idea.update(owner=owner_id, due_on=due_on).where(Idea.id == idea.id).execute()
    IdeaEvent.create(idea=idea.id, verb="hand", actor=actor_id, at=at)


def _require_carried(idea: Idea) -> None:
    if not idea.state.is_carried or not lock(idea, "state"):
        raise changed_meanwhile()


@writing()
def add_step(
    idea: Idea,
    title: str,
    assignee_id: int | None,
    due_on: dt.date | None,
    token: str,
) -> IdeaStep:
    """Add a piece of the work; the same form twice is one."""
    if there := queries.step_by_token(token):
        return there
    _require_carried(idea)
    if len(queries.steps_of(idea.id)) >= MOST_STEPS:
        raise Refused(_("%(n)d steps at most. Put two of them into one.", n=MOST_STEPS))
    if assignee_id and not people_here(idea.office_id, [assignee_id]):
        raise Refused(_("Choose somebody of this office."))
    return IdeaStep.create(
        token=token, idea=idea.id, title=title, assignee=assignee_id, due_on=due_on
    )


@writing()
def tick_step(step: IdeaStep, is_done: bool, actor_id: int, at: dt.datetime, address: str) -> None:
    """Say that a step is done, or is not; with the first that is, the idea is under way."""
    _require_carried(step.idea)
    IdeaStep.update(done_at=at if is_done else None).where(IdeaStep.id == step.id).execute()
    if is_done and step.idea.state is IdeaState.ADOPTED:
        start_idea(step.idea, actor_id, at, address)


@writing()
def drop_step(step: IdeaStep) -> None:
    """Take a step out that is not needed, and was not done."""
    _require_carried(step.idea)
    dropped = IdeaStep.delete().where(IdeaStep.id == step.id, IdeaStep.done_at.is_null())
    if not dropped.execute():
        raise changed_meanwhile()


@writing()
def start_idea(idea: Idea, actor_id: int, at: dt.datetime, address: str) -> None:
    """Say that the work has begun."""
    advance(idea, MOVES, "start", actor_id, at)
    tell_author(queries.idea_by_id(idea.id), "start", address, at)


@writing()
def finish_idea(
    idea: Idea,
    said: dict[str, str],
    review_on: dt.date,
    actor_id: int,
    at: dt.datetime,
    address: str,
) -> None:
    """Say what was before and what is now, what shows it, and when to look whether it stayed so.

    A photo shows it as well as words do.
    """
    fresh = queries.idea_by_id(idea.id)
    if not said["evidence"] and not fresh.photo:
        raise Refused(_("Show it: a photo first, or a sentence on how one sees that it is done."))
    day = local_date(at, idea.office.zone)
    if review_on <= day:
        raise Refused(_("Choose a day to come on which it is looked at again."))
    advance(
        idea,
        MOVES,
        "finish",
        actor_id,
        at,
        said["after"],
        review_on=review_on,
        done_on=day,
        **said,
    )
    done = queries.idea_by_id(idea.id)
    credit(done, at)
    tell_author(done, "finish", address, at, said["after"])


@writing()
def look_again(
    idea: Idea, still_runs: bool, words: str, actor_id: int, at: dt.datetime, address: str
) -> None:
    """Weeks later: whether it still runs. Its author hears it, wherever they are by then."""
    if not words:
        raise Refused(_("Write what you saw, then send it."))
    if idea.review_on and local_date(at, idea.office.zone) < idea.review_on:
        raise Refused(_("Wait until the day that was agreed: before it, little is seen."))
    verb = "confirm" if still_runs else "fade"
    advance(idea, MOVES, verb, actor_id, at, words)
    tell_author(queries.idea_by_id(idea.id), verb, address, at, words)


def keep_photo(store: Store, idea: Idea, content: bytes, actor_id: int, at: dt.datetime) -> None:
    """A picture that shows what was done, in place of an earlier one."""

    def keep(key: str, picture: Picture) -> tuple[Idea, str]:
        return idea, _keep_photo(idea, key, picture, actor_id, at)

    keep_picture(store, FOLDER, content, Purpose.PHOTO, keep)


@writing()
def _keep_photo(idea: Idea, key: str, picture: Picture, actor_id: int, at: dt.datetime) -> str:
    """The key of the picture that is not needed any more."""
    _require_carried(idea)
    fresh = queries.idea_by_id(idea.id)
    said = {"photo": key, **columns_of(picture)}
    Idea.update(said).where(Idea.id == idea.id).execute()
    IdeaEvent.create(idea=idea.id, verb="show", actor=actor_id, at=at)
    return str(fresh.photo)


def erase_photo(store: Store, idea: Idea, at: dt.datetime) -> None:
    """Erase a picture that served: its file first, so that none is left without a row."""
    store.remove(idea.file)
    _forget_photo(idea, at)


@writing()
def _forget_photo(idea: Idea, at: dt.datetime) -> None:
    nothing = {"photo": "", "bytes": 0, "width": 0, "height": 0}
    gone = Idea.update(nothing).where(Idea.id == idea.id, Idea.photo == idea.photo)
    if gone.execute():
        IdeaEvent.create(idea=idea.id, verb="erase", at=at)
