"""Agreeing, and taking it back: effective at once, everywhere."""

import datetime as dt
from collections.abc import Collection

from mori.core.db import writing
from mori.core.states import advance, changed_meanwhile
from mori.links.operations import end_mail

from ..counting.operations import count_answers
from ..finding.operations import refresh
from ..finding.queries import hold_alumni
from ..models import Alumnus, AlumnusEvent, Consent
from ..queries import alumnus_by_id
from ..rules import ALUMNUS, LIVING, MOVES, Agreed, AlumnusState, ConsentWay
from . import queries
from .rules import noted, wording


@writing()
def give(
    alumnus: Alumnus,
    to: Collection[Agreed],
    way: ConsentWay,
    locale: str,
    at: dt.datetime,
    noted_by: int | None = None,
) -> None:
    """Let somebody agree, in the words that stand now; what already stands in them stays.

    ``noted_by`` has the paper; without one they did it themselves.
    """
    head = hold(alumnus)
    if keep_consents(head, to, way, locale, at, noted_by):
        refresh([head.id])


@writing()
def keep_consents(
    head: Alumnus,
    to: Collection[Agreed],
    way: ConsentWay,
    locale: str,
    at: dt.datetime,
    noted_by: int | None = None,
) -> bool:
    """The same for whoever holds the record and refreshes it in the end: whether any is new."""
    if head.state not in LIVING:
        raise changed_meanwhile()
    texts = {each: wording(each, locale) for each in Agreed}
    agreed = queries.agreed_by(head)
    standing = {
        row.to
        for row in queries.standing_consents(head)
        if row.to in agreed and row.wording == texts[row.to].version
    }
    new = [each for each in Agreed if each in to and each not in standing]
    if not new:
        return False
    _end(head, new, at)
    for each in new:
        Consent.create(
            alumnus=head,
            to=each,
            wording=texts[each].version,
            locale=locale,
            way=way,
            given_at=at,
            noted_by=noted_by,
        )
    _record(head, "agree", noted_by, at, noted(new))
    return True


@writing()
def withdraw(
    alumnus: Alumnus, to: Collection[Agreed], at: dt.datetime, actor_id: int | None = None
) -> None:
    """Take consents back; the same again does nothing.

    Without the directory nothing is shown, and the choice of fields stays for another day.
    """
    head = hold(alumnus)
    ended = _end(head, to, at)
    if ended:
        _record(head, "take_back", actor_id, at, noted(ended))
        refresh([head.id])


@writing()
def withdraw_all(alumnus: Alumnus, actor_id: int | None, at: dt.datetime) -> None:
    """They want nothing more of it: every consent ends; the same again does nothing."""
    head = hold(alumnus)
    ended = _end(head, list(Agreed), at)
    end_questions(head, at)
    if head.state != AlumnusState.WITHDRAWN:
        advance(head, MOVES, "withdraw", actor_id, at, noted(ended), revision=head.revision + 1)
    elif ended:  # what a record merged into this one had left open
        _record(head, "withdraw", actor_id, at, noted(ended))
    refresh([head.id])


@writing()
def note_answer(alumnus: Alumnus, actor_id: int | None, at: dt.datetime) -> None:
    """They said what is right, or that it still is: nothing is left unanswered."""
    head = hold(alumnus)
    keep_answer(head, actor_id, at)
    refresh([head.id])


@writing()
def keep_answer(head: Alumnus, actor_id: int | None, at: dt.datetime) -> None:
    """The same for whoever holds the record and refreshes it in the end."""
    revision = Alumnus.revision + 1
    advance(head, MOVES, "confirm", actor_id, at, answered_at=at, unanswered=0, revision=revision)
    count_answers([head.id])


def end_questions(head: Alumnus, at: dt.datetime) -> None:
    """What waits to be mailed to whoever is written to no more, such as the yearly question.

    In the transaction in which they leave: of what leaves the outbox later, all is still wanted.
    """
    end_mail(ALUMNUS, queries.keys_of(head), at)


def hold(alumnus: Alumnus) -> Alumnus:
    """The record that somebody is shown as, as it is now, locked until the transaction ends."""
    hold_alumni([alumnus.id])
    found = alumnus_by_id(alumnus.id)
    return hold(alumnus_by_id(found.merged_into_id)) if found.merged_into_id else found


def _end(head: Alumnus, to: Collection[Agreed], at: dt.datetime) -> set[Agreed]:
    """End what stands of some, in the records merged into this one too: which ones did."""
    rows = [row for row in queries.standing_consents(head) if row.to in to]
    Consent.update(withdrawn_at=at).where(
        Consent.id.in_([row.id for row in rows]), Consent.withdrawn_at.is_null()
    ).execute()
    return {row.to for row in rows}


def _record(alumnus: Alumnus, verb: str, actor_id: int | None, at: dt.datetime, note: str) -> None:
    AlumnusEvent.create(alumnus=alumnus, verb=verb, actor=actor_id, at=at, note=note)
