"""Writing a message, trying it, and letting it go out; sharing a text with one alumnus."""

import datetime as dt
from typing import NamedTuple
from urllib.parse import urlencode

from mori.accounts.models import Person
from mori.background.models import LongJob
from mori.background.operations import begin_job, cancel_job, resume_job
from mori.core.db import writing
from mori.core.states import advance, changed_meanwhile
from mori.notifications import operations as outbox

from ..directory.segments import Segment
from ..models import Alumnus
from ..rules import Agreed
from . import queries
from .letters import mail_of
from .models import Mailing, MailingEvent, WhatsAppShare
from .rules import KIND, MOVES


class Text(NamedTuple):
    """What somebody wrote, and for which purpose."""

    purpose: Agreed
    subject: str
    body: str


@writing()
def begin_mailing(
    office_id: int, segment: Segment, text: Text, token: str, actor_id: int, at: dt.datetime
) -> Mailing:
    """Keep a draft; the same form again is the same draft."""
    mailing, is_new = Mailing.get_or_create(
        token=token,
        defaults={
            "office": office_id,
            "segment": urlencode(segment.as_args()),
            **text._asdict(),
            "made_by": actor_id,
            "made_at": at,
        },
    )
    if is_new:
        MailingEvent.create(mailing=mailing, verb="begin", actor=actor_id, at=at)
    return mailing


def edit_mailing(mailing: Mailing, text: Text, actor_id: int, at: dt.datetime) -> None:
    """Change a draft, if it still is what whoever changes it has read."""
    changes = {**text._asdict(), "revision": mailing.revision + 1}
    advance(mailing, MOVES, "edit", actor_id, at, same=("revision",), **changes)


@writing()
def send_mailing(mailing: Mailing, actor_id: int, at: dt.datetime) -> None:
    """Let it go out, as it was read; the background work writes to one after the other."""
    advance(mailing, MOVES, "send", actor_id, at, same=("revision",))
    office_id, key = mailing.office_id, mailing.key
    begin_job(KIND, office_id, actor_id, at, subject=key, what=mailing.subject)


def drop_mailing(mailing: Mailing, actor_id: int, at: dt.datetime) -> None:
    """A draft that is wanted no more."""
    advance(mailing, MOVES, "drop", actor_id, at)


def stop_mailing(mailing: Mailing, actor_id: int | None, at: dt.datetime, why: str = "") -> None:
    """Write no further mail of it; what waits for the mail server already goes out."""
    cancel_job(_work_on(mailing), actor_id, at, why)


def resume_mailing(mailing: Mailing, actor_id: int, at: dt.datetime) -> None:
    """Go on where it was stopped."""
    resume_job(_work_on(mailing), actor_id, at)


def _work_on(mailing: Mailing) -> LongJob:
    job = queries.job_of(mailing)
    if job is None:
        raise changed_meanwhile()
    return job


def stop_with_job(job: LongJob, actor_id: int | None, at: dt.datetime, why: str) -> None:
    """The message stops with the work on it, in the same transaction."""
    mailing = queries.mailing_of(job)
    if mailing.state.is_sending:  # else it came to its end in this moment
        advance(mailing, MOVES, "stop", actor_id, at, why)


def resume_with_job(job: LongJob, actor_id: int | None, at: dt.datetime, _said: str) -> None:
    """The same when it goes on."""
    advance(queries.mailing_of(job), MOVES, "resume", actor_id, at)


@writing()
def try_mailing(
    mailing: Mailing, reader: Person, address: str, token: str, at: dt.datetime
) -> None:
    """Send it to whoever asks, as an alumnus would get it; the same form again sends nothing."""
    subject, body = mail_of(mailing, reader.name, reader.locale, "")
    outbox.post_message(f"alumni try {mailing.key} {token}", address, subject, body, at)


@writing()
def note_share(alumnus: Alumnus, token: str, actor_id: int, at: dt.datetime) -> None:
    """Somebody is about to write to an alumnus over WhatsApp; the same form again is once."""
    WhatsAppShare.get_or_create(
        token=token, defaults={"alumnus": alumnus, "actor": actor_id, "at": at}
    )
