"""Writing a chapter anew: kept as a draft, proposed, agreed to, approved by somebody else."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.markdown.rendering import paragraphs_of
from mori.core.states import advance, changed_meanwhile, lock

from .. import queries
from ..models import Book, Chapter, Revision, RevisionEvent, SlotValue, Source
from ..rules import (
    REVISION_MOVES,
    Change,
    Reference,
    RevisionState,
    Words,
    anchors_for,
    slug_of,
)
from ..suggesting.models import Suggestion
from ..suggesting.operations import adopt_suggestions, write_down


class Proposal(NamedTuple):
    """What somebody wrote of a chapter, and from which text in force they did."""

    words: Words
    change: Change
    summary: str
    references: Sequence[Reference]
    base: str = ""  # the key of the text in force; empty where there was none
    suggestion: Suggestion | None = None  # an intern's, which it writes down


@writing()
def keep_draft(
    chapter: Chapter, office_id: int, said: Proposal, token: str, actor_id: int, at: dt.datetime
) -> Revision:
    """Keep what somebody wrote; the same form twice is one draft."""
    if there := queries.revision_by_token(token):
        return there
    base = require_base(office_id, chapter.id, said.base)
    made = Revision.create(
        token=token,
        chapter=chapter.id,
        office=office_id,
        parent=base and base.id,
        author=actor_id,
        made_at=at,
        **_columns(chapter.id, office_id, said, base),
    )
    RevisionEvent.create(revision=made.id, verb="write", actor=actor_id, at=at)
    if said.suggestion:
        write_down(said.suggestion, made, actor_id, at)
    was = queries.sources_of([base.id]) if base else []
    _write_references(made.id, said.references, was, actor_id)
    return made


@writing()
def rewrite_draft(revision: Revision, said: Proposal, actor_id: int, at: dt.datetime) -> None:
    """Say it otherwise while it is still with its author, who has seen the text in force."""
    if revision.state not in REVISION_MOVES["propose"][0]:
        raise changed_meanwhile()
    base = require_base(revision.office_id, revision.chapter_id, said.base)
    if not lock(revision, "state", "edits"):
        raise changed_meanwhile()
    columns = _columns(revision.chapter_id, revision.office_id, said, base)
    Revision.update(
        parent=base and base.id, officer=None, edits=revision.edits + 1, **columns
    ).where(Revision.id == revision.id).execute()
    RevisionEvent.create(revision=revision.id, verb="rewrite", actor=actor_id, at=at)
    was = queries.sources_of([revision.id])
    Source.delete().where(Source.revision == revision.id).execute()
    _write_references(revision.id, said.references, was, actor_id)


def require_base(office_id: int, chapter_id: int, base: str) -> Revision | None:
    """The text in force, if it is still the one that somebody wrote from."""
    found = queries.text_in_force(office_id, chapter_id)
    if (found.key if found else "") != base:
        raise overtaken()
    return found


def overtaken() -> Refused:
    """Why a text is not taken that was written from one no longer in force."""
    return Refused(
        _(
            "Somebody else's text of this chapter was approved in the meantime. Both stand here: "
            "carry over what is to stay, then send it again."
        )
    )


def _columns(
    chapter_id: int, office_id: int, said: Proposal, base: Revision | None
) -> dict[str, object]:
    return {
        **said.words._asdict(),
        "anchors": anchors_of(said.words.body, base, office_id, chapter_id),
        "digest": said.words.digest,
        "change": said.change,
        "summary": said.summary,
    }


def anchors_of(body: str, base: Revision | None, office_id: int, chapter_id: int) -> str:
    """The numbers of a text's paragraphs: those of the text in force where they are the same."""
    numbers = anchors_for(
        paragraphs_of(body),
        paragraphs_of(base.body) if base else (),
        [int(each) for each in base.anchors.split()] if base else (),
        queries.greatest_anchor(office_id, chapter_id),
    )
    return " ".join(map(str, numbers))


def _write_references(
    revision_id: int, references: Sequence[Reference], was: Sequence[Source], actor_id: int | None
) -> None:
    """Whoever says a day says that they looked; a source that stays as it was keeps its own."""
    known = {(row.cites, row.url, row.checked_on): row.checked_by_id for row in was}
    for position, each in enumerate(references):
        day = dt.date.fromisoformat(each.checked_on) if each.checked_on else None
        checked_by = known.get((each.cites, each.url, day), actor_id) if day else None
        Source.create(
            revision=revision_id,
            position=position,
            cites=each.cites,
            url=each.url,
            checked_on=day,
            checked_by=checked_by,
            label=each.label,
            label_en=each.label_en,
        )


