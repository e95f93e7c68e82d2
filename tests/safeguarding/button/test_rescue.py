"""What becomes of a tap that the spool cannot take."""

import threading
import time

import pytest

from mori.safeguarding.button import app
from tests.safeguarding.tapping import PERSON, button_in, help_cookie, tap

HELP = {"HTTP_COOKIE": help_cookie()}
JSON = {"HTTP_ACCEPT": "application/json"}
KEY = "Zk3-_abcdefghijk"


@pytest.fixture
def broken(tmp_path):
    """Make a button whose folder cannot be a folder."""
    (tmp_path / "spool").write_text("")
    return lambda **options: button_in(tmp_path, **options)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(app, "RESCUE_SECONDS", 0.5)


def fail(record):
    raise RuntimeError("the database is gone")


def test_a_tap_that_the_spool_refuses_is_rescued(broken):
    rescued = []

    reply = tap(broken(rescue=rescued.append), {"t": KEY}, **HELP)

    assert reply.status == 303
    assert [(record["token"], record["person"]) for record in rescued] == [(KEY, PERSON)]


@pytest.mark.parametrize("rescue", [None, fail])
def test_a_tap_that_was_kept_nowhere_is_answered_honestly(broken, rescue):
    reply = tap(broken(rescue=rescue), {"t": KEY}, **HELP)

    assert reply.status == 503
    assert reply.headers["Retry-After"] == "5"
    assert "Set-Cookie" not in reply.headers
    assert "belum</b> kami terima" in reply.text
    assert reply.text.index("belum</b>") < reply.text.index("Not received")
    assert 'href="tel:129"' in reply.text
    assert 'href="sms:' in reply.text


def test_a_script_is_told_honestly_too(broken):
    reply = tap(broken(), {"t": KEY}, **HELP, **JSON)

    assert reply.status == 503
    assert reply.headers["Retry-After"] == "5"
    assert "receipt" not in reply.json


def test_a_rescue_that_hangs_is_left_behind(broken, impatient):
    hanging = threading.Event()
    button = broken(rescue=lambda record: hanging.wait())

    reply = tap(button, {"t": KEY}, **HELP)

    assert reply.status == 503
    hanging.set()


def test_the_first_rescue_may_take_as_long_as_creating_the_app(broken):
    reply = tap(broken(rescue=lambda record: time.sleep(0.6)), {"t": KEY}, **HELP)

    assert reply.status == 303


def test_hanging_rescues_do_not_pile_up_and_strangers_do_not_block_the_known(broken, impatient):
    hanging = threading.Event()
    rescued = []

    def rescue(record):
        rescued.append(record["lane"])
        if record["lane"] == "unknown":
            hanging.wait()

    button = broken(rescue=rescue)
    for _ in range(6):
        tap(button)
    reply = tap(button, **HELP)

    assert rescued == ["unknown"] * 4 + ["known"]
    assert reply.status == 303
    hanging.set()


def test_nothing_is_logged_for_a_tap(broken, caplog):
    caplog.set_level(0)

    tap(broken(rescue=fail), {"t": KEY}, **HELP)

    assert caplog.records == []


@pytest.mark.parametrize(
    ("lane", "cookies"), [("unknown", ""), ("claimed", f"__Host-mori={'f' * 43}")]
)
def test_a_flood_of_strangers_ends_at_the_cap_and_leaves_the_known_alone(tmp_path, lane, cookies):
    rescued = []
    button = button_in(tmp_path, rescue=rescued.append)
    filler = button.spools[lane].folder / f"{lane}.current"
    filler.write_bytes(b"\n" * (4 * 1024 * 1024))

    stranger, known = tap(button, HTTP_COOKIE=cookies), tap(button, **HELP)

    assert stranger.status == 503
    assert known.status == 303
    assert rescued == [], "a flood may not go around the cap into the database"
