"""Messages, whom they reach as of now, and how far they have come."""

from collections.abc import Collection
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from peewee import fn

from mori.accounts.models import Person
from mori.background.models import LongJob
from mori.background.queries import job_about
from mori.core.db import literals
from mori.notifications.models import Message
from mori.offices.models import Office

from ..directory.segments import Segment
from ..models import Alumnus, AlumnusContact
from ..queries import alumnus_by_key, ids_with, record_of
from ..rules import ContactKind
from .models import Mailing, MailingEvent, MailingRecipient, WhatsAppShare
from .rules import KIND, LEFT_OUT, LISTED_AT_ONCE, SENT_OUT, MailingState, Outcome, may_share

PAGE = 20
SHARES = 3
REFUSED = 50


def mailing_by_key(key: str) -> Mailing | None:
    found: Mailing | None = _mailings().where(Mailing.key == key).get_or_none()
    return found


def mailing_by_id(number: int) -> Mailing:
    found: Mailing = _mailings().where(Mailing.id == number).get()
    return found


def mailings_of(office_id: int, after: int | None = None) -> list[Mailing]:
    """An office's messages, the latest first, without those discarded; one page and one more."""
    found = _mailings().where(Mailing.office == office_id, Mailing.state != MailingState.DROPPED)
    if after is not None:
        found = found.where(Mailing.id < after)
    return list(found.order_by(Mailing.id.desc()).limit(PAGE + 1))


def stopped_mailings() -> list[Mailing]:
    """Some of their mail may still be on its way."""
    found = _mailings().where(Mailing.state.in_(literals([MailingState.STOPPED])))
    return list(found.order_by(Mailing.id))


def job_of(mailing: Mailing) -> LongJob | None:
    """The work on a message that was let go out, unless that is so long ago that it is gone."""
    return job_about([KIND], mailing.key)


def mailing_of(job: LongJob) -> Mailing:
    found: Mailing = _mailings().where(Mailing.key == job.subject).get()
    return found


def _mailings() -> Any:
    return (
        Mailing.select(Mailing, Person, Office)
        .join(Person, on=Mailing.made_by)
        .switch(Mailing)
        .join(Office)
    )


def segment_of(mailing: Mailing) -> Segment:
    return Segment.from_args(dict(parse_qsl(mailing.segment)))


def events_of(mailing: Mailing) -> list[MailingEvent]:
    return list(
        MailingEvent.select(MailingEvent, Person)
        .left_outer_join(Person, on=MailingEvent.actor)
        .where(MailingEvent.mailing == mailing.id)
        .order_by(MailingEvent.id)
    )


class Progress(NamedTuple):
    """What became of a message for all it is meant for."""

    by_outcome: dict[Outcome, int]

    @property
    def total(self) -> int:
        return sum(self.by_outcome.values())

    @property
    def done(self) -> int:
        return self.total - self.of(Outcome.LISTED) - self.of(Outcome.WRITTEN)

    def of(self, outcome: Outcome) -> int:
        return self.by_outcome.get(outcome, 0)

    @property
    def handed(self) -> int:
        return self.of(Outcome.HANDED)

    @property
    def without(self) -> int:
        """How many will not get it: left out, refused or given up."""
        return self.done - self.handed

    @property
    def sent_out(self) -> list[tuple[Outcome, int]]:
        """What is written, or still to be."""
        return [(each, self.of(each)) for each in (Outcome.LISTED, *SENT_OUT) if self.of(each)]

    @property
    def left_out(self) -> list[tuple[Outcome, int]]:
        return [(each, self.of(each)) for each in LEFT_OUT if self.of(each)]


def progress_of(mailing_ids: Collection[int]) -> dict[int, Progress]:
    found: dict[int, Progress] = {each: Progress({}) for each in mailing_ids}
    rows: Any = (
        MailingRecipient.select(
            MailingRecipient.mailing_id, MailingRecipient.outcome, fn.COUNT(MailingRecipient.id)
        )
        .where(MailingRecipient.mailing.in_(list(mailing_ids)))
        .group_by(MailingRecipient.mailing_id, MailingRecipient.outcome)
    )
    for number, outcome, times in rows.tuples():
        found[number].by_outcome[outcome] = times
    return found


