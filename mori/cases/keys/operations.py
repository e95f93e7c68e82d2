"""Pairs of officers and cases: making them, sharing them, proving who one is."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from nacl.secret import Aead
from nacl.utils import random

from mori.accounts.models import Person
from mori.core import sealing
from mori.core.db import writing
from mori.core.states import lock
from mori.core.vault.pairs import KEY_BYTES, Pair, new_pair, open_with, seal_to
from mori.core.vault.passphrases import Locked, lock_up, unlock
from mori.safeguarding.alerts.models import Alert

from . import queries
from .models import CasePair, OfficerKey, RecoveryKey, Share, Unlocking
from .rules import IDLE, about_share


class LockedPair(NamedTuple):
    """A new pair of an officer: its public half, and the other under their passphrase."""

    public: bytes
    locked: Locked


def new_locked_pair(person: Person, passphrase: str) -> LockedPair:
    """It takes a while: begin no transaction before."""
    pair = new_pair()
    return LockedPair(pair.public, lock_up(pair.secret, passphrase, person.key.encode()))


def set_up_key(person: Person, passphrase: str, server: bytes, at: dt.datetime) -> OfficerKey:
    """An officer's first pair, or a new one; what the server could read so far is theirs now.

    Nothing that was shared to an earlier pair comes along: another holder passes it on.
    """
    return keep_key(person, new_locked_pair(person, passphrase), server, at)


@writing()
def keep_key(person: Person, pair: LockedPair, server: bytes, at: dt.datetime) -> OfficerKey:
    """Keep what ``new_locked_pair`` made as the pair that an officer uses."""
    end_key(person.id, at)
    made = OfficerKey.create(
        person=person, public=pair.public.hex(), made_at=at, unlocked_at=at, **_kept(pair.locked)
    )
    for share in queries.shares_of_server():
        if person.id in queries.people_for(share.pair.alert, at):
            secret = bytes.fromhex(sealing.unseal(server, share.sealed))
            _share(share.pair, secret, [made], queries.recovery_key())
            Share.delete().where(Share.id == share.id).execute()
    return made


@writing()
def lock_anew(key: OfficerKey, locked: Locked, at: dt.datetime) -> None:
    """The same pair under another passphrase; every session has to prove who it is again."""
    OfficerKey.update(unlocked_at=at, **_kept(locked)).where(
        OfficerKey.id == key.id, OfficerKey.ended_at.is_null()
    ).execute()
    close_all(key.person_id)


def _kept(locked: Locked) -> dict[str, str | int]:
    """The columns of a locked secret."""
    sealed, salt = locked.sealed.hex(), locked.salt.hex()
    return {"sealed": sealed, "salt": salt, "passes": locked.passes, "memory": locked.memory}


@writing()
def end_key(person_id: int, at: dt.datetime) -> None:
    """An officer's pair is used no more, and no session of theirs opens a case."""
    OfficerKey.update(ended_at=at).where(
        OfficerKey.person == person_id, OfficerKey.ended_at.is_null()
    ).execute()
    close_all(person_id)


@writing()
def close_all(person_id: int) -> None:
    """No session of somebody opens a case any more until it proves anew whose it is."""
    Unlocking.delete().where(Unlocking.session.in_(queries.sessions_of(person_id))).execute()


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
    keys = queries.keys_for(alert, at)
    _share(pair, made.secret, keys, queries.recovery_key())
    if not keys:
        sealed = sealing.seal(server, made.secret.hex())
        Share.create(pair=pair, is_of_server=True, sealed=sealed)
    return pair


@writing()
def take_away(alert: Alert, at: dt.datetime) -> None:
    """Delete the shares of those who may not read a case any more, or are called no more.

    But the last that opens a pair: no page shows it to them, and without it nobody ever reads
    again what somebody told.
    """
    stay = list(queries.people_for(alert, at))
    theirs = queries.all_keys_but_of(stay)
    gone = Share.officer_key.in_(theirs)
    pairs = queries.pairs_others_open(alert.id, stay)
    Share.delete().where(Share.pair.in_(pairs), gone).execute()


@writing()
def change_keys(alert: Alert, at: dt.datetime, server: bytes) -> None:
    """Who may read a case has changed: a new pair, of which those who left have no share."""
    take_away(alert, at)
    if queries.newest_pair(alert.id):
        renew_pair(alert, server, at)


@writing()
def pass_on(alert: Alert, secrets: dict[int, bytes], at: dt.datetime) -> None:
    """Share pairs whose secret half is at hand, by id, with all who may read the case by now.

    What the server, or a pair that was replaced, held of them is not needed any more then.
    """
    keys, recovery = queries.keys_for(alert, at), queries.recovery_key()
    for pair in queries.pairs_of(alert.id):
        if pair.id in secrets:
            _share(pair, secrets[pair.id], keys, recovery)
            if keys:
                ended = queries.ended_keys_of([key.person_id for key in keys])
                replaced = Share.is_of_server | Share.officer_key.in_(ended)
                Share.delete().where(Share.pair == pair.id, replaced).execute()


def opened_share(share: Share, secret: bytes, case: str) -> Pair:
    """The case pair that a share holds, by its holder's secret; ``Unreadable`` if it is not."""
    about = about_share(case, share.pair.number)
    found = open_with(secret, bytes.fromhex(share.sealed), about)
    return Pair(found, bytes.fromhex(share.pair.public))


def _share(
    pair: CasePair, secret: bytes, keys: Iterable[OfficerKey], recovery: RecoveryKey | None
) -> None:
    """Seal a pair's secret half to each who has no share of it yet."""
    about, there = about_share(pair.alert.key, pair.number), queries.holders_of_pair(pair.id)
    for key in (each for each in keys if each.id not in there.officers):
        sealed = seal_to(bytes.fromhex(key.public), secret, about).hex()
        Share.insert(pair=pair, officer_key=key, sealed=sealed).on_conflict_ignore().execute()
    if recovery and recovery.id not in there.papers:
        sealed = seal_to(bytes.fromhex(recovery.public), secret, about).hex()
        Share.insert(pair=pair, recovery_key=recovery, sealed=sealed).on_conflict_ignore().execute()
