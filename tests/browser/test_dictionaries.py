"""Pages seen before, in a real browser: a few bytes over the line, and never yesterday's page."""

import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from mori.core import bytes as budget
from tests.browser import acts
from tests.browser.door import door
from tests.browser.test_bytes import Answer, Line

INTERN, SUPERVISOR = "Rizky Misalkan", "Laila Peraga"
DAY_BYTES = 12_000  # of an intern's day without photo, after the first visit
TEXT = "Ikut menelaah laporan tentang antrean KTP, lalu menulis ringkasan dan daftar syaratnya."


class Day(Line):
    """A line on which redirects count, too, and that is read step by step."""

    def watch(self, page) -> None:
        self.redirected_bytes = 0
        super().watch(page)
        devtools = page.context.new_cdp_session(page)
        devtools.on("Network.requestWillBeSent", self._redirected)
        devtools.send("Network.enable")

    def _redirected(self, event) -> None:
        answer = event.get("redirectResponse")
        self.redirected_bytes += int(answer["encodedDataLength"]) if answer else 0

    def step(self, what: str) -> "Step":
        """What came since the last step."""
        came, redirected = self.fetched, self.redirected_bytes
        self.answers.clear()
        self.redirected_bytes = 0
        return Step(
            what,
            redirected + sum(each.head_bytes for each in came),
            sum(each.body_bytes for each in came),
            ", ".join(each.headers.get("content-encoding", "plain") for each in came),
        )


class Step(NamedTuple):
    """A line of the table: what was done, the bytes of its headers and bodies, how these came."""

    what: str
    head_bytes: int
    body_bytes: int
    encodings: str


@pytest.fixture
def look():
    """Opens a page, by whichever way, and gives the answer it came with."""

    def look(page, do: Callable[[], object]) -> Answer:
        line = Line()
        line.watch(page)
        do()
        page.wait_for_load_state("networkidle")
        return [each for each in line.fetched if "text/html" in each.headers["content-type"]][-1]

    return look


def opened(page, path: str) -> Callable[[], object]:
    return lambda: page.goto(path)


@pytest.mark.parametrize(
    ("name", "path"),
    [(INTERN, "/"), (INTERN, "/logbook"), (INTERN, "/presensi"), (SUPERVISOR, "/tinjau")],
)
def test_a_page_seen_before_costs_at_most_the_budget(browser, site, look, name, path):
    with acts.signed_in(browser, site.people[name], base_url=site.address) as page:
        page.goto(path)
        again = look(page, opened(page, path))
        reloaded = look(page, page.reload)

    for answer in (again, reloaded):
        assert answer.headers["content-encoding"] == "dcz"
        assert answer.body_bytes <= budget.REPEAT_BODY_BYTES


def test_the_page_after_posting_costs_at_most_the_budget_without_javascript(browser, site, look):
    options = {"base_url": site.address, "java_script_enabled": False}
    with acts.signed_in(browser, site.people["Misalwan"], **options) as page:
        page.goto("/")
        came = look(page, lambda: page.get_by_role("button", name="Masuk", exact=True).click())
        page.goto("/logbook")
        page.goto("/logbook/baru")
        page.get_by_label("Apa yang kamu kerjakan?").fill(TEXT)
        sent = look(page, lambda: page.get_by_role("button", name="Kirim", exact=True).click())

        assert page.url.endswith("/logbook")
        assert page.get_by_text(TEXT).is_visible()
    for answer in (came, sent):
        assert answer.headers["content-encoding"] == "dcz"
        assert answer.body_bytes <= budget.REPEAT_BODY_BYTES


@pytest.fixture(params=["plainly", "through a service worker"])
def front(site, request) -> Iterator[str]:
    """The address of the site, and of the same behind a service worker that forwards pages."""
    if request.param == "plainly":
        yield site.address
        return
    with door(site.address) as address:
        yield address


