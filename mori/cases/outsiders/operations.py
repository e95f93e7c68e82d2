"""Somebody without an account writes, and comes back by two numbers."""

import datetime as dt
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import BoundedSemaphore
from typing import NamedTuple

from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.vault.pairs import Pair, pair_of
from mori.core.vault.passphrases import derived
from mori.safeguarding.alerts.letters import alert_key
from mori.safeguarding.outside.operations import raise_from_outside

from ..thread.operations import know_phone, write_as_person
from . import queries
from .models import Outsider
from .rules import NUMBER, salt_of_nobody, secret_of

# Hashing takes 64 MiB and a good part of a second: many tries at once shall hold up nobody else.
_places = BoundedSemaphore(2)


class Written(NamedTuple):
    """What whoever wrote is shown, once."""

    number: str
    secret: str


class Known(NamedTuple):
    """Somebody who had both numbers, and the secret half of their key."""

    outsider: Outsider
    pair: Pair


def write_from_outside(
    text: str,
    office_id: int | None,
    form: str,
    token: str,
    server: bytes,
    at: dt.datetime,
    address: str,
) -> Written:
    """Raise a call with what was written; the same form again gives the same two numbers.

    ``form`` is the token that stood in the form, ``token`` that together with what was written.
    """
    secret = secret_of(server, form)
    if there := queries.outsider_of(alert_key(token)):
        return Written(there.number, secret)
    salt = secrets.token_bytes(16)
    kept = partial(_keep, text, office_id, salt, _pair_of(secret, salt), token, server, at, address)
    try:
        return Written(kept().number, secret)
    except IntegrityError:  # the same form came twice at one moment: look again
        return Written(kept().number, secret)


@writing()
def _keep(
    text: str,
    office_id: int | None,
    salt: bytes,
    pair: Pair,
    token: str,
    server: bytes,
    at: dt.datetime,
    address: str,
) -> Outsider:
    if there := queries.outsider_of(alert_key(token)):
        return there
    alert = raise_from_outside(token, office_id, at, address)
    phone = know_phone(alert.id, pair.public, at)
    made = Outsider.create(alert=alert, number=_free_number(), salt=salt.hex(), phone=phone)
    write_as_person(alert, text, token, server, at, address, tells=False)
    return made


def _free_number() -> str:
    number = f"{secrets.randbelow(10**NUMBER):0{NUMBER}}"
    return _free_number() if queries.is_taken(number) else number


def whoever_has(number: str, secret: str, server: bytes) -> Known | None:
    """Who has these two numbers; an unknown one costs as much as a wrong secret."""
    outsider = queries.outsider_numbered(number)
    salt = bytes.fromhex(outsider.salt) if outsider else salt_of_nobody(server, number)
    pair = _pair_of(secret, salt)
    public = outsider.phone.public if outsider else ""
    is_right = hmac.compare_digest(pair.public.hex(), public)
    return Known(outsider, pair) if outsider and is_right else None


def _pair_of(secret: str, salt: bytes) -> Pair:
    with _a_place():
        return pair_of(derived(secret, salt))


@contextmanager
def _a_place() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise Refused(_("Many are asking at this moment. Wait half a minute, then try again."))
    try:
        yield
    finally:
        _places.release()
