"""Pairs of officers and cases: making them, sharing them, proving who one is."""

import datetime as dt
from collections.abc import Iterable

from nacl.secret import Aead
from nacl.utils import random

from mori.accounts.models import Person
from mori.core import sealing
from mori.core.db import writing
from mori.core.states import lock
from mori.core.vault.pairs import KEY_BYTES, Pair, new_pair, open_with, seal_to
from mori.core.vault.passphrases import Locked, lock_up, unlock
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import readers_of

from . import queries
from .models import CasePair, OfficerKey, RecoveryKey, Share, Unlocking
from .rules import IDLE, about_share


@writing()
def set_up_key(person: Person, passphrase: str, server: bytes, at: dt.datetime) -> OfficerKey:
    """An officer's first pair, or a new one; what the server could read so far is theirs now.

    Nothing that was shared to an earlier pair comes along: another holder passes it on.
    """
    OfficerKey.update(ended_at=at).where(
        OfficerKey.person == person.id, OfficerKey.ended_at.is_null()
    ).execute()
    pair = new_pair()
    locked = lock_up(pair.secret, passphrase, person.key.encode())
    made = OfficerKey.create(
        person=person,
        public=pair.public.hex(),
        sealed=locked.sealed.hex(),
        salt=locked.salt.hex(),
        passes=locked.passes,
        memory=locked.memory,
        made_at=at,
        unlocked_at=at,
    )
    for share in queries.shares_of_server():
        if person.id in readers_of(share.pair.alert, at):
            secret = bytes.fromhex(sealing.unseal(server, share.sealed))
            _share(share.pair, secret, [made], queries.recovery_key())
            Share.delete().where(Share.id == share.id).execute()
    return made


def unlocked(key: OfficerKey, passphrase: str, owner: str) -> bytes:
    """The secret half of an officer's pair; ``WrongPassphrase`` if it is another passphrase."""
    sealed, salt = bytes.fromhex(key.sealed), bytes.fromhex(key.salt)
    return unlock(Locked(sealed, salt, key.passes, key.memory), passphrase, owner.encode())


@writing()
def open_up(
    session_id: int, key: OfficerKey | None, secret: bytes | None, at: dt.datetime
) -> bytes:
    """Note that an officer proved who they are; the cookie's key alone opens their secret."""
    cookie = random(KEY_BYTES)
    sealed = Aead(cookie).encrypt(secret or b"", str(session_id).encode()).hex()
    Unlocking.delete().where(Unlocking.session == session_id).execute()
    Unlocking.create(session=session_id, officer_key=key, sealed=sealed, until=at + IDLE)
    if key:
        OfficerKey.update(unlocked_at=at).where(OfficerKey.id == key.id).execute()
    return cookie


@writing()
def keep_open(unlocking: Unlocking, at: dt.datetime) -> None:
    """Fifteen minutes more from here on."""
    Unlocking.update(until=at + IDLE).where(Unlocking.id == unlocking.id).execute()


@writing()
def close_up(session_id: int) -> None:
    """The session opens no case any more until it proves anew whose it is."""
    Unlocking.delete().where(Unlocking.session == session_id).execute()


@writing()
def forget_unlockings(at: dt.datetime) -> None:
    """Delete what is over: not even the cookie opens it then."""
    Unlocking.delete().where(Unlocking.until <= at).execute()


@writing()
def pair_to_write(alert: Alert, server: bytes, at: dt.datetime) -> CasePair:
    """The pair that a text of this case is sealed to; its first is made here."""
    lock(alert)
    return queries.newest_pair(alert.id) or renew_pair(alert, server, at)


@writing()
def renew_pair(alert: Alert, server: bytes, at: dt.datetime) -> CasePair:
    """A new pair, whose secret half goes to whoever may read the case now, and to nobody else.

    In the transaction of what made somebody leave: both happen, or neither.
    """
    lock(alert)
    last = queries.newest_pair(alert.id)
    made, pair = new_pair(), None
    pair = CasePair.create(
        alert=alert, number=last.number + 1 if last else 1, public=made.public.hex(), made_at=at
    )
    readers = readers_of(alert, at)
    keys = queries.keys_of(readers)
    _share(pair, made.secret, keys, queries.recovery_key())
    if not keys:
        sealed = sealing.seal(server, made.secret.hex())
        Share.create(pair=pair, is_of_server=True, sealed=sealed)
    return pair


@writing()
def take_away(alert: Alert, at: dt.datetime) -> None:
    """Delete the shares of those who may not read a case any more."""
    stay = [key.id for key in queries.keys_of(readers_of(alert, at))]
    pairs = [pair.id for pair in queries.pairs_of(alert.id)]
    gone = Share.officer_key.is_null(False) & Share.officer_key.not_in(stay)
    Share.delete().where(Share.pair.in_(pairs), gone).execute()


@writing()
def pass_on(alert: Alert, secrets: dict[int, bytes], at: dt.datetime) -> None:
    """Share pairs whose secret half is at hand, by id, with all who may read the case by now."""
    keys, recovery = queries.keys_of(readers_of(alert, at)), queries.recovery_key()
    for pair in queries.pairs_of(alert.id):
        if pair.id in secrets:
            _share(pair, secrets[pair.id], keys, recovery)


def opened_share(share: Share, secret: bytes, case: str) -> Pair:
    """The case pair that a share holds, by its holder's secret; ``Unreadable`` if it is not."""
    about = about_share(case, share.pair.number)
    found = open_with(secret, bytes.fromhex(share.sealed), about)
    return Pair(found, bytes.fromhex(share.pair.public))


def _share(
    pair: CasePair, secret: bytes, keys: Iterable[OfficerKey], recovery: RecoveryKey | None
) -> None:
    """Seal a pair's secret half to each who has no share of it yet."""
    about = about_share(pair.alert.key, pair.number)
    for key in keys:
        sealed = seal_to(bytes.fromhex(key.public), secret, about).hex()
        Share.insert(pair=pair, officer_key=key, sealed=sealed).on_conflict_ignore().execute()
    if recovery:
        sealed = seal_to(bytes.fromhex(recovery.public), secret, about).hex()
        Share.insert(pair=pair, recovery_key=recovery, sealed=sealed).on_conflict_ignore().execute()
