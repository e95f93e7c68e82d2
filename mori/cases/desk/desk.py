"""A case as the officer sees it who has proved who they are."""

from collections.abc import Mapping
from functools import cached_property

from cryptography.fernet import InvalidToken

from mori.core import sealing
from mori.core.clock import now
from mori.core.vault.pairs import Unreadable, open_with
from mori.safeguarding.alerts.models import Alert

from ..entries.models import CaseEntry
from ..keys import operations as keys
from ..keys.models import OfficerKey, Share
from ..keys.queries import keys_for, newest_pair, shares_of


class Opened:
    """An alert, and what this officer's keys open of it."""

    def __init__(
        self, alert: Alert, key: OfficerKey | None, secret: bytes | None, server: bytes
    ) -> None:
        self.alert, self.key = alert, key
        self._secret, self._server = secret, server

    @property
    def told_ids(self) -> frozenset[int]:
        return self.alert.told_ids

    @cached_property
    def secrets(self) -> Mapping[int, bytes]:
        """The secret halves of the case's pairs that this officer holds, by the pair's id."""
        found = {share.pair_id: self._secret_in(share) for share in self._shares}
        return {pair: secret for pair, secret in found.items() if secret is not None}

    @cached_property
    def _shares(self) -> list[Share]:
        mine = self.key.id if self.key else None
        return [
            share
            for share in shares_of(self.alert.id)
            if share.is_of_server or (mine is not None and share.officer_key_id == mine)
        ]

    @property
    def is_readable_to_server(self) -> bool:
        """Whether nobody has keys yet, and so the server can read what is written, or will be."""
        is_first = newest_pair(self.alert.id) is None and not keys_for(self.alert, now())
        return is_first or any(share.is_of_server for share in self._shares)

    def _secret_in(self, share: Share) -> bytes | None:
        try:
            if share.is_of_server:
                return bytes.fromhex(sealing.unseal(self._server, share.sealed))
            if self._secret:
                return keys.opened_share(share, self._secret, self.alert.key).secret
        except (Unreadable, InvalidToken):
            pass
        return None

    def bytes_of(self, pair_id: int, sealed: bytes, about: bytes) -> bytes | None:
        """What was sealed to one of the case's pairs; None where this officer's keys do not."""
        secret = self.secrets.get(pair_id)
        try:
            return open_with(secret, sealed, about) if secret else None
        except Unreadable:
            return None

    def text_of(self, entry: CaseEntry) -> str | None:
        found = self.bytes_of(entry.pair_id, bytes.fromhex(entry.sealed), entry.about)
        return None if found is None else found.decode()
