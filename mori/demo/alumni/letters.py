"""Messages in every state, a text shared over WhatsApp, and invitations to the own record."""

from mori.alumni.asking.operations import invite
from mori.alumni.directory.queries import ids_in
from mori.alumni.directory.segments import Segment
from mori.alumni.messages.models import Mailing, MailingRecipient
from mori.alumni.messages.operations import (
    Text,
    begin_mailing,
    drop_mailing,
    note_share,
    send_mailing,
    stop_mailing,
)
from mori.alumni.messages.queries import job_of, mailing_by_id
from mori.alumni.messages.rules import MOVES, Outcome
from mori.alumni.models import Alumnus
from mori.alumni.rules import Agreed
from mori.background.lease_operations import claim_job, finish_job
from mori.core.db import new_key
from mori.core.states import advance
from mori.demo.links import NOWHERE, publish
from mori.links.models import SignedLink

from .desk import Desk

BODY = "Salam dari kantor. Kami senang bila Anda bisa hadir.\n\nKabari kami lewat surel ini."
YEARS = 8  # from which alumni are written to
FEW = 5  # of a message that was stopped


def write_to_alumni(desk: Desk) -> None:
    segment = _lately(desk)
    _begin(desk, segment, "Undangan temu alumni (draf)", 1)
    wrong = _begin(desk, segment, "Undangan yang keliru", 21)
    drop_mailing(wrong, desk.coordinator.id, desk.ago(20))
    _sent(desk, _begin(desk, segment, "Kabar kantor", 20))
    _stopped(desk, _begin(desk, Segment(), "Ajakan menjadi narasumber", 6))
    send_mailing(_begin(desk, segment, "Undangan diskusi", 0), desk.coordinator.id, desk.at)
    alumnus = desk.agreeing(Agreed.PHONE)[0]
    note_share(alumnus, new_key(), desk.coordinator.id, desk.ago(4))


def _lately(desk: Desk) -> Segment:
    return Segment(year=f"{desk.at.year - YEARS}-{desk.at.year - 1}")


def _begin(desk: Desk, segment: Segment, subject: str, days: int) -> Mailing:
    text = Text(Agreed.NEWS, subject, BODY)
    actor_id = desk.coordinator.id
    return begin_mailing(desk.office.id, segment, text, new_key(), actor_id, desk.ago(days))


def _sent(desk: Desk, mailing: Mailing) -> None:
    """As if a mail server had been there: most were taken, one was refused."""
    send_mailing(mailing, desk.coordinator.id, desk.ago(20))
    ids = _meant(desk, _lately(desk))
    outcomes = [Outcome.REFUSED, Outcome.NO_ADDRESS, *[Outcome.HANDED] * len(ids)][: len(ids)]
    _keep(mailing, ids, outcomes)
    handed = outcomes.count(Outcome.HANDED)
    advance(
        mailing_by_id(mailing.id),
        MOVES,
        "finish",
        None,
        desk.ago(20),
        total=len(ids),
        handed=handed,
    )
    if job := job_of(mailing):
        claim_job(job, desk.ago(20))
        finish_job(job, desk.ago(20), done=len(ids), total=len(ids))


def _stopped(desk: Desk, mailing: Mailing) -> None:
    send_mailing(mailing, desk.coordinator.id, desk.ago(6))
    ids = _meant(desk, Segment())
    rest = max(len(ids) - FEW, 0)
    _keep(mailing, ids, [*[Outcome.HANDED] * (len(ids) - rest), *[Outcome.LISTED] * rest])
    stop_mailing(
        mailing_by_id(mailing.id), desk.coordinator.id, desk.ago(6), "Tanggal acara berubah."
    )


def _meant(desk: Desk, segment: Segment) -> list[int]:
    return ids_in(desk.office.id, segment, Agreed.NEWS)


def _keep(mailing: Mailing, ids: list[int], outcomes: list[Outcome]) -> None:
    rows = [
        {"mailing": mailing.id, "alumnus": each, "outcome": outcome}
        for each, outcome in zip(ids, outcomes, strict=True)
    ]
    if rows:
        MailingRecipient.insert_many(rows).execute()
    Mailing.update(listed_through=None).where(Mailing.id == mailing.id).execute()


def invite_alumni(desk: Desk) -> None:
    """A link that everybody knows, one just given, and one that nobody answered twice."""
    found, (fresh, silent, *_rest) = desk.agreeing(Agreed.NETWORK), desk.unanswered()
    publish(_invite(desk, found[0], 1))
    _invite(desk, fresh, 0)
    for days in (400, 40):
        _invite(desk, silent, days)


def _invite(desk: Desk, alumnus: Alumnus, days: int) -> SignedLink:
    actor_id = desk.coordinator.id
    return invite(alumnus, "", new_key(), actor_id, desk.ago(days), NOWHERE).link