def how_far(mailings: Collection[Mailing]) -> dict[int, tuple[int, int]]:
    """How many the mail server took, and how many a message was sent to in vain or not at all;
    by the messages' ids.
    """
    found = {each.id: (each.handed, each.total - each.handed) for each in mailings}
    unfinished = [each.id for each in mailings if each.state.is_sending or each.state.is_stopped]
    counted = progress_of(unfinished) if unfinished else {}
    return found | {number: (each.handed, each.without) for number, each in counted.items()}


def count_with(mailing: Mailing, outcome: Outcome) -> int:
    found: int = _recipients(mailing, outcome).count()
    return found


def recipients_with(mailing: Mailing, outcome: Outcome, most: int) -> list[MailingRecipient]:
    return list(_recipients(mailing, outcome).order_by(MailingRecipient.id).limit(most))


def _recipients(mailing: Mailing, outcome: Outcome) -> Any:
    return MailingRecipient.select().where(
        MailingRecipient.mailing == mailing.id, MailingRecipient.outcome == outcome
    )


def refused_names(mailing: Mailing) -> list[Alumnus]:
    """Whose addresses the mail server refused: the office has to look for others."""
    rows = (
        MailingRecipient.select(MailingRecipient, Alumnus)
        .join(Alumnus)
        .where(MailingRecipient.mailing == mailing.id, MailingRecipient.outcome == Outcome.REFUSED)
        .order_by(MailingRecipient.id)
        .limit(REFUSED)
    )
    return [row.alumnus for row in rows]


def addresses_refused(mailing: Mailing) -> list[str]:
    keys = [row.mail_key for row in recipients_with(mailing, Outcome.REFUSED, LISTED_AT_ONCE)]
    return [mail.recipient for mail in Message.select().where(Message.key.in_(keys))]


def on_their_way(mailing: Mailing) -> list[tuple[MailingRecipient, Message]]:
    """Those whose mail waits in the outbox or has just left it, with that mail."""
    rows = recipients_with(mailing, Outcome.WRITTEN, most=2 * LISTED_AT_ONCE)
    mails = {
        mail.key: mail
        for mail in Message.select().where(Message.key.in_([r.mail_key for r in rows]))
    }
    return [(row, mails[row.mail_key]) for row in rows if row.mail_key in mails]


def already_sent(mailing: Mailing, alumnus_ids: Collection[int]) -> set[int]:
    """Those of some records to whom a mail of this message went out."""
    rows = MailingRecipient.select(MailingRecipient.alumnus_id).where(
        MailingRecipient.mailing == mailing.id,
        MailingRecipient.alumnus.in_(list(alumnus_ids)),
        MailingRecipient.mail_key != "",
    )
    return {row.alumnus_id for row in rows}


def bounced_among(alumnus_ids: Collection[int]) -> set[int]:
    """Those of some records with an address at which mail came back, by whom they are shown as."""
    shown_as = ids_with(alumnus_ids)
    rows = AlumnusContact.select(AlumnusContact.alumnus_id).where(
        AlumnusContact.alumnus.in_(list(shown_as)), AlumnusContact.bounced_at.is_null(False)
    )
    return {shown_as[row.alumnus_id] for row in rows}


def mails_of(alumnus: Alumnus) -> list[AlumnusContact]:
    """Somebody's mail addresses, those at which mail came back included."""
    return list(
        AlumnusContact.select()
        .where(
            AlumnusContact.alumnus.in_(list(ids_with([alumnus.id]))),
            AlumnusContact.kind == ContactKind.MAIL,
        )
        .order_by(AlumnusContact.id)
    )


def shares_with(alumnus: Alumnus) -> list[WhatsAppShare]:
    """When somebody last opened WhatsApp to write to an alumnus, the latest first."""
    return list(
        WhatsAppShare.select(WhatsAppShare, Person)
        .join(Person)
        .where(WhatsAppShare.alumnus.in_(list(ids_with([alumnus.id]))))
        .order_by(WhatsAppShare.id.desc())
        .limit(SHARES)
    )


def alumnus_to_share_with(key: str) -> Alumnus | None:
    """An alumnus who may be written to over WhatsApp."""
    alumnus = alumnus_by_key(key)
    return alumnus if alumnus and may_share(record_of(alumnus)) else None


def alumnus_written_to(key: str) -> Alumnus | None:
    """Whoever got a mail, with their office; by now perhaps as another record."""
    found = Alumnus.select(Alumnus, Office).join(Office)
    alumnus = found.where(Alumnus.key == key).get_or_none()
    if alumnus and alumnus.merged_into_id:
        alumnus = found.where(Alumnus.id == alumnus.merged_into_id).get()
    return alumnus