def test_what_has_changed_on_the_server_is_always_seen(browser, site, look, front):
    person = site.people["Agus Peraga"]
    with acts.signed_in(browser, person, base_url=front) as page:
        if front != site.address:
            forward(page)
        page.goto("/tinjau")
        page.goto("/tinjau")
        for ask in (opened(page, "/tinjau"), page.reload):
            before = waiting(page)
            elsewhere(browser, site, person)
            again = look(page, ask)

            assert waiting(page) == before - 1
            assert again.headers["content-encoding"] == "dcz"


def forward(page) -> None:
    page.evaluate("navigator.serviceWorker.register('/forwarding.js')")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def waiting(page) -> int:
    return int(re.match(r"\d+", page.get_by_role("heading", level=1).inner_text())[0])


def elsewhere(browser, site, person) -> None:
    """Initial one entry on another device."""
    with acts.signed_in(browser, person, base_url=site.address) as page:
        page.goto("/tinjau")
        page.locator(".queue").get_by_role("button", name="Paraf").first.click()
        page.locator(".stamp").first.wait_for()


@pytest.mark.parametrize(
    ("intern", "supervisor", "java_script_enabled"),
    [
        ("Intan Contoh", "Yuliana Teladan", True),
        ("Farah Umpamanya", "Meri Umpama", False),
    ],
    ids=["with htmx", "without JavaScript"],
)
def test_the_day_of_an_intern_fits_its_budget(
    browser, site, intern, supervisor, java_script_enabled
):
    options = {"base_url": site.address, "java_script_enabled": java_script_enabled}
    with acts.signed_in(browser, site.people[intern], **options) as page:
        page.wait_for_load_state("networkidle")
        page.goto("/logbook")
        steps = list(a_day(page, lambda: initial_all(browser, site, supervisor)))

    sys.stdout.write(f"\n{table(steps)}\n")
    assert sum(step.head_bytes + step.body_bytes for step in steps) <= DAY_BYTES


def a_day(page, is_initialled: Callable[[], None]) -> Iterator[Step]:
    """Open, check in, write, see the paraf, check out."""
    line = Day()
    line.watch(page)

    def step(what: str) -> Step:
        page.wait_for_load_state("networkidle")
        return line.step(what)

    page.goto("/")
    yield step("open the day's page")
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_text(re.compile(r"Hadir\s+\d\d\.\d\d")).wait_for()
    yield step("check in")
    page.get_by_label("Apa yang kamu kerjakan?").fill(TEXT)
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.locator("#today").get_by_text("Diterima").wait_for()
    yield step("write and send")
    is_initialled()
    page.goto("/logbook")
    page.locator(".rail > li").filter(has_text=TEXT).locator(".stamp").wait_for()
    yield step("see the paraf in the logbook")
    page.goto("/")
    yield step("go back to the day's page")
    page.get_by_role("button", name="Pulang").click()  # too soon to be recorded, but answered
    yield step("check out")


def initial_all(browser, site, name: str) -> None:
    with acts.signed_in(browser, site.people[name], base_url=site.address) as page:
        page.goto("/tinjau")
        buttons = page.locator(".queue").get_by_role("button", name="Paraf")
        for left in range(buttons.count(), 0, -1):
            buttons.first.click()
            page.wait_for_function(
                "left => document.querySelectorAll('.queue .actions').length < left", arg=left
            )


def table(steps: list[Step]) -> str:
    """The day step by step; headers as HTTP/1.1 sends them, which repeats them each time."""
    heads, bodies = (sum(step[place] for step in steps) for place in (1, 2))
    rows = [*steps, Step(f"together {heads + bodies:,} B", heads, bodies, "")]
    lines = [
        f"| {row.what} | {row.head_bytes:,} | {row.body_bytes:,} | {row.encodings} |"
        for row in rows
    ]
    return "\n".join(["| step | headers | bodies | came as |", "|---|---|---|---|", *lines])


def test_signing_out_takes_the_pages_from_the_phone(browser, site, look):
    with acts.signed_in(browser, site.people["Putri Misalkan"], base_url=site.address) as page:
        page.goto("/logbook")
        page.goto("/logbook")
        acts.sign_out(page)
        acts.sign_in(page, site.people["Putri Misalkan"])

        again = look(page, opened(page, "/logbook"))

    assert again.headers["content-encoding"] != "dcz"
