"""The phone's queue while servers are killed, stand in for others, or change under it."""

import http.server
import os
import signal
import socket
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser import acts
from tests.browser.line import line_to
from tests.browser.phone.door import arrived, post_comments, queue_comments, serving
from tests.browser.site import is_well
from tests.support.servers.browser import phone


def workers_of(environment: dict[str, str]) -> list[int]:
    """The processes that gunicorn has forked to answer for this environment."""
    wanted, found = f"MORI_BASE_URL={environment['MORI_BASE_URL']}", []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = wanted in (each / "environ").read_text(errors="replace").split("\0")
            parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            command = (Path("/proc") / str(parent) / "cmdline").read_text()
            if is_ours and "gunicorn" in command and not command.startswith("/bin/sh"):
                found.append(int(each.name))
        except (OSError, ValueError, IndexError):
            continue
    return found


class Portal(http.server.BaseHTTPRequestHandler):
    """Says 200 and a page to everything, as a wireless network does before one signs in to it."""

    def do_GET(self) -> None:
        self._answer("text/html", b"<!doctype html><title>WiFi</title><h1>Selamat datang</h1>")

    def do_POST(self) -> None:  # the worst that could come: it even sounds like a receipt
        self._answer("application/json", b'{"state": "received", "clock": "08.00", "url": "/"}')

    def _answer(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None: ...


@contextmanager
def portal(listener: socket.socket, answers: type = Portal):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answers, bind_and_activate=False)
    server.socket.close()
    server.socket = listener.dup()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


class Slammed(http.server.BaseHTTPRequestHandler):
    """A server that hangs up on everybody."""

    def handle(self) -> None: ...


def test_a_server_killed_in_the_middle_of_sending_loses_and_doubles_nothing(page, door, listener):
    with serving(door, listener) as environment:
        acts.begin(page, door, "Dimas Umpama")
        entry = queue_comments(page, 30, "Bunuh")
        page.context.set_offline(False)
        for _ in range(3):
            page.evaluate("navigator.serviceWorker.controller.postMessage({flush: true})")
            page.wait_for_timeout(250)
            for each in workers_of(environment):
                os.kill(each, signal.SIGKILL)
        acts.wait_for(lambda: is_well(door.address))

        acts.wait_for(lambda: arrived(page, entry, 30, "Bunuh") == [1] * 30)


@pytest.mark.parametrize("asked", ["before", "meanwhile"])
def test_an_answer_from_before_signing_out_brings_nobody_back(browser, site, asked):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page, other = context.new_page(), context.new_page()
        acts.begin(page, site, "Annisa Contoh")
        page.goto("/saya")
        context.set_offline(True)
        page.evaluate(
            """writer => fetch('/logbook', {method: 'POST', redirect: 'manual', body: new
                URLSearchParams({token: 'secret', writer, day: '2026-01-01', text: 'Rahasia'})})""",
            page.locator("[name=writer]").first.input_value(),
        )
        page.get_by_role("button", name="Keluar", exact=True).click()
        sign_out = page.get_by_role("button", name="Simpan untuk saya, lalu keluar")
        sign_out.wait_for()
        context.set_offline(False)
        other.goto("/bantuan")
        flush = "navigator.serviceWorker.controller.postMessage({flush: true})"

        if asked == "before":
            line.delays["/antrean"] = 2
            other.evaluate(flush)
            sign_out.click()
        else:
            line.holds["/keluar"] = 2
            sign_out.click(no_wait_after=True)
            other.evaluate(flush)
        page.wait_for_url("**/masuk")
        page.wait_for_timeout(3000)

        page.goto("/kotak-keluar")
        assert "Rahasia" not in page.locator("main").inner_text()


def test_a_captive_portal_is_never_taken_for_a_receipt(page, door, listener, site):
    with serving(door, listener):
        acts.begin(page, door, "Nadia Teladan")
        writer = page.locator("[name=writer]").first.input_value()
        entry = queue_comments(page, 2, "Gerbang")
        page.goto("/")
        acts.red_button(page).click()
        page.get_by_role("heading", name="Belum pasti terkirim").wait_for()
    with portal(listener):
        page.context.set_offline(False)
        page.goto("/kotak-keluar")
        page.wait_for_timeout(2500)  # time enough to try each in vain
        post_comments(page, entry, 1, "Langsung", writer)
        page.goto("/kotak-keluar")
        acts.wait_for(lambda: page.locator("main").inner_text().count("menunggu sinyal") == 3)
        page.goto("/bantuan/luring?k=x")
        assert page.get_by_role("heading", name="Belum pasti terkirim").is_visible()
    with serving(door, listener):
        page.goto("/")
        acts.wait_for(lambda: arrived(page, entry, 2, "Gerbang") == [1, 1])
        acts.wait_for(lambda: arrived(page, entry, 1, "Langsung") == [1])


def test_a_portals_page_is_never_kept_as_one_of_ours(page, door, listener):
    with serving(door, listener):
        acts.begin(page, door, "Nadia Teladan")
    with portal(listener):
        page.evaluate(  # as a page of another language would, and the worker asks for all anew
            """() => new Promise(done => {
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = done;
                const asked = {language: 'en', want: 'x'};
                navigator.serviceWorker.controller.postMessage(asked, [port2]);
            })"""
        )
        page.wait_for_timeout(2000)
    page.context.set_offline(True)

    page.goto("/kotak-keluar")
    assert page.get_by_role("heading", name="Di HP ini").is_visible()
    acts.red_button(page).click()
    page.get_by_role("heading", name="Belum pasti terkirim").wait_for()
    assert not page.get_by_text("Selamat datang").count()


def test_a_server_that_is_down_is_not_called_a_missing_network(page, door, listener):
    with serving(door, listener):
        acts.begin(page, door, "Nadia Teladan")
    with portal(listener, Slammed):
        page.goto("/")

        page.get_by_text("Server sedang tidak menjawab.").wait_for()
        assert page.get_by_role("heading", name="Tulis catatan").is_visible()
