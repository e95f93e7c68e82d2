"""Pages seen before, in a real browser: a few bytes over the line, and never yesterday's page."""

import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from mori.core import bytes as budget
from tests.browser import acts
from tests.browser.line import Answer, Line, line_to

INTERN, SUPERVISOR = "Rizky Misalkan", "Laila Peraga"
DAY_BYTES = 12_000  # of an intern's day without photo, after the first visit
TEXT = "Ikut menelaah laporan tentang antrean KTP, lalu menulis ringkasan dan daftar syaratnya."


@pytest.fixture
def line(site) -> Iterator[Line]:
    with line_to(site.address) as started:
        yield started


@pytest.fixture
def enter(browser, site, line):
    """Somebody's own phone on the line, signed in and with its worker."""

    def enter(name: str, **options):
        return acts.signed_in(browser, site.people[name], base_url=line.address, **options)

    return enter


def page_of(answers: list[Answer]) -> Answer:
    return [each for each in answers if each.is_page and each.status == 200][-1]


def opening(page, path: str) -> Callable[[], object]:
    return lambda: page.goto(path)


@pytest.mark.parametrize(
    ("name", "path"),
    [(INTERN, "/"), (INTERN, "/logbook"), (INTERN, "/presensi"), (SUPERVISOR, "/tinjau")],
)
def test_a_page_seen_before_costs_at_most_the_budget(enter, line, name, path):
    with enter(name) as page:
        acts.await_worker(page)
        page.goto(path)
        again = page_of(line.during(opening(page, path)))
        reloaded = page_of(line.during(page.reload))

    for answer in (again, reloaded):
        assert answer.headers["content-encoding"] == "dcz"
        assert answer.body_bytes <= budget.REPEAT_BODY_BYTES


def test_the_page_after_posting_costs_at_most_the_budget_without_javascript(enter, line):
    with enter("Chloe Sampleton", java_script_enabled=False) as page:
        page.goto("/")
        came = page_of(
            line.during(lambda: page.get_by_role("button", name="Absen masuk", exact=True).click())
        )
        page.goto("/logbook")
        page.goto("/logbook/baru")
        page.get_by_label("Apa yang kamu kerjakan?").fill(TEXT)
        sent = page_of(
            line.during(lambda: page.get_by_role("button", name="Kirim", exact=True).click())
        )

        assert page.url.endswith("/logbook")
        assert page.get_by_text(TEXT).is_visible()
    for answer in (came, sent):
        assert answer.headers["content-encoding"] == "dcz"
        assert answer.body_bytes <= budget.REPEAT_BODY_BYTES


def test_what_has_changed_on_the_server_is_always_seen(browser, site, enter, line):
    with enter("Agus Peraga") as page:
        acts.await_worker(page)
        page.goto("/tinjau")
        page.goto("/tinjau")
        for ask in (opening(page, "/tinjau"), page.reload):
            before = waiting(page)
            elsewhere(browser, site, "Agus Peraga")
            again = page_of(line.during(ask))

            assert waiting(page) == before - 1
            assert again.headers["content-encoding"] == "dcz"


def waiting(page) -> int:
    return int(re.match(r"\d+", page.get_by_role("heading", level=1).inner_text())[0])


def elsewhere(browser, site, name: str) -> None:
    """Initial one entry on another device."""
    with acts.signed_in(browser, site.people[name], base_url=site.address) as page:
        page.goto("/tinjau")
        page.locator(".queue").get_by_role("button", name="Paraf").first.click()
        page.locator(".stamp").first.wait_for()


@pytest.mark.usefixtures("requests_fail")  # the refusal to leave within a minute of coming
@pytest.mark.parametrize(
    ("intern", "java_script_enabled"),
    [("Nadia Teladan", True), ("Contohwati", False)],
    ids=["with htmx", "without JavaScript"],
)
def test_the_day_of_an_intern_fits_its_budget(
    browser, site, enter, line, intern, java_script_enabled
):
    with enter(intern, java_script_enabled=java_script_enabled) as page:
        if java_script_enabled:
            acts.await_worker(page)
        line.during(lambda: page.goto("/logbook"))
        steps = list(a_day(page, line, lambda: initial(browser, site, page)))

    sys.stdout.write(f"\n{table(steps)}\n")
    assert sum(step.head_bytes + step.body_bytes for step in steps) <= DAY_BYTES


