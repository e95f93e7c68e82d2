"""Who sends a form that may be tried in vain: on which device, from which address."""

import datetime as dt
import secrets

from flask import Response, current_app, request
from flask_babel import gettext as _

from mori.core import tickets

from ..models import Person
from ..rules import normal_email, normal_phone
from .rules import Tried, network_of, subject

COOKIE = "mori_device"
DEVICE_SECONDS = 365 * 24 * 3600
MOST_PEOPLE = 3  # of one browser, the latest first
ONLY_AT = "/masuk"  # no other page has to carry the cookie
JOINT = "~"


def counted(kind: str, value: str) -> str:
    """What a failure of a kind counts for."""
    return subject(current_app.config["SECRET_KEY"], kind, value)


def counted_here(kind: str) -> str:
    """The same, for the address of this request."""
    return counted(kind, network_of(request.remote_addr))


def tried_sign_in(login: str, person: Person | None) -> Tried:
    """Whose password is tried here: an account counts once, by whichever login it is named."""
    known = (normal_email(login) if "@" in login else normal_phone(login)) or login
    account = f"person {person.key}" if person else f"login {known}"
    here = network_of(request.remote_addr)
    return Tried(
        counted("account", account),
        counted("address", here),
        counted("both", f"{account} {here}"),
        device_of(person),
    )


def device_of(person: Person | None) -> str:
    """What failures on this device count for, if this person has signed in on it before."""
    ticket = _devices().get(person.key) if person else None
    return counted("device", ticket) if ticket else ""


def remember_device(response: Response, person: Person) -> None:
    """Let this browser sign in as this person again, whoever guesses elsewhere."""
    known = _devices()
    fresh = tickets.sign(_secret(), "device", person.key, secrets.token_urlsafe(6))
    ticket = known.pop(person.key, fresh)
    header = tickets.cookie(
        COOKIE,
        JOINT.join([ticket, *known.values()][:MOST_PEOPLE]),
        https=request.is_secure,
        seconds=DEVICE_SECONDS,
        path=ONLY_AT,
    )
    response.headers.add("Set-Cookie", header)


def _devices() -> dict[str, str]:
    """Keys of those who have signed in on this browser, with their tickets for it."""
    found = {}
    for ticket in request.cookies.get(COOKIE, "").split(JOINT)[:MOST_PEOPLE]:
        fields = tickets.read(_secret(), "device", ticket)
        if fields:
            found[fields[0]] = ticket
    return found


def _secret() -> bytes:
    return current_app.config["SECRET_KEY"]  # type: ignore[no-any-return]


def too_many_tries(wait: dt.timedelta) -> str:
    seconds = int(wait.total_seconds()) + 1
    return str(_("Too many tries. Wait %(n)d seconds, then try again.", n=seconds))
