"""A page seen before is sent as what has changed; to its own reader, and never where it may not."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from mori.accounts.models import Person
from mori.core import bytes as budget
from mori.core.workdays import DAY
from mori.web.wire import dictionaries
from mori.web.wire.dictionaries import Remembered
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry
from tests.web.chrome import BRANDS, digest, naming

pytestmark = pytest.mark.usefixtures("noon", "nothing_remembered")

TEXT = "Menerima dua konsultasi soal akta kelahiran, lalu mencatat syarat dan batas waktunya."


PAGES = [("sari", "/"), ("sari", "/logbook"), ("rina", "/tinjau"), ("sari", "/presensi")]


def write(browser, text=TEXT, **more):
    token = re.search(r'name="token" value="(\w+)"', browser.get("/").text)[1]
    fields = {"token": token, "day": str(TODAY), "text": text, "from": "home"}
    return browser.post("/logbook", fields | more)


def without_keys(page: str) -> str:
    return re.sub(r'name="(k|token)" value="[\w-]+"', "", page)


@pytest.fixture
def some_days(cast):
    """An intern who has written before: yesterday's entry waits, the others are initialled."""
    for age in range(1, 8):
        initialled = {"state": "approved", "reviewer": cast.rina, "reviewed_at": NOON}
        write_entry(
            cast,
            TODAY - age * DAY,
            f"{age} berkas laporan diperiksa kelengkapannya bersama asisten.",
            at=NOON - age * DAY,
            **initialled if age > 1 else {},
        )


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_seen_before_comes_as_its_difference(chrome, cast, who, path):
    write(chrome(cast.sari))
    browser = chrome(getattr(cast, who))
    first = browser.get(path)
    assert browser.encoding == "br"

    again = browser.get(path)

    assert browser.encoding == "dcz"
    assert browser.body_bytes <= budget.REPEAT_BODY_BYTES
    assert without_keys(again.text) == without_keys(first.text)


@pytest.mark.parametrize("path", ["/", "/logbook"])
def test_the_page_after_posting_shows_what_is_new_in_a_few_bytes(chrome, cast, some_days, path):
    browser = chrome(cast.sari)
    browser.post("/presensi/masuk")
    browser.get(path)
    write(browser)

    page = browser.get(path)

    assert browser.encoding == "dcz"
    assert browser.body_bytes <= budget.REPEAT_BODY_BYTES
    assert TEXT in page.text


def test_a_page_is_offered_to_be_kept_and_always_asked_for_again(chrome, cast):
    headers = chrome(cast.sari).get("/logbook").headers

    assert headers["Use-As-Dictionary"] == 'match="/logbook*"'
    assert headers["Cache-Control"] == "private, max-age=0, stale-while-revalidate=86400"
    assert headers["Vary"] == "*", "else a service worker is given the page of yesterday"


def test_a_page_that_is_not_offered_may_still_come_as_a_difference(chrome, cast):
    browser = chrome(cast.sari)
    browser.get("/logbook")

    page = browser.get("/logbook/baru")

    assert browser.encoding == "dcz"
    assert "Use-As-Dictionary" not in page.headers
    assert page.headers["Vary"] == "*"


@pytest.mark.parametrize(
    "brands",
    ["", '"Chromium";v="129", "Not?A_Brand";v="8"', '"Firefox";v="147"', '"Chromium"'],
)
def test_other_browsers_are_offered_nothing(visit, cast, brands):
    reply = visit(cast.sari).get("/", headers={"Sec-CH-UA": brands})

    assert "Use-As-Dictionary" not in reply.headers
    assert reply.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/masuk", "/bantuan", "/lupa-sandi"])
def test_nobody_unknown_is_offered_anything(chrome, path):
    reply = chrome(None).get(path)

    assert "Use-As-Dictionary" not in reply.headers


@pytest.mark.parametrize("path", ["/bantuan", "/jaga", "/orang", "/kantor", "/saya"])
def test_other_pages_are_not_kept(chrome, cast, path):
    reply = chrome(cast.ningsih if path == "/jaga" else cast.wati).get(path)

    assert "Use-As-Dictionary" not in reply.headers
    assert "stale" not in reply.headers["Cache-Control"]


def test_a_head_request_changes_nothing_of_what_is_remembered(chrome, cast):
    browser = chrome(cast.sari)
    browser.get("/")

    head = browser._open("HEAD", "/")
    browser.get("/")

    assert "Use-As-Dictionary" not in head.headers
    assert browser.encoding == "dcz"