class Step(NamedTuple):
    """A line of the table: what was done, the bytes of its headers and bodies, how these came."""

    what: str
    head_bytes: int
    body_bytes: int
    encodings: str


def a_day(page, line: Line, initialled: Callable[[], None]) -> Iterator[Step]:
    """Open, check in, write, see the paraf, check out."""

    def step(what: str, *do: Callable[[], object]) -> Step:
        came = line.during(lambda: [each() for each in do])
        return Step(
            what,
            sum(each.head_bytes for each in came),
            sum(each.body_bytes for each in came),
            ", ".join(each.headers.get("content-encoding", "plain") for each in came),
        )

    def press(name: str) -> Callable[[], object]:
        return page.get_by_role("button", name=name, exact=True).click

    field = page.get_by_label("Apa yang kamu kerjakan?")
    stamp = page.locator(".rail > li").filter(has_text=TEXT).locator(".stamp")
    yield step("open the day's page", opening(page, "/"))
    yield step(
        "check in",
        press("Absen masuk"),
        page.get_by_text(re.compile(r"Hadir\s+\d\d\.\d\d")).wait_for,
    )
    yield step(
        "write and send",
        lambda: field.fill(TEXT),
        press("Kirim"),
        page.locator("#today").get_by_text("Diterima").wait_for,
    )
    initialled()
    yield step("see the paraf in the logbook", opening(page, "/logbook"), stamp.wait_for)
    yield step("go back to the day's page", opening(page, "/"))
    yield step("check out", press("Absen pulang"))  # too soon to be recorded, but answered


def initial(browser, site, page) -> None:
    """Let the supervisor initial what was sent, and wait until that can't be undone any more."""
    with acts.signed_in(browser, site.people[SUPERVISOR], base_url=site.address) as other:
        other.goto("/tinjau")
        row = other.locator(".queue > li").filter(has_text=TEXT)
        while not row.count():
            other.goto(other.locator("a[rel=next]").get_attribute("href"))
        row.first.get_by_role("button", name="Paraf").click()
        other.locator(".stamp").first.wait_for()

    def stands_in_the_logbook() -> bool:
        rows = page.request.get(f"{site.address}/logbook").text().split("<li")
        return any(TEXT in row and "stamp" in row for row in rows)

    acts.wait_for(stands_in_the_logbook)


def table(steps: list[Step]) -> str:
    """The day step by step; headers as HTTP/1.1 sends them, which repeats them each time."""
    heads, bodies = (sum(step[place] for step in steps) for place in (1, 2))
    rows = [*steps, Step(f"together {heads + bodies:,} B", heads, bodies, "")]
    lines = [
        f"| {row.what} | {row.head_bytes:,} | {row.body_bytes:,} | {row.encodings} |"
        for row in rows
    ]
    return "\n".join(["| step | headers | bodies | came as |", "|---|---|---|---|", *lines])


def test_signing_out_takes_the_pages_from_the_phone(site, enter, line):
    with enter("Putri Misalkan") as page:
        acts.await_worker(page)
        page.goto("/logbook")
        before = page_of(line.during(opening(page, "/logbook")))
        acts.sign_out(page)
        after = page_of(line.during(lambda: acts.sign_in(page, site.people["Putri Misalkan"])))

    assert before.headers["content-encoding"] == "dcz"
    assert after.headers["content-encoding"] != "dcz"
    assert "available-dictionary" not in after.asked


def test_the_worker_has_the_styles_where_the_browser_threw_its_cache_away(enter, line):
    with enter(INTERN) as page:
        acts.await_worker(page)
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")

        answers = line.during(opening(page, "/"))

        assert page_of(answers).headers["content-encoding"] == "br"  # its page was thrown away too
        assert not [answer.path for answer in answers if answer.path.endswith(".css")]
        head = "getComputedStyle(document.querySelector('.top')).position"
        assert page.evaluate(head) == "sticky"
