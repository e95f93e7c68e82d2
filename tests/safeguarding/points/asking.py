"""Ways to be called, added and proven."""

import re
from dataclasses import replace

from mori.core.sealing import unseal
from mori.notifications.models import Message
from mori.safeguarding.points import operations
from mori.safeguarding.points.models import ContactPoint
from mori.safeguarding.points.rules import Way
from tests.cast import NOON

SECRET = b"a secret only tests know"
ENDPOINT = "https://fcm.googleapis.com/fcm/send/abc"
SUBSCRIPTION = {"endpoint": ENDPOINT, "keys": {"p256dh": "p" * 87, "auth": "a" * 22}}


def all_ways(settings):
    urls = dict.fromkeys(("sms_url", "whatsapp_url", "ntfy_url"), "https://gateway.example/")
    return replace(settings, **urls)


def code_in(message):
    return re.search(r"\b[0-9]{6}\b", unseal(SECRET, message.body))[0]


def last_code():
    return code_in(Message.select().order_by(Message.id.desc()).get())


def added(person, way=Way.MAIL, address="sendiri@contoh.id", at=NOON):
    operations.add_point(person, way, address, SECRET, at)
    return ContactPoint.select().order_by(ContactPoint.id.desc()).get()


def proven(person, way=Way.MAIL, address="sendiri@contoh.id", at=NOON):
    point = added(person, way, address, at)
    assert operations.prove_point(point, last_code(), SECRET, at)
    return ContactPoint.get_by_id(point.id)


def device(person, endpoint=ENDPOINT, at=NOON):
    subscription = SUBSCRIPTION | {"endpoint": endpoint}
    operations.add_device(person, "Chrome, Android", subscription, SECRET, at)
    point = ContactPoint.select().order_by(ContactPoint.id.desc()).get()
    assert operations.prove_point(point, last_code(), SECRET, at)
    return ContactPoint.get_by_id(point.id)
