"""Files of a case: those handed in, those on their way, and where their pieces lie."""

import datetime as dt

from mori.accounts.models import Person
from mori.safeguarding.alerts.models import Alert

from ..entries.models import CaseEntry
from ..keys.models import CasePair
from .models import Evidence, EvidencePiece, PieceToRemove
from .rules import FOLDER, piece_file

AT_ONCE = 500


def evidence_of(alert_id: int) -> list[Evidence]:
    """What was handed in, the newest first, with what is said of it and who sent it."""
    return list(
        Evidence.select(Evidence, CaseEntry, Alert, Person)
        .join(CaseEntry)
        .join(Alert)
        .switch(Evidence)
        .left_outer_join(Person, on=Evidence.author)
        .where(Evidence.alert == alert_id)
        .order_by(Evidence.id.desc())
    )


def evidence_by_key(key: str) -> Evidence | None:
    """A file that was handed in, with its call."""
    found = Evidence.select(Evidence, Alert).join(Alert)
    return found.where(Evidence.key == key, Evidence.entry.is_null(False)).get_or_none()


def open_evidence(key: str, alert_id: int, at: dt.datetime) -> Evidence | None:
    """A file of this call that is still on its way."""
    return Evidence.get_or_none(
        Evidence.key == key, Evidence.alert == alert_id, Evidence.expires_at > at
    )


def begun_again(
    alert_id: int, author_id: int | None, digest: str, at: dt.datetime
) -> Evidence | None:
    """The same file on its way already, of the same sender."""
    is_theirs = Evidence.author.is_null() if author_id is None else Evidence.author == author_id
    found = Evidence.select().where(
        Evidence.alert == alert_id, is_theirs, Evidence.digest == digest, Evidence.expires_at > at
    )
    return found.order_by(Evidence.id.desc()).get_or_none()


def evidence_by_token(token: str) -> Evidence | None:
    return Evidence.get_or_none(Evidence.token == token)


def counts_of(alert_id: int) -> tuple[int, int]:
    """How many files of a call are on their way, and how many there are."""
    files = Evidence.select().where(Evidence.alert == alert_id)
    return files.where(Evidence.expires_at.is_null(False)).count(), files.count()


def pieces_of(evidence_id: int) -> list[EvidencePiece]:
    """The pieces of a file, in their order."""
    pieces = EvidencePiece.select().where(EvidencePiece.evidence == evidence_id)
    return list(pieces.order_by(EvidencePiece.offset))


def next_expired(at: dt.datetime) -> Evidence | None:
    expired = Evidence.select().where(Evidence.expires_at <= at)
    return expired.order_by(Evidence.expires_at).limit(1).get_or_none()


def files_of(alert_id: int) -> list[str]:
    """Where in the store the pieces of all files of a case lie, and any that a kill left there."""
    files = list(Evidence.select().where(Evidence.alert == alert_id))
    pieces = EvidencePiece.select().where(EvidencePiece.evidence.in_([each.id for each in files]))
    counted = [piece.path for piece in pieces]
    return counted + [path for each in files for path in left_by_a_kill(each)]


def left_by_a_kill(evidence: Evidence) -> list[str]:
    """Where the next piece lies if it was stored and not counted any more, by the case's pairs."""
    if evidence.is_whole:
        return []
    pairs = CasePair.select(CasePair.id).where(CasePair.alert == evidence.alert_id)
    return [
        f"{FOLDER}/{piece_file(evidence.key, evidence.received_bytes, pair.id)}" for pair in pairs
    ]


def pieces_to_remove() -> list[PieceToRemove]:
    return list(PieceToRemove.select().order_by(PieceToRemove.id).limit(AT_ONCE))
