"""What one tap says: who, when and from where, as the spool keeps it. No database is asked."""

import hashlib
import re
import secrets
from typing import Any
from wsgiref.types import WSGIEnvironment

from mori.core import tickets
from mori.core.tickets import Secrets

from .wire import cookies_of, fields_of, is_cross_site, origin_of

KEY_WINDOW_SECONDS = 600
LATE_SECONDS = 60  # less may be the clocks' doing
NOBODY = {"session": "", "person": "", "epoch": 0}
QUEUED = "HTTP_X_MORI_QUEUE"  # it waited on a phone

_KEY = re.compile(r"[A-Za-z0-9_-]{8,32}")
_SESSION = re.compile(r"[A-Za-z0-9_-]{43}")
_MILLISECONDS = re.compile(r"[0-9]{13}")
_NOT_IN_A_PAGE_CODE = re.compile(r"[^A-Za-z0-9._-]")


def record_of(
    secret: Secrets, environ: WSGIEnvironment, hops: int, at: float
) -> tuple[dict[str, Any], str, bool]:
    """Return the record to keep, the key to echo, and whether the tap came by https."""
    scheme, host = origin_of(environ, hops)
    https, fields = scheme == "https", fields_of(environ)
    who = dict(NOBODY)
    if not is_cross_site(environ, f"{scheme}://{host}"):
        who = _identity(secret, environ, fields, https=https)
    key, token = _key_and_token(fields, who, at)
    record = {
        "token": token,
        "code": tickets.code_of(secret, token),
        "at": at,
        "phone_at": _phone_time(fields, at),
        **who,
        "page": _NOT_IN_A_PAGE_CODE.sub("", fields.get("p", ""))[:24],
        "lane": _lane_of(who),
    }
    return record, key, https


def _identity(
    secret: Secrets, environ: WSGIEnvironment, fields: dict[str, str], *, https: bool
) -> dict[str, Any]:
    page, page_epoch = tickets.read_help_ticket(secret, fields.get("b", "")) or ("", 0)
    if page and QUEUED in environ:
        # Whoever is signed in by now, or was last, only carries it.
        return {**NOBODY, "person": page, "epoch": page_epoch}
    cookies = cookies_of(environ)
    session = cookies.get(tickets.cookie_name("mori", https=https), "")
    cookie = cookies.get(tickets.cookie_name(tickets.HELP_COOKIE, https=https), "")
    person, epoch = tickets.read_help_ticket(secret, cookie) or ("", 0)
    digest = hashlib.sha256(session.encode()).hexdigest() if _SESSION.fullmatch(session) else ""
    who = {"session": digest, "person": person, "epoch": epoch}
    if page and page != person:  # an old page of one person, on the phone of another by now
        who |= {"person": page, "epoch": page_epoch, "also": person, "also_epoch": epoch}
    return who


def _lane_of(who: dict[str, Any]) -> str:
    """Known by what we signed ourselves; a session is only claimed until the database is asked."""
    return "known" if who["person"] else "claimed" if who["session"] else "unknown"


def _key_and_token(fields: dict[str, str], who: dict[str, Any], at: float) -> tuple[str, str]:
    """Return the key to echo, and the token by which the same tap is known again."""
    tapped, rendered = fields.get("t", ""), fields.get("k", "")
    if _KEY.fullmatch(tapped):
        return tapped, tapped
    if _KEY.fullmatch(rendered):
        # One page may be open before several people: its key counts for each of them apart.
        window = int(at // KEY_WINDOW_SECONDS)
        return rendered, f"{rendered}@{window}.{_digest_of(who) or secrets.token_urlsafe(12)}"
    minted = secrets.token_urlsafe(12)
    return minted, minted


def _digest_of(who: dict[str, Any]) -> str:
    if not who["session"] and not who["person"]:
        return ""
    return hashlib.sha256(f"{who['session']} {who['person']}".encode()).hexdigest()[:16]


def _phone_time(fields: dict[str, str], at: float) -> float:
    """Return when the phone says it was tapped, if that is well before it came; else 0."""
    said = fields.get("w", "")
    when = int(said) / 1000 if _MILLISECONDS.fullmatch(said) else 0.0
    return when if 0 < when < at - LATE_SECONDS else 0.0
