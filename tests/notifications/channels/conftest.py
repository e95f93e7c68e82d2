import base64
import json
import os
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mori.core.sealing import seal
from mori.notifications import mail
from mori.notifications.channels import push
from mori.notifications.dispatcher import Dispatcher
from mori.notifications.slice import senders
from tests.support.servers.gateway import gateway


def encoded(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Device:
    """A browser that has subscribed, and can read what was encrypted for it."""

    def __init__(self, url):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": encoded(point), "auth": encoded(self.auth)}
        self.subscription = {"endpoint": f"{url}/device/1", "keys": keys}

    def read(self, body):
        import http_ece

        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth))


@pytest.fixture
def provider():
    with gateway() as there:
        yield there


@pytest.fixture
def device(provider):
    return Device(provider.url)


@pytest.fixture
def reaching(settings, provider, monkeypatch, tmp_path):
    """Settings with everything at one provider; impatient."""
    monkeypatch.setattr(mail, "TIMEOUT", 1)
    push.make_key(tmp_path)
    return replace(
        settings,
        instance=str(tmp_path),
        sms_url=f"{provider.url}/sms?from=mori",
        whatsapp_url=provider.url.replace("//", "//mori:a%20word@"),
        ntfy_url=provider.url.replace("//", "//:token@"),
        gateway_key="between us",
        webpush_hosts="127.0.0.1",
    )


@pytest.fixture
def told(device, settings):
    """What is posted on each channel."""
    sealed = seal(settings.key, json.dumps(device.subscription))
    url = "https://mori.example/jaga"
    return {
        "sms": {"recipient": "+6281200000001", "body": url},
        "whatsapp": {"recipient": "+6281200000002", "body": url},
        "ntfy": {"recipient": "gT5kXw2mQz8rLp4v", "body": url},
        "push": {"recipient": "a" * 14, "body": push.body_for(sealed, "", "/jaga")},
    }


@pytest.fixture
def dispatcher(reaching):
    return Dispatcher([], {"mail": lambda message: None, **senders(reaching)})
