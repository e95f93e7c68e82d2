"""Suggesting a change of a chapter, and what becomes of it."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile

from ..models import Chapter, Revision
from . import letters, queries
from .models import Suggestion, SuggestionEvent
from .rules import SUGGESTION_MOVES, SuggestionState


@writing()
def suggest_change(
    chapter: Chapter, office_id: int, text: str, person_id: int, token: str, at: dt.datetime
) -> Suggestion:
    """Keep what somebody would change; the same form twice is one suggestion."""
    if there := queries.suggestion_by_token(token):
        return there
    made = Suggestion.create(
        token=token,
        office=office_id,
        chapter=chapter.id,
        person=person_id,
        text=text,
        made_at=at,
    )
    SuggestionEvent.create(suggestion=made.id, verb="suggest", actor=person_id, at=at)
    return made


@writing()
def write_down(suggestion: Suggestion, revision: Revision, actor_id: int, at: dt.datetime) -> None:
    """Note in which text a suggestion is written down; what was decided meanwhile stays so."""
    noted = Suggestion.update(revision=revision.id).where(
        Suggestion.id == suggestion.id, Suggestion.state == SuggestionState.WAITING
    )
    if noted.execute():
        SuggestionEvent.create(suggestion=suggestion.id, verb="write", actor=actor_id, at=at)


@writing()
def adopt_suggestions(revision: Revision, address: str, actor_id: int, at: dt.datetime) -> None:
    """Thank those whose suggestions stand in a text that has just come into force."""
    for suggestion in queries.suggestions_in(revision.id):
        advance(suggestion, SUGGESTION_MOVES, "adopt", actor_id, at)
        letters.tell_what_became(suggestion, address, at)


@writing()
def decline_suggestion(
    suggestion: Suggestion, reply: str, address: str, actor_id: int, at: dt.datetime
) -> None:
    """Say why a chapter stays as it is, or where the answer stands."""
    if not reply:
        raise Refused(_("Write to them why, then send it."))
    if suggestion.state is not SuggestionState.WAITING:
        raise changed_meanwhile()
    advance(suggestion, SUGGESTION_MOVES, "decline", actor_id, at, reply, reply=reply)
    letters.tell_what_became(suggestion, address, at)
