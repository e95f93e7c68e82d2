"""Messages go out a few at a time; at any moment the rows say to whom one went, and to whom not.

Whether somebody may be written to is judged in the transaction that posts their mail, and again
while it waits for the mail server.
"""

import datetime as dt
from collections.abc import Sequence

from mori.background.lease_operations import LostJob, finish_job, note_progress
from mori.background.models import LongJob
from mori.core.db import writing
from mori.core.jobs import Hand, Tools
from mori.core.states import advance, lock
from mori.notifications import operations as outbox
from mori.notifications.models import Message

from ..bounces.operations import note_bounced, note_reachable
from ..finding.queries import hold_alumni
from ..queries import ids_with, records_of
from ..rules import Record
from . import queries, reach_queries
from .letters import StopLinks, mail_of
from .models import Mailing, MailingRecipient
from .operations import stop_mailing
from .rules import (
    AHEAD,
    DOUBTED_AFTER,
    GIVEN_UP_AFTER,
    LISTED_AT_ONCE,
    MOVES,
    MailingState,
    Outcome,
    is_of_the_mailbox,
    left_out,
)

Waiting = tuple[MailingRecipient, Message]


def send_some(job: LongJob, tools: Tools, _hand: Hand) -> bool:
    """Note what became of the mail on its way, and write some more; False if that has to wait."""
    mailing, at = queries.mailing_of(job), tools.clock()
    settle(mailing, at)
    return _go_on(job, mailing.id, StopLinks(tools.address, tools.key), at)


def settle_stopped(at: dt.datetime) -> bool:
    """Of messages that were stopped some mail may be on its way."""
    for mailing in queries.stopped_mailings():
        settle(mailing, at)
    return False


@writing()
def _go_on(job: LongJob, mailing_id: int, links: StopLinks, at: dt.datetime) -> bool:
    """List a few more of those it is meant for, or else write to a few of those listed."""
    note_progress(job, at)
    mailing = _held(mailing_id)
    if mailing.listed_through is not None:
        _list(mailing, mailing.listed_through)
        return True
    room = AHEAD - queries.count_with(mailing, Outcome.WRITTEN)
    waiting = queries.recipients_with(mailing, Outcome.LISTED, max(room, 0))
    if waiting:
        _write(mailing, waiting, links, at)
    else:
        _note_or_finish(job, mailing, at, is_over=room == AHEAD)
    return bool(waiting)


def _note_or_finish(job: LongJob, mailing: Mailing, at: dt.datetime, *, is_over: bool) -> None:
    progress = queries.progress_of([mailing.id])[mailing.id]
    note_progress(job, at, done=progress.done, total=progress.total)
    if is_over:
        advance(mailing, MOVES, "finish", None, at, total=progress.total, handed=progress.handed)
        finish_job(job, at)


def _held(mailing_id: int) -> Mailing:
    """The message as it is now; nobody else works on it meanwhile."""
    if not lock(queries.mailing_by_id(mailing_id), where=[Mailing.state == MailingState.SENDING]):
        raise LostJob
    return queries.mailing_by_id(mailing_id)


def _list(mailing: Mailing, after_id: int) -> None:
    segment = queries.segment_of(mailing)
    ids = reach_queries.candidates(
        mailing.office_id, segment, mailing.purpose, after_id, LISTED_AT_ONCE
    )
    for each in ids:
        MailingRecipient.insert(mailing=mailing.id, alumnus=each).on_conflict_ignore().execute()
    through = ids[-1] if len(ids) == LISTED_AT_ONCE else None
    Mailing.update(listed_through=through).where(Mailing.id == mailing.id).execute()


def _write(
    mailing: Mailing, waiting: Sequence[MailingRecipient], links: StopLinks, at: dt.datetime
) -> None:
    judged = _judged(mailing, waiting)
    for row in waiting:
        record, reason = judged[row.id]
        if reason is None:
            _note(row, Outcome.WRITTEN, mail_key=_post(mailing, row, record, links, at).key)
        else:
            _note(row, reason)


