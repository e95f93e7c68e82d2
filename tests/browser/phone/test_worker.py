"""The phone's queue while servers are killed, stand in for others, or change under it."""

import http.server
import os
import shutil
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mori.web.phone.worker import ORDER
from tests.browser import acts
from tests.browser.line import line_to
from tests.browser.site import ROOT, Site, is_well, served
from tests.support.servers.browser import phone

FROZEN = Path(__file__).parent / "first_worker.js"  # the worker of the first release

# The shell that releases before kept: they cut it into its templates.
OLD_SHELL = """async () => (await caches.open('shell-1')).put('/kotak-keluar', new Response(
    '<!doctype html><html lang="id"><body><h1>Kerangka lama</h1>' +
    '<template id="on-queued"><p>{text}</p></template>',
    {headers: {'Content-Type': 'text/html'}}))"""
RENEW = "navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => {})"

# A form that waits on phones, as a slice adds one.
WISHES = {
    "mori/attendance/views.py": """

@bp.post("/harapan")
@may("day.write")
def wish() -> Response:
    return see_other(f"/?{request.form['wish']}")
""",
    "mori/attendance/waiting_forms.py": """
WAITING_FORMS += (
    WaitingForm(
        "wish",
        "A wish",
        [Address("attendance.wish")],
        prose=["wish"],
        offered="attendance/_kept_wish.html",
        is_daily=True,
    ),
)
""",
    "templates/attendance/_kept_wish.html": """
<form method="post" action="{{ url_for('attendance.wish') }}">
  <input type="hidden" name="token" value="{token}">
  <input type="hidden" name="writer" value="{writer}">
  <label for="wish">Wish</label><input id="wish" name="wish">
  <button>Wish it</button>
</form>
""",
}


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0), backlog=64) as mine:
        yield mine


@pytest.fixture
def door(site: Site, listener: socket.socket) -> Site:
    """The same demonstration behind an address of our own, where servers come and go."""
    return replace(site, address=f"http://127.0.0.1:{listener.getsockname()[1]}")


@contextmanager
def serving(door: Site, listener: socket.socket, folder: Path = ROOT, **settings: str):
    environment = {**door.environment, "MORI_BASE_URL": door.address, **settings}
    with served(environment, listener, "--chdir", folder):
        acts.wait_for(lambda: is_well(door.address))
        yield environment


@pytest.fixture
def page(browser, door: Site):
    with phone(browser, base_url=door.address) as context:
        opened = context.new_page()
        opened.set_default_timeout(acts.PATIENCE * 1000)
        yield opened


def queue_comments(page, many: int, word: str) -> str:
    """Comment an entry while there is no network; gives the entry's address."""
    entry = acts.first_entry(page)
    page.goto(entry)
    writer = page.locator("[name=writer]").first.input_value()
    page.context.set_offline(True)
    post_comments(page, entry, many, word, writer)
    return entry


def post_comments(page, entry: str, many: int, word: str, writer: str) -> None:
    """As the forms of the page would, each answered or not."""
    page.evaluate(
        """async ([path, many, word, writer]) => {
            for (let n = 0; n < many; n++) await fetch(`${path}/komentar`, {method: 'POST',
                redirect: 'manual', body: new URLSearchParams({writer, token: `${word}-${n}`,
                text: `${word} ${n}.`})}).catch(() => {});
        }""",
        [entry, many, word, writer],
    )


def arrived(page, entry: str, many: int, word: str) -> list[int]:
    page.goto(entry)
    text = page.locator("main").inner_text()
    return [text.count(f"{word} {n}.") for n in range(many)]


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


class Slammed(http.server.BaseHTTPRequestHandler):
    """A server that hangs up on everybody."""

    def handle(self) -> None: ...


def test_a_server_that_is_down_is_not_called_a_missing_network(page, door, listener):
    with serving(door, listener):
        acts.begin(page, door, "Nadia Teladan")
    with portal(listener, Slammed):
        page.goto("/")

        page.get_by_text("Server sedang tidak menjawab.").wait_for()
        assert page.get_by_role("heading", name="Tulis catatan").is_visible()


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A copy of MORI, to be changed."""
    folder = tmp_path / "release"
    for name in ("mori", "templates", "static"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "wsgi.py", folder)
    return folder


@pytest.fixture
def first_release(release: Path) -> Path:
    """One that hands out the worker of the first release."""
    first, *others = (release / "static" / "worker" / f"{name}.js" for name in ORDER)
    shutil.copy(FROZEN, first)
    for each in others:
        each.write_text("")
    return release


@pytest.fixture
def release_with_wishes(release: Path) -> Path:
    """One in which a slice has a form more that waits; nothing is said of it anywhere else."""
    for path, added in WISHES.items():
        with (release / path).open("a") as file:
            file.write(added)
    return release


@pytest.mark.parametrize("newest", ["here", "there"])
def test_an_older_worker_and_a_newer_one_both_deliver(page, door, listener, first_release, newest):
    before, after = (first_release, ROOT) if newest == "here" else (ROOT, first_release)
    word = f"Rilis{newest}"
    with serving(door, listener, before):
        acts.begin(page, door, "Contohwati")
        entry = queue_comments(page, 3, word)
    with serving(door, listener, after):
        page.context.set_offline(False)
        page.goto("/")
        acts.wait_for(lambda: arrived(page, entry, 3, word) == [1] * 3)


def test_the_page_that_an_older_worker_kept_is_gone_with_it(page, door, listener, first_release):
    with serving(door, listener, first_release):
        acts.begin(page, door, "Contohwati")
        page.evaluate(OLD_SHELL)
        queue_comments(page, 1, "Lama")
        assert "Kerangka lama" in page.goto("/kotak-keluar").text()
    with serving(door, listener):
        page.context.set_offline(False)
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")  # an hour later
        page.goto("/masuk")
        page.evaluate(RENEW)
        acts.wait_for(lambda: page.evaluate("caches.keys()") == ["shell-2"])

        acts.wait_for(lambda: "Diterima" in acts.kept(page))

        assert "Lama 0." in page.locator("#kept").inner_text()


def test_a_new_kind_of_form_waits_as_soon_as_a_slice_declares_it(
    page, door, listener, release_with_wishes
):
    with serving(door, listener, release_with_wishes):
        acts.begin(page, door, "Chloe Sampleton")
        page.goto("/kotak-keluar")
        page.context.set_offline(True)

        page.get_by_label("Wish").fill("Hujan berhenti.")
        page.get_by_role("button", name="Wish it").click()
        page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()

        kept = page.locator("#kept").inner_text()
        assert "Hujan berhenti." in kept
        assert "A wish ·" in kept
        assert not page.get_by_label("Wish").count()  # once a day is enough
        page.context.set_offline(False)
        page.reload()
        acts.wait_until_delivered(page)
        assert [each["kind"] for each in page.evaluate(acts.KEPT)] == ["wish"]


def test_a_worker_that_is_switched_off_delivers_what_it_has_and_goes(page, door, listener):
    with serving(door, listener):
        acts.begin(page, door, "Contohwati")
        entry = queue_comments(page, 3, "Pamit")
    with serving(door, listener, MORI_OFFLINE="no"):
        page.context.set_offline(False)
        page.goto("/")
        acts.wait_for(lambda: arrived(page, entry, 3, "Pamit") == [1] * 3)

        # An hour later:
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        gone = "navigator.serviceWorker.getRegistrations().then(all => !all.length)"
        for _ in range(10):  # the browser looks for a new worker a while after a page was opened
            page.reload()
            page.wait_for_timeout(2000)
            if page.evaluate(gone):
                return
        pytest.fail("The worker is still there.")
