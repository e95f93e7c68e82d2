"""A file of a case as an officer's keys open it, in memory alone."""

import hashlib
from dataclasses import dataclass

from mori.core.files.store import Store

from ..desk.desk import Opened
from . import queries
from .models import Evidence
from .rules import about_piece


@dataclass(frozen=True)
class Exhibit:
    """A file and the opened case it belongs to."""

    evidence: Evidence
    opened: Opened

    @property
    def told_ids(self) -> frozenset[int]:
        return self.opened.told_ids

    def content(self, store: Store) -> bytes | None:
        """The whole file; None where a piece is missing or this officer's keys do not open it."""
        whole = bytearray()
        for piece in queries.pieces_of(self.evidence.id):
            sealed = store.get(piece.path)
            about = about_piece(self.evidence.key, piece.offset)
            found = self.opened.bytes_of(piece.pair_id, sealed, about) if sealed else None
            if found is None:
                return None
            whole += found
        return bytes(whole)

    def is_as_sent(self, content: bytes) -> bool:
        return hashlib.sha256(content).hexdigest() == self.evidence.digest
