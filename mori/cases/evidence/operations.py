"""Files of a case: sealed piece by piece as they arrive, handed in, looked at, swept away."""

import datetime as dt
import hashlib

from flask_babel import lazy_gettext as _

from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.files.store import Store
from mori.core.states import changed_meanwhile
from mori.core.vault.pairs import seal_to
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.operations import note_news
from mori.safeguarding.audit.operations import record
from mori.uploads.operations import GoOnAt

from ..entries.operations import add_entry
from ..entries.rules import EntryKind
from ..keys.models import CasePair
from ..keys.operations import pair_to_write
from ..keys.queries import newest_pair
from . import queries, rules
from .models import Evidence, EvidencePiece, PieceToRemove
from .rules import FOLDER, KEEP, EvidenceKind


@writing()
def begin_evidence(
    alert: Alert, author_id: int | None, size: int, digest: str, token: str, at: dt.datetime
) -> Evidence:
    """Make room for a file; the same one again is gone on with, also after the page was closed."""
    if size > rules.MOST_BYTES:
        most = rules.MOST_BYTES // 1_000_000
        raise Refused(_("This file is larger than %(most)d MB. Choose a smaller one.", most=most))
    token = token_for(token, alert.key, author_id, digest)
    begun = queries.begun_again(alert.id, author_id, digest, at)
    if begun := begun or queries.evidence_by_token(token):
        return begun
    _require_room(alert.id)
    return Evidence.create(
        token=token,
        alert=alert,
        author=author_id,
        bytes=size,
        digest=digest,
        begun_at=at,
        expires_at=at + KEEP,
    )


def _require_room(alert_id: int) -> None:
    on_their_way, all_of_them = queries.counts_of(alert_id)
    if on_their_way >= rules.MOST_OPEN or all_of_them >= rules.MOST_FILES:
        raise Refused(_("There is no room for a further file here. Write to the officers instead."))


def keep_piece(
    store: Store, evidence: Evidence, offset: int, content: bytes, server: bytes, at: dt.datetime
) -> int:
    """Seal the next piece and keep it; one that was received before changes nothing."""
    if 0 <= offset < evidence.received_bytes:
        return evidence.received_bytes
    is_next = offset == evidence.received_bytes < evidence.bytes
    if not is_next or len(content) != rules.piece_bytes(evidence.bytes, offset):
        raise GoOnAt(evidence.received_bytes)
    kind = evidence.kind if offset else rules.kind_of(content)  # its first bytes say what it is
    if kind is None:
        _forget(evidence)
        raise _no_kind()
    pair = pair_to_write(evidence.alert, server, at)
    about = rules.about_piece(evidence.key, offset)
    file = rules.piece_file(evidence.key, offset, pair.id)
    store.put(f"{FOLDER}/{file}", seal_to(bytes.fromhex(pair.public), content, about))
    _count_piece(evidence, offset, len(content), pair, file, kind, at)
    return offset + len(content)


def _kind_of(head: bytes) -> EvidenceKind:
    kind = rules.kind_of(head)
    if kind is None:
        raise _no_kind()
    return kind


def _no_kind() -> Refused:
    return Refused(_("Only photos, PDF documents, sound recordings and videos can be sent here."))


@writing()
def _count_piece(
    evidence: Evidence,
    offset: int,
    size: int,
    pair: CasePair,
    file: str,
    kind: EvidenceKind,
    at: dt.datetime,
) -> None:
    """The piece stands in the store before the row says so: what is acknowledged is there.

    Should somebody have left the case meanwhile, it is sealed anew, to a pair they have not.
    """
    newest = newest_pair(evidence.alert_id)
    counted = Evidence.update(received_bytes=offset + size, kind=kind, expires_at=at + KEEP).where(
        Evidence.id == evidence.id, Evidence.received_bytes == offset, Evidence.expires_at > at
    )
    if newest is None or newest.id != pair.id or not counted.execute():
        raise changed_meanwhile()
    EvidencePiece.create(evidence=evidence, offset=offset, pair=pair, file=file)


def receive_whole(
    store: Store,
    alert: Alert,
    author_id: int | None,
    content: bytes,
    token: str,
    server: bytes,
    at: dt.datetime,
) -> Evidence:
    """A file that came with its form, cut into pieces in memory; the same one again is the same."""
    kind = _kind_of(content)
    digest = hashlib.sha256(content).hexdigest()
    evidence = begin_evidence(alert, author_id, len(content), digest, token, at)
    evidence.kind = kind
    for offset in range(evidence.received_bytes, evidence.bytes, rules.PIECE_BYTES):
        piece = content[offset : offset + rules.PIECE_BYTES]
        evidence.received_bytes = keep_piece(store, evidence, offset, piece, server, at)
    return evidence


@writing()
def hand_in(
    evidence: Evidence, alert: Alert, words: str, server: bytes, at: dt.datetime, address: str
) -> None:
    """Let it stay, with what its sender says of it; its digest becomes a record of the chain."""
    if evidence.entry_id:
        return
    if not evidence.is_whole:
        raise Refused(_("The file is not whole yet. Choose it once more, and wait a little."))
    token = token_for(evidence.token, "said")
    entry = add_entry(alert, EntryKind.EVIDENCE, words, evidence.author_id, token, server, at)
    handed = Evidence.update(entry=entry, expires_at=None).where(
        Evidence.id == evidence.id, Evidence.entry.is_null()
    )
    if not handed.execute():
        raise changed_meanwhile()
    if sender := evidence.author_id or alert.person_id:
        record("digest", rules.mark_of(evidence.digest), sender, at)
    if evidence.author_id is None:
        note_news(alert, "evidence", at, address)


@writing()
def note_looking(evidence: Evidence, officer_id: int, at: dt.datetime) -> None:
    """That an officer took a file out is a record, as opening the case is."""
    record("see evidence", evidence.alert.key, officer_id, at)


def drop_evidence(store: Store, evidence: Evidence) -> None:
    """Take a file away: first what lies in the store, then its rows."""
    counted = [piece.path for piece in queries.pieces_of(evidence.id)]
    for path in counted + queries.left_by_a_kill(evidence):
        store.remove(path)
    _forget(evidence)


@writing()
def _forget(evidence: Evidence) -> None:
    EvidencePiece.delete().where(EvidencePiece.evidence == evidence.id).execute()
    Evidence.delete().where(Evidence.id == evidence.id).execute()


@writing()
def note_to_remove(alert_id: int) -> None:
    """Note what the store holds of a case, in the transaction in which its rows are deleted."""
    for path in queries.files_of(alert_id):
        PieceToRemove.insert(path=path).on_conflict_ignore().execute()


def remove_noted(store: Store) -> None:
    """Take out what was noted: first what lies in the store, then its row.

    Should the store be away, or the process be killed, the next minute goes on.
    """
    for piece in queries.pieces_to_remove():
        store.remove(piece.path)
        _remove(piece)


@writing()
def _remove(piece: PieceToRemove) -> None:
    PieceToRemove.delete().where(PieceToRemove.id == piece.id).execute()


def sweep_evidence(store: Store, at: dt.datetime) -> None:
    """One a minute of those that nobody went on with, and what is left of erased cases."""
    if evidence := queries.next_expired(at):
        drop_evidence(store, evidence)
    remove_noted(store)
