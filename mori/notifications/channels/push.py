"""Notifications on devices: encrypted for the browser, signed with the server's VAPID key.

Encryption and signature are pywebpush's (RFC 8291 and 8292). It is imported when the first one is
sent, as it brings much along; what goes out goes through ``outgoing``.
"""

import base64
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mori.config import SettingError, Settings
from mori.core.sealing import unseal

from ..mail import Send
from ..models import Message
from ..rules import NotSetUp, is_push_host
from .outgoing import post

KEPT = "webpush_key"  # the file in the instance folder
KEPT_SECONDS = "3600"  # by the push service, for a device without a network
KEY_BYTES = 32


def body_for(sealed: str, said: str, path: str) -> str:
    """A message's body: its subscription, sealed, what it says and what a tap on it opens."""
    return json.dumps({"to": sealed, "body": said, "path": path})


def sender(settings: Settings) -> Send:
    """What hands a message to the push service of its device; it raises when that failed."""
    key = private_key(settings)

    def send(message: Message) -> None:
        if key is None:
            raise NotSetUp
        told = json.loads(message.said(settings.key))
        subscription = json.loads(unseal(settings.key, told.pop("to")))
        if not is_push_host(subscription["endpoint"], settings.webpush_hosts):
            raise NotSetUp
        _push(subscription, told | {"title": message.subject}, key, settings)

    return send


def _push(
    subscription: dict[str, Any],
    told: dict[str, str],
    key: ec.EllipticCurvePrivateKey,
    settings: Settings,
) -> None:
    from py_vapid import Vapid02
    from pywebpush import WebPusher

    endpoint = subscription["endpoint"]
    url = urlsplit(endpoint)
    whose = settings.address if settings.address.startswith("https:") else "mailto:mori@localhost"
    signed = Vapid02(key).sign({"sub": whose, "aud": f"{url.scheme}://{url.netloc}"})
    body = WebPusher(subscription).encode(json.dumps(told).encode(), "aes128gcm")["body"]
    headers = {"Content-Encoding": "aes128gcm", "TTL": KEPT_SECONDS, "Urgency": "high"}
    post(endpoint, body, headers | signed)


def private_key(settings: Settings) -> ec.EllipticCurvePrivateKey | None:
    """The server's key, from its setting or the instance folder; None where there is none."""
    kept = settings.folder / KEPT
    text = settings.webpush_key or (kept.read_text().strip() if kept.exists() else "")
    if not text:
        return None
    try:
        number = int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return ec.derive_private_key(number, ec.SECP256R1())
    except ValueError:
        raise SettingError("MORI_WEBPUSH_KEY: write what `flask webpush-keys` printed.") from None


def public_key(settings: Settings) -> str:
    """What a browser subscribes with; empty where notifications on devices are not set up."""
    key = private_key(settings)
    if key is None:
        return ""
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def make_key(folder: Path) -> str:
    """The private key kept in the instance folder, made if there is none."""
    path = folder / KEPT
    if not path.exists():
        number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        text = base64.urlsafe_b64encode(number.to_bytes(KEY_BYTES)).rstrip(b"=").decode()
        folder.mkdir(parents=True, exist_ok=True)
        mine = folder / f"{KEPT}.{os.getpid()}"
        mine.touch(0o600)
        mine.write_text(text)
        mine.rename(path)
    return path.read_text().strip()
