"""What people do in MORI, by the names the Indonesian pages give things."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mori.core.clock import local_date, now
from mori.core.workdays import DAY
from tests.browser.site import Person, Site
from tests.support.servers.browser import phone

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 30.0  # seconds a page may take on a busy machine
LONG_PATIENCE = 60.0  # seconds for what many requests bring about

# Each thing that the phone keeps: kind, how far it came, bytes of its files; see static/worker.
KEPT = """() => new Promise(done => {
  const asked = indexedDB.open('mori');
  asked.onsuccess = () => {
    const kept = asked.result.transaction('items').objectStore('items').getAll();
    kept.onsuccess = () => {
      asked.result.close();
      done(kept.result.map(({kind, state, fields}) =>
        ({kind, state, bytes: fields.reduce((sum, [, value]) => sum + (value.size ?? 0), 0)})));
    };
  };
})"""


@contextmanager
def signed_in(browser: "Browser", person: Person, **options: Any) -> Iterator["Page"]:
    """A phone of its own on which somebody has signed in."""
    with anonymous(browser, **options) as page:
        form = page.request.get("/masuk").text()
        token = form.partition('name="csrf_token" value="')[2].partition('"')[0]
        fields = {"login": person.login, "password": person.password, "csrf_token": token}
        page.request.post("/masuk", form=fields)  # nobody needs to see that page each time
        page.goto("/")
        yield page


@contextmanager
def anonymous(browser: "Browser", **options: Any) -> Iterator["Page"]:
    """A phone on which nobody has ever signed in."""
    with phone(browser, **options) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        yield page


def sign_in(page: "Page", person: Person) -> None:
    page.goto("/masuk")
    page.get_by_label("Nomor HP atau surel").fill(person.login)
    page.get_by_label("Kata sandi").fill(person.password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk" not in url)


def await_worker(page: "Page") -> None:
    """Until the service worker answers for this page.

    A page that was asked for before the worker was active, and came after it had claimed all that
    were there, stays without it until it is loaded again.
    """
    is_active = "navigator.serviceWorker.getRegistration().then(found => !!found?.active)"
    wait_for(lambda: page.evaluate(is_active))
    wait_for(lambda: page.evaluate("!!navigator.serviceWorker.controller"), page.reload)


def a_day_not_written(weeks_before: int = 0) -> str:
    """The last Sunday that is over everywhere: nobody of the demonstration worked then."""
    yesterday = local_date(now(), "Asia/Jakarta") - DAY
    return f"{yesterday - (yesterday.isoweekday() % 7 + 7 * weeks_before) * DAY}"


def begin(page: "Page", site: Site, name: str) -> "Page":
    """Sign in on a phone, until its worker answers and knows who it is."""
    sign_in(page, site.people[name])
    await_worker(page)
    page.evaluate("fetch('/kotak-keluar').then(answer => answer.text())")
    return page


def write_offline(page: "Page", text: str) -> None:
    """Send an entry without a network, until the phone says that it keeps it."""
    page.goto("/logbook/baru")
    page.context.set_offline(True)
    page.get_by_label("Apa yang kamu kerjakan?").fill(text)
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()


def first_entry(page: "Page", text: str = "") -> str:
    """The address of the first entry that the logbook leads to, or of the first with a text."""
    page.goto("/logbook")
    rows = page.locator(".rail > li").filter(has_text=text)
    return rows.locator('a[href^="/logbook/"]:has-text("Buka")').first.get_attribute("href") or ""


def photos_of(page: "Page"):
    """The field that takes photos, not the box that says they are of a document."""
    return page.get_by_label("Foto").and_(page.locator("[type=file]"))


def times_in_logbook(page: "Page", text: str) -> int:
    page.goto("/logbook")
    return page.locator("main").inner_text().count(text)


def kept(page: "Page") -> str:
    """What the page says of what the phone keeps."""
    page.goto("/kotak-keluar")
    return page.locator("main").inner_text()


def sign_out(page: "Page") -> None:
    page.goto("/saya")
    page.get_by_role("button", name=re.compile("^(Keluar|Sign out)$")).click()
    page.wait_for_url("**/masuk")


def speak(page: "Page", language: str) -> None:
    """Choose a language in "Me", whichever is spoken now."""
    page.goto("/saya")
    page.get_by_text(language, exact=True).click()
    page.get_by_role("button", name=re.compile("^(Simpan|Save)$")).click()
    page.get_by_role("radio", name=language, checked=True).wait_for(state="attached")


def red_button(page: "Page"):
    return page.locator("form.red button")


def tap(page: "Page") -> str:
    """Tap the Red Button and give the code on the page that follows."""
    red_button(page).click()
    page.wait_for_url("**/c/*")
    return page.url.rpartition("/")[2]


def wait_for(is_so: Callable[[], object], between: Callable[[], object] = lambda: None) -> None:
    """Look ever more rarely: each look at a page keeps a small machine busy."""
    deadline, pause = time.monotonic() + LONG_PATIENCE, 0.1
    while not is_so():
        assert time.monotonic() < deadline, "This has not happened in time."
        time.sleep(pause)
        pause = min(2 * pause, 1.5)
        between()


def reload_until(page: "Page", is_so: Callable[[], bool]) -> None:
    """Look again and again, as somebody who waits would."""
    wait_for(is_so, page.reload)


def wait_until_told(page: "Page") -> None:
    """Stay on the page after a tap until it says that officers were told."""
    reload_until(page, page.get_by_text("Petugas sudah diberi tahu").is_visible)


def wait_until_delivered(page: "Page") -> None:
    """Stay on the page until the phone has sent all that it kept."""
    wait_for(lambda: {each["state"] for each in page.evaluate(KEPT)} == {"received"})


def unopened(page: "Page") -> set[str]:
    """The addresses behind "Open and handle" on the duty board."""
    page.goto("/jaga")
    forms = page.locator("form").filter(has=page.get_by_role("button", name="Buka dan tangani"))
    return {form.get_attribute("action") or "" for form in forms.all()}


def handle(page: "Page", action: str) -> None:
    """Open and handle an alert on the duty board."""
    page.locator(f'form[action="{action}"] button').click()
    page.wait_for_url(lambda url: re.search("/jaga/.", url) is not None)
