"""The red button stands when the app around it has fallen."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safeguarding.tapping import (
    PERSON,
    Clock,
    button_in,
    call,
    environ_for,
    get,
    help_cookie,
    kept,
    tap,
)

ROOT = Path(__file__).parents[3]
HELP = {"HTTP_COOKIE": help_cookie()}


def living(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"the app at " + environ["PATH_INFO"].encode()]


def raising(environ, start):
    raise RuntimeError(f"secret of {PERSON}")


def raising_late(environ, start):
    start("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", "half=done")])
    raise RuntimeError(f"secret of {PERSON}")


def failing(environ, start):
    start("500 Internal Server Error", [("Content-Type", "text/plain")])
    return [b"oops"]


def cannot_start():
    raise ImportError("no module named mori.broken")


def exits():
    raise SystemExit("a setting is missing")


DEAD = {
    "none": None,
    "cannot start": cannot_start,
    "exits": exits,
    "raises": lambda: raising,
    "raises late": lambda: raising_late,
    "fails": lambda: failing,
}
dead_app = pytest.mark.parametrize("behind", DEAD.values(), ids=DEAD.keys())


@pytest.fixture
def alone(tmp_path):
    return button_in(tmp_path)


@dead_app
def test_a_tap_needs_no_app(tmp_path, behind):
    button = button_in(tmp_path, app=behind)

    reply = tap(button, **HELP)

    assert reply.status == 303
    assert len(kept(button)) == 1


def test_a_tap_does_not_wake_the_app(tmp_path):
    woken = []
    button = button_in(tmp_path, app=lambda: woken.append(1))

    tap(button, **HELP)

    assert woken == []


@dead_app
def test_without_the_app_the_receipt_says_what_is_known_and_no_more(tmp_path, behind):
    button = button_in(tmp_path, app=behind, zone="Asia/Makassar")
    tapped = tap(button, **HELP)
    code = kept(button)[0]["code"]

    reply = get(button, tapped.headers["Location"], HTTP_COOKIE=tapped.cookie)

    assert reply.status == 200
    assert "<title>Catatan bantuan</title>" in reply.text
    assert "22.13.20 WITA" in reply.text
    assert code in reply.text
    assert 'href="tel:129"' in reply.text
    assert "C4122F" not in reply.text
    assert len(reply.body) <= 2048
    assert "belum apakah sekarang ada petugas yang berjaga" in reply.text
    assert not re.search("dibaca|dihubungi|(?<!ada )petugas", reply.text)


def test_a_zone_that_is_not_known_is_utc(tmp_path):
    button = button_in(tmp_path, zone="Nowhere/../At all")
    tapped = tap(button)

    reply = get(button, tapped.headers["Location"], HTTP_COOKIE=tapped.cookie)

    assert "14.13.20 UTC" in reply.text


def test_a_receipt_is_shown_only_to_the_phone_that_tapped(alone):
    mine, other = tap(alone), tap(alone)

    with_nothing = get(alone, mine.headers["Location"])
    with_another = get(alone, mine.headers["Location"], HTTP_COOKIE=other.cookie)
    with_forged = get(alone, mine.headers["Location"], HTTP_COOKIE=mine.cookie[:-9] + "0" * 9)

    assert {reply.status for reply in (with_nothing, with_another, with_forged)} == {404}
    assert with_nothing.body == with_another.body == with_forged.body
    assert 'href="tel:129"' in with_nothing.text


def test_of_several_taps_of_a_phone_each_receipt_is_shown(alone):
    first = tap(alone)
    second = tap(alone, HTTP_COOKIE=first.cookie)

    pages = [
        get(alone, each.headers["Location"], HTTP_COOKIE=second.cookie) for each in (first, second)
    ]

    assert [page.status for page in pages] == [200, 200]
    assert first.headers["Location"].removeprefix("/c/") in pages[0].text


def test_a_living_app_shows_its_own_pages(tmp_path):
    button = button_in(tmp_path, app=lambda: living)

    paths = ["/", "/bantuan", "/c/abcdefgh", "/logbook"]

    assert [get(button, path).text for path in paths] == [f"the app at {path}" for path in paths]


@dead_app
def test_without_the_app_the_button_has_a_page(tmp_path, behind):
    reply = get(button_in(tmp_path, app=behind), "/bantuan")

    assert reply.status == 200
    assert_it_carries_the_button(reply)


@pytest.mark.parametrize("behind", [cannot_start, exits, lambda: raising, lambda: raising_late])
def test_every_other_page_carries_the_button_while_the_app_is_dead(tmp_path, behind):
    reply = get(button_in(tmp_path, app=behind), "/logbook")

    assert reply.status == 503
    assert reply.headers["Retry-After"] == "5"
    assert "Set-Cookie" not in reply.headers
    assert_it_carries_the_button(reply)


def test_the_button_alone_knows_no_other_page(alone):
    reply = get(alone, "/logbook")

    assert reply.status == 404
    assert_it_carries_the_button(reply)


def assert_it_carries_the_button(reply):
    assert '<form method="post" action="/bantuan">' in reply.text
    assert "<button>Tombol Merah</button>" in reply.text
    assert int(re.search(r"min-height:(\d+)px", reply.text)[1]) >= 48
    assert not re.search('name="[tk]"', reply.text)
    assert 'href="tel:110"' in reply.text
    assert 'href="sms:' in reply.text


def test_a_dead_app_is_tried_again_every_five_seconds(tmp_path):
    attempts = []
    ticks = Clock(100.0)

    def create():
        attempts.append(ticks.now)
        if len(attempts) < 3:
            raise ImportError
        return living

    button = button_in(tmp_path, app=create, ticks=ticks)
    statuses = []
    for _ in range(6):
        statuses.append(get(button, "/").status)
        ticks.now += 2.5

    assert attempts == [100.0, 105.0, 110.0]
    assert statuses == [503, 503, 503, 503, 200, 200]


def test_why_the_app_cannot_start_is_logged(tmp_path, caplog):
    get(button_in(tmp_path, app=cannot_start), "/")

    assert "cannot be created" in caplog.text
    assert "no module named mori.broken" in caplog.text


def test_an_error_of_the_app_is_logged_without_quoting_anybody(tmp_path, caplog):
    get(button_in(tmp_path, app=lambda: raising), "/")

    assert "RuntimeError" in caplog.text
    assert PERSON not in caplog.text


@dead_app
def test_looking_at_a_receipt_leaves_no_line_about_a_person(tmp_path, caplog, behind):
    button = button_in(tmp_path, app=behind)
    code = tap(button, **HELP).headers["Location"].removeprefix("/c/")

    get(button, f"/c/{code}")

    assert code not in caplog.text
    assert PERSON not in caplog.text


def test_head_is_answered_without_a_body(alone):
    reply = call(alone, environ_for("/bantuan", method="HEAD"))

    assert reply.status == 200
    assert reply.body == b""
    assert int(reply.headers["Content-Length"]) > 0


def test_the_button_imports_the_standard_library_alone():
    # -I and -S hide every installed package, so an import of one would fail here.
    script = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import mori.safeguarding.button.app
print(*sorted(name for name in sys.modules if name.startswith("mori.")))
"""

    run = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == [
        "mori.core",
        "mori.core.help",
        "mori.core.help.lines",
        "mori.core.tickets",
        "mori.safeguarding",
        "mori.safeguarding.button",
        "mori.safeguarding.button.app",
        "mori.safeguarding.button.pages",
        "mori.safeguarding.button.record",
        "mori.safeguarding.button.spool",
        "mori.safeguarding.button.wire",
    ]