def test_a_file_that_has_not_changed_has_no_dictionary(chrome, cast):
    browser = chrome(cast.sari)
    address = re.search(r'rel="stylesheet" href="([^"]+)"', browser.get("/").text)[1]
    with browser.get(address) as file:
        etag = file.headers.get("ETag", "")

    with browser.get(address, headers={"If-None-Match": etag}) as reply:
        assert "Use-As-Dictionary" not in reply.headers
    assert "ETag" not in browser.get("/").headers, "a page is never answered with 304"


def test_a_fragment_is_a_difference_but_no_dictionary(chrome, cast):
    browser = chrome(cast.sari)
    browser.get("/presensi")
    browser.headers["HX-Request"] = "true"

    fragment = browser.post("/presensi/masuk")

    assert browser.encoding == "dcz"
    assert 'id="presence"' in fragment.text
    assert "Use-As-Dictionary" not in fragment.headers


def test_another_language_is_spoken_at_once(chrome, cast):
    browser = chrome(cast.sari)
    browser.get("/")
    Person.update(locale="en").where(Person.id == cast.sari.id).execute()

    page = browser.get("/")

    assert browser.encoding == "dcz"
    assert '<html lang="en">' in page.text


def test_two_tabs_that_hold_different_pages_are_both_known(chrome, cast):
    browser = chrome(cast.sari)
    older = browser.get("/").get_data()
    browser.get("/")

    browser.held["/*"] = older
    browser.get("/")

    assert browser.encoding == "dcz"


def test_the_page_a_phone_holds_outlives_any_number_of_lost_answers(chrome, cast):
    browser = chrome(cast.sari)
    held = browser.get("/").get_data()
    for _lost in range(5):
        browser.get("/", headers=naming(held))
        browser.held["/*"] = held

    browser.get("/", headers=naming(held))

    assert browser.encoding == "dcz"


def test_a_server_that_knows_nothing_any_more_begins_anew(app, chrome, cast):
    browser = chrome(cast.sari)
    browser.get("/")
    app.extensions[dictionaries.REMEMBERED] = Remembered(1024 * 1024)

    browser.get("/")
    unknown = browser.encoding
    browser.get("/")

    assert (unknown, browser.encoding) == ("br", "dcz")


@pytest.mark.parametrize("named", [":", "::", ":%%%:", ":YWJj:", "nonsense", ":" + "A" * 44])
def test_nonsense_is_answered_like_nothing(chrome, cast, named):
    browser = chrome(cast.sari)
    browser.get("/")
    headers = {"Available-Dictionary": named, "Accept-Encoding": "br, dcz", "Sec-CH-UA": BRANDS}

    browser.get("/", headers=headers)

    assert browser.encoding == "br"


def test_a_browser_that_does_not_say_it_reads_differences_gets_none(chrome, cast):
    browser = chrome(cast.sari)
    page = browser.get("/").get_data()

    browser.get("/", headers=naming(page) | {"Accept-Encoding": "gzip, br"})

    assert browser.encoding == "br"


def test_whoever_was_away_longest_is_forgotten_first():
    remembered = Remembered(room_bytes=250)
    pages = {name: name.encode() * 20 for name in ("sari", "tono", "rina")}
    for name, page in pages.items():
        remembered.keep(name, "/", page)
        remembered.keep("sari", "/", pages["sari"])

    remembered.keep("budi", "/", b"budi" * 20)

    known = {name for name, page in pages.items() if remembered.page(name, digest(page))}
    assert known == {"sari", "rina"}
    assert remembered.used_bytes == 240


def test_a_page_larger_than_the_room_is_not_kept():
    remembered = Remembered(room_bytes=10)

    remembered.keep("sari", "/", b"page" * 20)

    assert remembered.used_bytes == 0
    assert remembered.page("sari", digest(b"page" * 20)) is None


def test_threads_that_remember_at_once_lose_no_count():
    remembered = Remembered(room_bytes=20_000)

    def browse(number: int) -> None:
        for round_ in range(200):
            page = f"{number} {round_} ".encode() * (1 + round_ % 7)
            remembered.keep(f"{number % 5}", f"/{round_ % 3}", page)
            remembered.page(f"{number % 5}", digest(page))
            if round_ % 50 == 49:
                remembered.forget(f"{number % 5}")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(browse, range(8)))

    kept = [page for pages in remembered._sessions.values() for page in pages.values()]
    assert remembered.used_bytes == sum(len(page.html) for page in kept)
    assert len(kept) <= 5 * 3 * dictionaries.KEPT
