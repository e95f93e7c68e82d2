"""A tap is kept, is known again, and is attributed to nobody wrongly."""

import io
import re
import threading

import pytest

from tests.safeguarding.tapping import (
    NOON,
    PERSON,
    Clock,
    button_in,
    environ_for,
    help_cookie,
    kept,
    tap,
)

HELP = {"HTTP_COOKIE": help_cookie()}
JSON = {"HTTP_ACCEPT": "application/json"}
KEY = "Zk3-_abcdefghijk"


@pytest.fixture
def button(tmp_path):
    return button_in(tmp_path)


def test_a_tap_is_kept_and_answered_with_its_receipt(button):
    reply = tap(button, {"t": KEY, "p": "logbook"}, **HELP)

    (record,) = kept(button)
    assert reply.status == 303
    assert reply.headers["Location"] == f"/c/{record['code']}"
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Referrer-Policy"] == "same-origin"
    assert record == {
        "token": KEY,
        "code": record["code"],
        "at": NOON,
        "phone_at": 0.0,
        "session": "",
        "person": PERSON,
        "epoch": 3,
        "page": "logbook",
        "lane": "known",
    }


def test_a_tap_is_on_the_disk_before_the_answer_starts(button, tmp_path):
    lengths = []

    def start(status, headers, failure=None):
        lengths.append((tmp_path / "spool" / "taps.current").stat().st_size)
        return lambda part: None

    button(environ_for("/bantuan", {"t": KEY}, "POST", **HELP), start)

    assert lengths[0] > 100


def test_a_script_gets_its_key_back_with_the_receipt(button):
    reply = tap(button, {"t": KEY}, **HELP, **JSON)

    (record,) = kept(button)
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.json == {"key": KEY, "receipt": record["code"], "at": "2026-09-21T14:13:20.125Z"}


def test_a_tap_without_a_key_gets_one_of_96_bits(button):
    replies = [tap(button, **HELP, **JSON).json for _ in range(3)]

    tokens = [record["token"] for record in kept(button)]
    assert [reply["key"] for reply in replies] == tokens
    assert len({reply["receipt"] for reply in replies}) == 3
    assert all(re.fullmatch(r"[\w-]{16}", token) for token in tokens)


def test_a_key_minted_for_a_tap_means_the_same_tap_for_ever(tmp_path):
    clock = Clock(NOON)
    button = button_in(tmp_path, clock=clock)

    first = tap(button, {"t": KEY}, **HELP)
    clock.now += 400 * 86400
    again = tap(button, {"t": KEY}, **HELP)

    assert first.headers["Location"] == again.headers["Location"]
    assert {record["token"] for record in kept(button)} == {KEY}


def test_a_key_rendered_into_a_page_is_a_new_tap_after_ten_minutes(tmp_path):
    clock = Clock(NOON - NOON % 600)
    button = button_in(tmp_path, clock=clock)

    answers = []
    for seconds in (0, 599, 1):
        clock.now += seconds
        answers.append(tap(button, {"k": KEY}, **HELP, **JSON).json)

    tokens = [record["token"] for record in kept(button)]
    assert tokens[0] == tokens[1]
    assert tokens[0].startswith(f"{KEY}@{int(NOON // 600)}.")
    assert tokens[2].startswith(f"{KEY}@{int(NOON // 600) + 1}.")
    assert max(map(len, tokens)) <= 64
    assert [answer["key"] for answer in answers] == [KEY] * 3
    assert answers[0]["receipt"] == answers[1]["receipt"] != answers[2]["receipt"]


def test_a_key_rendered_into_a_page_counts_for_each_who_taps_it(button):
    phones = [
        HELP,
        {"HTTP_COOKIE": help_cookie("m2b6w3r8k5t9xe")},
        {"HTTP_COOKIE": f"{help_cookie()}; __Host-mori={'s' * 43}"},
        {"HTTP_COOKIE": f"__Host-mori={'s' * 43}"},
    ]

    receipts = [tap(button, {"k": KEY}, **phone).headers["Location"] for phone in phones * 2]

    assert len(set(receipts)) == 4
    assert receipts[:4] == receipts[4:]


def test_strangers_who_share_a_page_have_a_receipt_each(button):
    receipts = {tap(button, {"k": KEY}).headers["Location"] for _ in range(3)}

    assert len(receipts) == 3


@pytest.mark.parametrize("key", ["short", "x" * 33, "a b c d e f", "../../../../x", "", f"{KEY}@1"])
def test_a_malformed_key_is_replaced_and_the_tap_counts(button, key):
    reply = tap(button, {"t": key, "k": key}, **HELP, **JSON)

    assert reply.status == 200
    assert reply.json["key"] == kept(button)[0]["token"] != key


class Unreadable(io.BytesIO):
    def read(self, *args):
        raise OSError("the connection was reset")


@pytest.mark.parametrize(
    "request_",
    [
        {"fields": b"t=" + KEY.encode() + b"&x=" + b"y" * 2048},
        {"fields": b"t=%s" % KEY.encode(), "CONTENT_LENGTH": ""},
        {"fields": b"t=%s" % KEY.encode(), "CONTENT_LENGTH": "900"},
        {"wsgi.input": Unreadable(), "CONTENT_LENGTH": "20"},
        {"fields": b"\xff\xfe=\xff"},
        {"fields": b"&".join(b"a=%d" % number for number in range(99))},
        {"fields": b'{"t": "nothing that we read"}', "CONTENT_TYPE": "application/json"},
    ],
    ids=["too large", "no length", "cut off", "unreadable", "not text", "too many", "not a form"],
)
def test_a_tap_counts_without_a_body_that_can_be_read(button, request_):
    reply = tap(button, **request_, **HELP)

    (record,) = kept(button)
    assert reply.status == 303
    assert record["token"] != KEY


def test_a_page_code_is_short_and_plain(button):
    tap(button, {"p": "<b>logbook/Ü\n" + "x" * 99}, **HELP)

    assert kept(button)[0]["page"] == "blogbook" + "x" * 16


def test_a_record_holds_no_address_and_no_browser(button):
    tap(button, {"t": KEY}, REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Firefox/140", **HELP)

    assert not {"203.0.113.9", "Firefox/140"} & set(map(str, kept(button)[0].values()))


def test_twenty_taps_at_once_are_one_tap(button):
    threads = [
        threading.Thread(target=tap, args=(button, {"t": KEY}), kwargs=HELP) for _ in range(20)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    records = kept(button)
    assert len(records) == 20
    assert {(record["token"], record["code"]) for record in records} == {(KEY, records[0]["code"])}


def test_a_tap_costs_few_bytes(button):
    page = tap(button, {"k": KEY}, **HELP)
    script = tap(button, {"t": KEY}, **HELP, **JSON)

    assert page.size <= 512
    assert script.size <= 512
    assert len(page.cookie) <= 64


def test_a_further_tap_of_a_phone_costs_few_bytes_as_well(button):
    reply = tap(button, {"t": "tap-number-0"}, **HELP)
    for number in range(1, 5):
        cookies = f"{HELP['HTTP_COOKIE']}; {reply.cookie}"
        reply = tap(button, {"t": f"tap-number-{number}"}, HTTP_COOKIE=cookies)

    assert reply.size <= 550
    assert len(reply.cookie) <= 100
