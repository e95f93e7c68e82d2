"""Adding a way to be called, proving it with a code that went that way, and removing it."""

import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Collection

from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from mori.accounts.models import Person
from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.sealing import seal, unseal
from mori.core.states import lock
from mori.core.workdays import DAY
from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from . import letters, queries
from .models import ContactPoint
from .rules import CODE_AGAIN_AFTER, CODE_LASTS, MOST_A_DAY, MOST_TRIES, Way


@writing()
def add_point(person: Person, way: Way, address: str, secret: bytes, at: dt.datetime) -> None:
    """Send a code to an address, which counts once the code has come back."""
    if queries.is_anothers(way, address, person.id):
        raise _anothers()
    there = [
        each
        for each in queries.own_points(person.id)
        if (each.way, each.address) == (way, address) and not each.way.is_push
    ]
    point = there[0] if there else _add(person, at, way=way, address=address)
    if not point.proven_at:
        _send_code(point, person, secret, at)


@writing()
def add_device(
    person: Person, name: str, subscription: dict[str, object], secret: bytes, at: dt.datetime
) -> None:
    """The same for a device that takes notifications."""
    for each in queries.own_points(person.id):
        if each.way.is_push and _subscription(each, secret) == subscription:
            point = each
            break
    else:
        sealed = seal(secret, json.dumps(subscription))
        point = _add(person, at, way=Way.PUSH, address=name, sealed=sealed)
    if not point.proven_at:
        _send_code(point, person, secret, at)


def _add(person: Person, at: dt.datetime, **columns: object) -> ContactPoint:
    if queries.added_since(person.id, at - DAY) >= MOST_A_DAY:
        raise Refused(_("That is enough for today. Add more tomorrow."))
    return ContactPoint.create(person=person, added_at=at, **columns)


@writing()
def send_code_again(point: ContactPoint, person: Person, secret: bytes, at: dt.datetime) -> None:
    """Another code, which alone counts from now on."""
    if not point.proven_at:
        _send_code(point, person, secret, at)


def _send_code(point: ContactPoint, person: Person, secret: bytes, at: dt.datetime) -> None:
    if point.code_until and at < point.code_until - CODE_LASTS + CODE_AGAIN_AFTER:
        raise Refused(_("A code has just been sent. Wait a minute, then ask for another."))
    code = f"{secrets.randbelow(10**6):06}"
    digest = _digest(secret, point, code)
    ContactPoint.update(code_digest=digest, code_until=at + CODE_LASTS, tries=0).where(
        ContactPoint.id == point.id
    ).execute()
    subject, said = letter("safeguarding/code", person.locale, code=code)
    outbox.post_message(
        f"code {point.key} {new_key()}",
        at=at,
        seal_with=secret,
        **letters.message_to(point, subject, said, letters.HERE),
    )


def prove_point(point: ContactPoint, code: str, secret: bytes, at: dt.datetime) -> bool:
    """Whether the code is the one that was sent; the point counts from now on."""
    try:
        return _prove_point(point, code, secret, at)
    except IntegrityError:  # somebody else has proven it in this moment
        raise _anothers() from None


@writing()
def _prove_point(point: ContactPoint, code: str, secret: bytes, at: dt.datetime) -> bool:
    lock(point)
    fresh = queries.point_by_key(point.key)
    if fresh is None or fresh.proven_at:
        return fresh is not None
    if fresh.code_until is None or at > fresh.code_until or fresh.tries >= MOST_TRIES:
        raise Refused(_("This code counts no longer. Ask for another one."))
    if not hmac.compare_digest(_digest(secret, fresh, code), fresh.code_digest):
        ContactPoint.update(tries=ContactPoint.tries + 1).where(
            ContactPoint.id == fresh.id
        ).execute()
        return False
    if queries.is_anothers(fresh.way, fresh.address, fresh.person_id):
        raise _anothers()
    ContactPoint.update(
        proven_at=at, claim=_claim(fresh, secret), code_digest="", code_until=None
    ).where(ContactPoint.id == fresh.id).execute()
    return True


def _digest(secret: bytes, point: ContactPoint, code: str) -> str:
    return hmac.digest(secret, f"code {point.key} {code}".encode(), hashlib.sha256).hex()


def _claim(point: ContactPoint, secret: bytes) -> str:
    if point.way.is_push:
        endpoint = str(_subscription(point, secret)["endpoint"])
        return f"push {hashlib.sha256(endpoint.encode()).hexdigest()}"
    return f"{point.way} {point.address}"


def _subscription(point: ContactPoint, secret: bytes) -> dict[str, object]:
    return dict(json.loads(unseal(secret, point.sealed)))


def _anothers() -> Refused:
    return Refused(
        _("Somebody else is called this way already. Each officer needs one of their own.")
    )


@writing()
def remove_point(point: ContactPoint, at: dt.datetime) -> None:
    """Call somebody this way no more; what waits to go there does not."""
    _forget([point], at)


@writing()
def forget_gone_devices(at: dt.datetime) -> None:
    """Devices that their push service knows no longer, at whatever call that was noticed.

    Done once a day: done at once, who can be reached would change when somebody calls for help.
    """
    _forget(queries.gone_devices(), at)


def _forget(points: Collection[ContactPoint], at: dt.datetime) -> None:
    if not points:
        return
    outbox.end_messages(queries.unsent_tokens(points), at)
    nothing = {"address": "", "sealed": "", "claim": None, "code_digest": "", "code_until": None}
    ContactPoint.update(gone_at=at, **nothing).where(
        ContactPoint.id.in_([point.id for point in points])
    ).execute()
