"""Each channel against a real server of its protocol, which fails in every way."""

import base64
import hashlib
import hmac
import json
import threading
import time
from dataclasses import replace

import pytest

from mori.config import SettingError
from mori.notifications import operations as outbox
from mori.notifications.channels import push
from mori.notifications.dispatcher import IN_FLIGHT, Dispatcher
from mori.notifications.models import Message
from mori.notifications.rules import is_push_host, is_safe_address
from mori.notifications.slice import senders
from tests.cast import NOON
from tests.notifications.working import seconds
from tests.support.servers.gateway import Mood, free_port, gateway, own_certificate

CHANNELS = ("sms", "whatsapp", "ntfy", "push")
pytestmark = pytest.mark.usefixtures("app", "noon")
each_channel = pytest.mark.parametrize("channel", CHANNELS)


def post(channel, told, token="a", **options):
    said = {"subject": "MORI: 1 tugas menunggu.", **told[channel], **options}
    return outbox.post_message(token, at=NOON, channel=channel, is_urgent=True, **said)


def sent(dispatcher, message, at=NOON):
    dispatcher.round(at)
    dispatcher.outgoing.settle(at)
    return Message.get_by_id(message.id)


@each_channel
def test_what_is_taken_is_sent_once(dispatcher, provider, told, channel):
    message = post(channel, told)

    assert sent(dispatcher, message).sent_at == NOON
    dispatcher.round(NOON + seconds(60))
    dispatcher.outgoing.settle(NOON)
    assert len(provider.kept) == 1


@each_channel
@pytest.mark.parametrize("mood", [Mood.BUSY, Mood.ELSEWHERE, Mood.HANG, Mood.HANG_UP])
def test_what_fails_is_sent_later(dispatcher, provider, told, channel, mood):
    provider.mood = mood
    message = sent(dispatcher, post(channel, told))

    assert (message.sent_at, message.refused_at) == (None, None)
    assert message.last_error
    assert provider.asked == 1  # it was not sent on
    provider.mood = Mood.ACCEPT
    assert sent(dispatcher, message, NOON + seconds(5)).sent_at
    assert len(provider.kept) == 1


@each_channel
def test_nobody_there_is_a_refusal(dispatcher, provider, told, channel):
    provider.mood = Mood.UNKNOWN

    message = sent(dispatcher, post(channel, told))

    assert message.refused_at == NOON
    assert message.last_error == "NotTaken 410"


@each_channel
def test_what_is_taken_and_dropped_counts_as_sent(dispatcher, provider, told, channel):
    provider.mood = Mood.LOSE

    assert sent(dispatcher, post(channel, told)).sent_at  # the ladder asks for an answer


@each_channel
def test_a_server_that_does_not_listen_is_a_failure(reaching, told, settings, device, channel):
    nowhere = f"http://127.0.0.1:{free_port()}"
    device.subscription["endpoint"] = nowhere
    elsewhere = dict.fromkeys(("sms_url", "whatsapp_url", "ntfy_url"), nowhere)
    dispatcher = Dispatcher([], senders(replace(reaching, **elsewhere)))
    told["push"]["body"] = push.body_for(_sealed(settings, device), "", "/jaga")

    message = sent(dispatcher, post(channel, told))

    assert (message.sent_at, message.last_error) == (None, "ConnectionRefusedError")


@each_channel
def test_a_certificate_nobody_trusts_is_a_failure(
    reaching, told, settings, device, tmp_path, channel
):
    with gateway(own_certificate(tmp_path)) as other:
        device.subscription["endpoint"] = other.url
        elsewhere = dict.fromkeys(("sms_url", "whatsapp_url", "ntfy_url"), other.url)
        dispatcher = Dispatcher([], senders(replace(reaching, **elsewhere)))
        told["push"]["body"] = push.body_for(_sealed(settings, device), "", "/jaga")

        message = sent(dispatcher, post(channel, told))

        assert (message.sent_at, message.last_error) == (None, "SSLCertVerificationError")
        assert not other.kept


def _sealed(settings, device):
    from mori.core.sealing import seal

    return seal(settings.key, json.dumps(device.subscription))


def test_a_channel_that_is_not_set_up_takes_nothing(settings, tmp_path, told):
    dispatcher = Dispatcher([], senders(replace(settings, instance=str(tmp_path))))

    assert {sent(dispatcher, post(each, told, each)).last_error for each in CHANNELS} == {
        "NotSetUp"
    }


