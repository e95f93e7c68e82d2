"""Ceremonies of keys: made, renewed, taken from who leaves, and brought back from paper."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.accounts.models import Person
from mori.accounts.people.operations import shut_out, vouch_for
from mori.accounts.people.queries import let_in_since
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import lock
from mori.core.vault.pairs import Unreadable, pair_of
from mori.core.vault.passphrases import Locked, lock_up
from mori.safeguarding.alerts.event_operations import note_event
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import alert_by_id, excluded_from
from mori.safeguarding.audit.operations import record
from mori.safeguarding.following.operations import tell_of_task

from ..keys import operations as keys
from ..keys.models import OfficerKey, RecoveryKey
from ..keys.queries import keys_for, pairs_of, people_for
from . import queries
from .models import Restoration
from .queries import LetIn
from .rules import RestoreReason


def make_key(
    person: Person, passphrase: str, server: bytes, address: str, at: dt.datetime
) -> OfficerKey:
    """An officer's first pair, or a new one for who forgot the passphrase.

    Their open cases get new pairs, so that they read what is written from now on; other holders
    are called to pass on what was written before.
    """
    return _make_key(person, keys.new_locked_pair(person, passphrase), server, address, at)


@writing()
def _make_key(
    person: Person, pair: keys.LockedPair, server: bytes, address: str, at: dt.datetime
) -> OfficerKey:
    if let_in_since(person):
        raise Refused(_("First another officer makes sure that it is you."))
    made = keys.keep_key(person, pair, server, at)
    record("make key", made.key, person.id, at)
    for held in queries.held_by(person.id, at):
        if not held.is_mine:
            keys.renew_pair(held.alert, server, at)
            others = people_for(held.alert, at) - {person.id}
            tell_of_task(held.alert, sorted(others), at, address, "key")
    return made


def change_passphrase(key: OfficerKey, secret: bytes, passphrase: str, at: dt.datetime) -> None:
    """The same pair under another passphrase."""
    _change_passphrase(key, lock_up(secret, passphrase, key.person.key.encode()), at)


@writing()
def _change_passphrase(key: OfficerKey, locked: Locked, at: dt.datetime) -> None:
    keys.lock_anew(key, locked, at)
    record("change phrase", key.key, key.person_id, at)


@writing()
def shut_leavers_out(alert_id: int, server: bytes, at: dt.datetime) -> None:
    """Take a case from whoever may not read it any more, and give it a new pair: both or neither.

    What was written before stays readable to those who stay, under the pairs that were.
    """
    alert = alert_by_id(alert_id)
    lock(alert)
    if queries.has_strangers(alert, at):
        keys.take_away(alert, at)
        keys.renew_pair(alert, server, at)


@writing()
def vouch(doubted: LetIn, officer_id: int, at: dt.datetime) -> None:
    """An officer has made sure of a colleague, who may open cases and make keys again."""
    vouch_for(doubted.person.id)
    record("vouch", doubted.key, officer_id, at)


@writing()
def shut_stranger_out(doubted: LetIn, officer_id: int, at: dt.datetime) -> None:
    """It was somebody else: sign out whoever came in since, and let no pair of theirs count."""
    shut_out(doubted.person.id, doubted.since, at)
    record("shut_out", doubted.key, officer_id, at)


@writing()
def tell_of_help(alert_id: int, address: str, at: dt.datetime) -> None:
    """Call the officers of a case once for each time staff changed how its person signs in."""
    alert = alert_by_id(alert_id)
    lock(alert)
    officers = sorted(people_for(alert, at))
    for event in queries.helped_since(alert):
        if officers and not queries.is_noted(alert, "helped", event.at):
            note_event(alert, "helped", event.at)
            tell_of_task(alert, officers, at, address, "helped")


@writing()
def keep_recovery_key(public: bytes, at: dt.datetime) -> RecoveryKey:
    """The public half of a national pair whose sheets have just proved to be right.

    Sheets made before open what was sealed to them, and nothing that is sealed from now on.
    """
    RecoveryKey.update(ended_at=at).where(RecoveryKey.ended_at.is_null()).execute()
    return RecoveryKey.create(public=public.hex(), made_at=at, tried_at=at)


@writing()
def try_sheets(secret: bytes, at: dt.datetime) -> RecoveryKey:
    """Note that the sheets of the recovery key are right; ``Refused`` if they are of none."""
    found = _key_of_sheets(secret)
    if found.ended_at:
        raise Refused(_("These sheets were replaced by newer ones. Try those."))
    RecoveryKey.update(tried_at=at).where(RecoveryKey.id == found.id).execute()
    return found


def _key_of_sheets(secret: bytes) -> RecoveryKey:
    found = queries.recovery_key_of(pair_of(secret).public.hex())
    if found is None:
        raise Refused(_("These two sheets do not belong together, or not to this server."))
    return found


@writing()
def restore_case(
    alert: Alert,
    secret: bytes,
    reason: RestoreReason,
    by: tuple[Person, Person],
    at: dt.datetime,
) -> tuple[int, int]:
    """Share what paper opens of a case with the officers who may read it now.

    How many of its pairs were opened, and of how many.
    """
    lock(alert)
    recovery = _key_of_sheets(secret)
    if excluded_from(alert, at) & {each.id for each in by}:
        raise Refused(_("Two others have to do this for this call."))
    if not keys_for(alert, at):
        raise Refused(_("No officer of this case has a key yet. Let them make one first."))
    opened = {}
    for share in queries.shares_on_paper(alert.id, recovery):
        try:
            opened[share.pair_id] = keys.opened_share(share, secret, alert.key).secret
        except Unreadable:
            continue
    keys.pass_on(alert, opened, at)
    Restoration.create(alert=alert, reason=reason, first=by[0], second=by[1], at=at)
    for each in by:
        record("restore", alert.key, each.id, at)
    return len(opened), len(pairs_of(alert.id))