def propose_text(
    revision: Revision, actor_id: int, at: dt.datetime, *, is_officer: bool = False
) -> None:
    """Ask somebody else to approve it; a safeguarding officer agrees by proposing."""
    officer = actor_id if is_officer and revision.chapter.is_guarded else None
    advance(revision, REVISION_MOVES, "propose", actor_id, at, same=("edits",), officer=officer)


def take_back(revision: Revision, actor_id: int, at: dt.datetime) -> None:
    """Go on writing before anybody has decided."""
    advance(revision, REVISION_MOVES, "take_back", actor_id, at, officer=None)


def discard_text(revision: Revision, actor_id: int, at: dt.datetime) -> None:
    """Give it up."""
    advance(revision, REVISION_MOVES, "discard", actor_id, at)


def return_text(revision: Revision, note: str, actor_id: int, at: dt.datetime) -> None:
    """Send it back with what is to be changed; what came with MORI has nobody to go back to."""
    if revision.author_id == actor_id:
        raise own_text()
    if not note:
        raise Refused(_("Write what is to be changed, then return it."))
    verb = "return" if revision.author_id else "decline"
    advance(revision, REVISION_MOVES, verb, actor_id, at, note, officer=None)


def own_text() -> Refused:
    """Why nobody decides on what they wrote themselves."""
    return Refused(_("You wrote this yourself: somebody else has to decide on it."))


@writing()
def agree_to_text(revision: Revision, actor_id: int, at: dt.datetime) -> None:
    """A safeguarding officer's yes to a chapter that needs it."""
    if revision.author_id == actor_id:
        raise own_text()
    if revision.state is not RevisionState.PROPOSED or not lock(revision, "state", "edits"):
        raise changed_meanwhile()
    Revision.update(officer=actor_id).where(Revision.id == revision.id).execute()
    RevisionEvent.create(revision=revision.id, verb="agree", actor=actor_id, at=at)


@writing()
def approve_text(
    revision: Revision,
    confirmed: Change,
    actor_id: int,
    at: dt.datetime,
    *,
    seen: str,
    address: str = "",
) -> None:
    """Put a text in force; ``seen`` is the digest of what the person who approves has read."""
    if revision.author_id == actor_id:
        raise own_text()
    if revision.digest != seen:
        raise changed_meanwhile()
    if confirmed is not revision.change:
        raise Refused(
            _(
                "Whoever wrote this says: “%(said)s”. If you see it otherwise, return it with a "
                "note.",
                said=revision.change.label,
            )
        )
    if revision.chapter.is_guarded and revision.officer_id is None:
        raise Refused(_("A safeguarding officer has to agree to this chapter first."))
    if revision.officer_id == actor_id:
        raise Refused(_("You agreed as an officer: somebody else has to approve it."))
    lock_chapter(revision.chapter_id)
    base = queries.text_in_force(revision.office_id, revision.chapter_id)
    if (base and base.id) != revision.parent_id:
        raise overtaken()
    advance(revision, REVISION_MOVES, "approve", actor_id, at, same=("edits", "officer_id"))
    adopt_suggestions(revision, address, actor_id, at)


def lock_chapter(chapter_id: int) -> None:
    """Whoever puts a text of a chapter in force does so one after the other."""
    Chapter.update(position=Chapter.position).where(Chapter.id == chapter_id).execute()


@writing()
def add_chapter(book: Book, office_id: int, title: str, token: str) -> Chapter:
    """A section that is an office's own, behind the book's chapters."""
    if there := queries.chapter_by_token(token):
        return there
    position = len(queries.chapters_of(office_id, book.id)) + 1
    return Chapter.create(
        token=token,
        book=book.id,
        office=office_id,
        slug=slug_of(title) or "bagian",
        position=position,
    )


@writing()
def fill_slots(
    office_id: int,
    values: dict[str, str],
    checked: Collection[str],
    actor_id: int,
    today: dt.date,
) -> None:
    """Keep what an office says in its slots: what is new, or said to be checked, as of today."""
    known = queries.slot_values(office_id)
    anew = [
        name
        for name, text in values.items()
        if name in checked or text != (known[name].text if name in known else "")
    ]
    SlotValue.delete().where(SlotValue.office == office_id, SlotValue.name.in_(anew)).execute()
    for name in anew:
        if text := values[name]:
            SlotValue.create(
                office=office_id, name=name, text=text, checked_on=today, checked_by=actor_id
            )