def test_a_gateway_gets_signed_json(dispatcher, provider, told):
    message = post("sms", told)
    sent(dispatcher, message)

    (request,) = provider.kept
    assert request.path == "/sms?from=mori"
    assert json.loads(request.body) == {
        "id": message.key,
        "channel": "sms",
        "to": "+6281200000001",
        "text": "MORI: 1 tugas menunggu. https://mori.example/jaga",
    }
    signed = request.headers["Mori-Timestamp"].encode() + b"." + request.body
    expected = hmac.new(b"between us", signed, hashlib.sha256).hexdigest()
    assert request.headers["Mori-Signature"] == expected
    assert request.headers["Idempotency-Key"] == message.key
    assert abs(int(request.headers["Mori-Timestamp"]) - NOON.timestamp()) < 60


def test_a_gateway_that_asks_for_a_password_gets_it(dispatcher, provider, told):
    sent(dispatcher, post("whatsapp", told))
    sent(dispatcher, post("ntfy", told, "b"))

    pair, token = [request.headers["Authorization"] for request in provider.kept]
    assert base64.b64decode(pair.removeprefix("Basic ")) == b"mori:a word"
    assert token == "Bearer token"
    assert not any("@" in request.headers["Host"] for request in provider.kept)


def test_ntfy_gets_what_it_publishes(dispatcher, provider, told):
    sent(dispatcher, post("ntfy", told))
    sent(dispatcher, post("ntfy", told, "b", subject="MORI: kode", body="123456\n\nTulis."))

    waiting, code = [json.loads(request.body) for request in provider.kept]
    assert waiting == {
        "topic": "gT5kXw2mQz8rLp4v",
        "priority": 5,
        "message": "MORI: 1 tugas menunggu.",
        "click": "https://mori.example/jaga",
    }
    assert (code["title"], code["message"]) == ("MORI: kode", "123456\n\nTulis.")


def test_a_device_reads_what_its_service_cannot(dispatcher, provider, device, reaching, told):
    sent(dispatcher, post("push", told))

    (request,) = provider.kept
    assert b"tugas" not in request.body
    assert device.read(request.body) == {
        "title": "MORI: 1 tugas menunggu.",
        "body": "",
        "path": "/jaga",
    }
    assert request.headers["Urgency"] == "high"
    assert f"k={push.public_key(reaching)}" in request.headers["Authorization"]


def test_the_key_is_made_once(tmp_path):
    made = push.make_key(tmp_path)

    assert push.make_key(tmp_path) == made
    assert (tmp_path / push.KEPT).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("key", ["short", "A" * 43, "?"])
def test_a_key_that_is_none_is_a_wrong_setting(settings, tmp_path, key):
    with pytest.raises(SettingError):
        push.private_key(replace(settings, instance=str(tmp_path), webpush_key=key))


def test_a_gateway_without_tls_is_a_wrong_setting(settings):
    with pytest.raises(SettingError, match="MORI_SMS_URL"):
        senders(replace(settings, sms_url="http://gateway.example/"))


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://gateway.example/a", True),
        ("http://gateway.example/a", False),
        ("http://127.0.0.1:8080", True),
        ("http://localhost", False),
        ("ftp://gateway.example", False),
        ("https://", False),
        ("https://a:b", False),
    ],
)
def test_messages_go_out_encrypted_or_stay_here(url, is_safe):
    assert is_safe_address(url) is is_safe


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://eu.push.example/abc", True),
        ("https://fcm.googleapis.com.evil.example/", False),
        ("https://evilpush.example/", False),
        ("http://push.example/", False),
        ("https://127.0.0.1:8000/", False),
    ],
)
def test_only_push_services_are_called(url, is_one):
    assert is_push_host(url, "fcm.googleapis.com push.example") is is_one


def test_a_channel_that_hangs_holds_up_no_other(told):
    never, taken = threading.Event(), []
    dispatcher = Dispatcher([], {"sms": lambda message: never.wait(20), "ntfy": taken.append})
    for number in range(3 * IN_FLIGHT):
        post("sms", told, f"sms {number}")
    dispatcher.round(NOON)

    post("ntfy", told, "ntfy")
    dispatcher.round(NOON + seconds(1))

    deadline = time.monotonic() + 5
    while not taken and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [message.channel for message in taken] == ["ntfy"]
    leased = Message.select().where(Message.channel == "sms", Message.leased_until.is_null(False))
    assert leased.count() == IN_FLIGHT
    never.set()


def test_many_on_one_channel_hide_none_of_another(told):
    never, taken = threading.Event(), []
    dispatcher = Dispatcher([], {"sms": lambda message: never.wait(20), "ntfy": taken.append})
    for number in range(3 * IN_FLIGHT):
        post("sms", told, f"sms {number}")
    post("ntfy", told, "ntfy")

    dispatcher.round(NOON)

    leased = Message.select().where(Message.channel == "ntfy", Message.leased_until.is_null(False))
    assert taken or leased.count()
    never.set()