def _judged(
    mailing: Mailing, rows: Sequence[MailingRecipient]
) -> dict[int, tuple[Record, Outcome | None]]:
    """Who each of some is by now, and why they may not be written to; locked until the end.

    Whoever withdraws at this moment does so after, or has done so before.
    """
    ids = {row.alumnus_id for row in rows}
    heads = set(ids_with(ids).values())
    group = ids_with(ids | heads)
    hold_alumni(group)
    group = ids_with(ids | heads)
    records = {record.id: record for record in records_of(sorted(set(group.values())))}
    bounced = queries.bounced_among(list(records))
    taken = {group[each] for each in queries.already_sent(mailing, group)}
    judged = {}
    for row in rows:
        record = records[group[row.alumnus_id]]
        reason = left_out(record, mailing.purpose, has_bounced=record.id in bounced)
        if row.outcome == Outcome.LISTED:
            reason = Outcome.MERGED if record.id in taken else reason
            taken.add(record.id)
        judged[row.id] = record, reason
    return judged


def _post(
    mailing: Mailing, row: MailingRecipient, record: Record, links: StopLinks, at: dt.datetime
) -> Message:
    url = links.url(record.key, mailing.purpose)
    subject, body = mail_of(mailing, record.name, record.locale, url)
    token = f"alumni {mailing.key} {row.alumnus_id}"
    return outbox.post_message(token, record.mails[0], subject, body, at, unsubscribe_url=url)


def _note(row: MailingRecipient, outcome: Outcome, **changes: str) -> None:
    MailingRecipient.update(outcome=outcome, **changes).where(
        MailingRecipient.id == row.id
    ).execute()


def settle(mailing: Mailing, at: dt.datetime) -> None:
    """Note what became of the mails on their way, and take back what may not go out any more."""
    found = queries.on_their_way(mailing)
    if not found:
        return
    _note_handed([row for row, mail in found if mail.sent_at])
    unsent = [(row, mail) for row, mail in found if not mail.sent_at]
    for row, mail in unsent:
        if mail.refused_at:
            _note_refused(mailing, row, mail, at)
        elif at - mail.made_at > GIVEN_UP_AFTER:
            _take_back([(row, mail)], Outcome.GIVEN_UP, at)
    _take_back_withdrawn(mailing, [pair for pair in unsent if not pair[1].refused_at], at)
    _stop_in_doubt(mailing, at)


@writing()
def _note_handed(rows: Sequence[MailingRecipient]) -> None:
    MailingRecipient.update(outcome=Outcome.HANDED).where(
        MailingRecipient.id.in_([row.id for row in rows])
    ).execute()


@writing()
def _note_refused(mailing: Mailing, row: MailingRecipient, mail: Message, at: dt.datetime) -> None:
    """The mail server will not have it: it is not tried again, and the address is marked."""
    if _take_back([(row, mail)], Outcome.REFUSED, at) and is_of_the_mailbox(mail.last_error):
        note_bounced(mailing.office_id, mail.recipient, at)


def _take_back_withdrawn(mailing: Mailing, waiting: Sequence[Waiting], at: dt.datetime) -> None:
    """Whoever has stepped back while their mail waited gets none."""
    rows = [row for row, _mail in waiting]
    if not rows:
        return
    reasons = _reasons(mailing, rows)
    for pair in waiting:
        if reason := reasons[pair[0].id]:
            _take_back([pair], reason, at)


@writing()
def _reasons(mailing: Mailing, rows: Sequence[MailingRecipient]) -> dict[int, Outcome | None]:
    return {number: reason for number, (_record, reason) in _judged(mailing, rows).items()}


@writing()
def _take_back(waiting: Sequence[Waiting], outcome: Outcome, at: dt.datetime) -> bool:
    """Stop mails that were not sent, nor are being sent at this moment; whether any was."""
    stopped = outbox.stop_messages([mail.key for _row, mail in waiting], at)
    for row, mail in waiting:
        if mail.key in stopped:
            _note(row, outcome)
    return bool(stopped)


def _stop_in_doubt(mailing: Mailing, at: dt.datetime) -> None:
    """Where all are refused and none is taken, the fault is not with the addresses.

    Whoever looks after the server is asked first; nobody's address is marked for it.
    """
    progress = queries.progress_of([mailing.id])[mailing.id]
    refused, handed = progress.of(Outcome.REFUSED), progress.of(Outcome.HANDED)
    if mailing.state.is_sending and refused >= DOUBTED_AFTER and not handed:
        stop_mailing(mailing, None, at)
        for address in queries.addresses_refused(mailing):
            note_reachable(mailing.office_id, address)
