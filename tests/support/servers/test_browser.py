import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.support.reporting import skip_loudly

from . import browser, npm

PAGE = """<!doctype html>
<html lang="id"><head><title>Logbook – MORI</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Logbook</h1><p id="text">Apa yang kamu kerjakan hari ini?</p>{more}</main></body>
</html>"""
STRICT = "default-src 'none'; require-trusted-types-for 'script'"


@contextmanager
def strict_site(page: str, *rest: str) -> Iterator[str]:
    """A page, and what is sent of it half a second later."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", STRICT)
            self.end_headers()
            self.wfile.write(page.encode())
            for part in rest:
                time.sleep(0.5)
                self.wfile.write(part.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def chromium() -> None:
    try:
        browser.find()
        browser.axe_source()
    except browser.BrowserMissing as missing:
        skip_loudly(str(missing))


@pytest.mark.usefixtures("chromium")
def test_a_phone_shows_text_and_axe_judges_it() -> None:
    with (
        strict_site(PAGE.format(more='<img src="x.png">')) as address,
        browser.launch() as running,
        browser.phone(running, color_scheme="dark") as context,
    ):
        page = context.new_page()
        page.goto(address)

        box = page.locator("#text").bounding_box()
        dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        violations = browser.axe(page)

        assert page.viewport_size == {"width": 360, "height": 640}
        assert box is not None
        assert box["height"] > 10
        assert (dark, page.evaluate("navigator.language")) == (True, "id-ID")
        assert [violation["id"] for violation in violations] == ["image-alt"]
        assert "x.png" in browser.described(violations)


@pytest.mark.usefixtures("chromium")
def test_a_phone_can_be_without_javascript() -> None:
    with (
        browser.launch() as running,
        browser.phone(running, java_script_enabled=False) as context,
    ):
        page = context.new_page()
        page.set_content(PAGE.format(more="<noscript><p id=without>Tanpa</p></noscript>"))

        box = page.locator("#without").bounding_box()

        assert box is not None
        assert box["height"] > 10


@pytest.mark.usefixtures("chromium")
def test_who_follows_a_link_finds_the_whole_page() -> None:
    slow = "<ul>" + "<li>Rapat</li>" * 3 + "</ul>"
    with (
        strict_site(PAGE.format(more='<a href="?lagi">Lagi</a>'), slow) as address,
        browser.launch() as running,
        browser.phone(running) as context,
    ):
        page = context.new_page()
        page.goto(address)

        page.get_by_role("link").click()

        assert page.url.endswith("?lagi")
        assert page.locator("li").count() == 3


def test_a_named_browser_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MORI_CHROMIUM", "/no/such/chromium")

    with pytest.raises(browser.BrowserMissing, match="MORI_CHROMIUM names"):
        browser.find()


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without npm, and the folder in which its programs are."""
    monkeypatch.delenv("MORI_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(npm, "CACHE", tmp_path / "cache")
    return tmp_path


def test_without_npm_an_installed_browser_does(bare: Path) -> None:
    program = bare / "chromium-browser"
    program.touch(mode=0o755)

    assert browser.find() == browser.Chromium(str(program))


@pytest.mark.usefixtures("bare")
def test_without_any_browser_the_message_says_what_to_install() -> None:
    with pytest.raises(browser.BrowserMissing, match="Install npm, .* or the system package"):
        browser.find()


def test_a_file_that_was_not_tried_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tarball = tmp_path / "other.tgz"
    tarball.write_bytes(b"something else")
    monkeypatch.setattr(npm, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(npm, "_pack", lambda package, folder: tarball)

    with pytest.raises(npm.NpmMissing, match="not the file that was tried"):
        npm.unpacked(browser.AXE, browser.AXE_SHA512, lambda tarball, folder: None)

    assert not list((tmp_path / "cache").glob("axe-core-*[0-9]"))
