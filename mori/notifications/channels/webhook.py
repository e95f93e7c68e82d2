"""Messages as signed JSON to a gateway for SMS or WhatsApp, or to an ntfy server."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from mori.config import SettingError, Settings
from mori.core.clock import now

from ..mail import Send
from ..models import Message
from ..rules import NotSetUp, is_safe_address
from .outgoing import post

Body = Callable[[Message, str], dict[str, Any]]

UNKNOWN = frozenset({HTTPStatus.GONE, HTTPStatus.UNPROCESSABLE_ENTITY})  # a number nobody has
HIGHEST = 5  # ntfy's priority that rings through


def gateway_body(message: Message, said: str) -> dict[str, Any]:
    """What a gateway gets: docs/channels.md."""
    text = " ".join([message.subject, *said.split()])
    return {"id": message.key, "channel": message.channel, "to": message.recipient, "text": text}


def ntfy_body(message: Message, said: str) -> dict[str, Any]:
    """What ntfy publishes; an address becomes what a tap on the notification opens."""
    said, body = said.strip(), {"topic": message.recipient, "priority": HIGHEST}
    if said.startswith(("https://", "http://")):
        return body | {"message": message.subject, "click": said}
    return body | {"title": message.subject, "message": said}


def sender(settings: Settings, name: str, body_of: Body) -> Send:
    """What hands a message to the gateway of a setting; it raises when that failed."""
    given = getattr(settings, name)
    if given and not is_safe_address(given):
        raise SettingError(f"MORI_{name.upper()}: write https:// and a host.")
    url = urlsplit(given)
    address = url._replace(netloc=url.netloc.rpartition("@")[2]).geturl()

    def send(message: Message) -> None:
        if not given:
            raise NotSetUp
        body = json.dumps(body_of(message, message.said(settings.key))).encode()
        post(address, body, _headers(url, message.key, body, settings.gateway_key), UNKNOWN)

    return send


def _headers(url: SplitResult, key: str, body: bytes, gateway_key: str) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    if url.username:
        pair = f"{unquote(url.username)}:{unquote(url.password or '')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    elif url.password:
        headers["Authorization"] = f"Bearer {unquote(url.password)}"
    if gateway_key:
        headers["Mori-Timestamp"] = stamp = str(int(now().timestamp()))
        headers["Mori-Signature"] = signature(gateway_key, stamp, body)
    return headers


def signature(gateway_key: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 over the moment and the body, so that neither is taken without the other."""
    return hmac.digest(gateway_key.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hex()
