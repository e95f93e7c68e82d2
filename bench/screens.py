"""``make screens``: pictures of every important page, by role, width, theme and language."""

import argparse
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from PIL import Image

from bench import moments
from tests.browser import acts
from tests.browser.site import Site, demonstration, fill
from tests.support.servers.browser import launch, phone

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESKTOP: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "is_mobile": False,
    "has_touch": False,
}
SHARP = {"device_scale_factor": 2}
SIZES: dict[str, dict[str, Any]] = {"phone": {}, "desktop": DESKTOP}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DOCS = Path(__file__).parent.parent / "docs" / "screens"

# An address, or what leads to one; a moment leads nowhere else, but is done for each picture.
Step = str | Callable[["Page"], None]
Moment = Callable[["Page"], None]


def first(pattern: str, start: str = "") -> Step:
    """Follow the first link of a page, or of this one, whose address fits a JavaScript pattern."""

    def follow(page: "Page") -> None:
        if start:
            page.goto(start)
        find = "pattern => [...document.querySelectorAll('main a[href]')].map(a => "
        find += "a.getAttribute('href')).find(href => RegExp(`^${pattern}`).test(href))"
        page.goto(page.evaluate(find, pattern))

    return follow


def tap(page: "Page") -> None:
    acts.tap(page)
    acts.wait_until_told(page)


def photos_of_entry(page: "Page") -> None:
    page.goto("/logbook")
    link = page.locator('.rail li:has(.tile) a[href^="/logbook/"]').first
    page.goto(link.get_attribute("href") or "")


def handle(page: "Page") -> None:
    acts.handle(page, min(acts.unopened(page)))


class Cut(NamedTuple):
    """The pages of one person, or of a stranger."""

    name: str
    person: str
    steps: dict[str, Step]
    moments: dict[str, Moment] = {}


CUTS = (
    Cut(
        "stranger",
        "",
        {
            "sign-in": "/masuk",
            "forgotten": "/lupa-sandi",
            "help": "/bantuan",
            "404": "/tidak-ada",
            "receipt": tap,
        },
    ),
    Cut(
        "intern",
        "Annisa Contoh",
        {
            "home": "/",
            "new-entry": "/logbook/baru",
            "logbook": "/logbook",
            "entry": first("/logbook/(?!baru)"),
            "attendance": "/presensi",
            "corrections": "/presensi/koreksi",
            "correction": moments.ask_for_correction,
            "paper": moments.bring_paper,
            "attendance-with-paper": moments.open_month_of_paper,
            "me": "/saya",
            "receipt": tap,
        },
        {
            "entry-with-errors": moments.say_nothing,
            "photos-chosen": moments.choose_photos,
        },
    ),
    Cut(
        "intern-with-code",
        "Putri Misalkan",
        {
            "home": "/",
            "check-in": "/presensi/masuk",
            "check-in-scanned": "/presensi/masuk?kode=123456",
            "logbook": "/logbook",
            "photos": photos_of_entry,
            "photo": first("/foto/[^/]+/lihat"),
        },
    ),
    Cut("intern-to-be", "Salsabila Seumpama", {"home": "/", "logbook": "/logbook"}),
    Cut("intern-of-old", "Gazali Peraga", {"home": "/", "logbook": "/logbook"}),
    Cut(
        "supervisor",
        "Laila Peraga",
        {
            "queue": "/tinjau",
            "opened": first("/tinjau[?]buka="),
            "all-ticked": "/tinjau?pilih=semua",
            "nothing-fits": "/tinjau?saring=revisi",
            "interns": "/peserta",
            "intern": first("/peserta/"),
            "corrections": "/koreksi",
            "corrections-decided": "/koreksi?saring=selesai",
            "sheet": "/presensi/lembar",
            "sheet-of-week": "/presensi/lembar?pekan=1",
            "sheet-entering": first("/presensi/isi"),
            "me": "/saya",
        },
        {
            "toast": moments.initial,
            "bulk": moments.tick,
            "revision": moments.ask_for_revision,
            "decided": moments.decide,
        },
    ),
    Cut(
        "supervisor-with-photos", "Meri Umpama", {"queue": "/tinjau"}, {"photo": moments.show_photo}
    ),
    Cut(
        "coordinator",
        "Rusdiana Misalkan",
        {
            "interns": "/peserta",
            "intern": first("/peserta/(?!baru)"),
            "rotation": first("/peserta/[^/]+/rotasi"),
            "new-placement": "/peserta/baru",
            "overdue": "/tertunda",
            "correction": first("/koreksi/", "/koreksi"),
            "people": "/orang",
            "person": first("/orang/(?!baru)"),
            "new-person": "/orang/baru",
            "office": "/kantor",
            "unit": first("/kantor/unit/"),
            "hours": "/kantor/jam",
            "holidays": "/kantor/libur",
            "phrases": "/kantor/frasa",
        },
    ),
    Cut(
        "coordinator-with-code",
        "Ratna Contoh",
        {
            "code": "/kantor/kode",
            "screen": "/presensi/layar",
            "phrases": "/kantor/frasa",
            "phrase": first("/kantor/frasa/"),
            "sheet-entering": "/presensi/isi",
        },
    ),
    Cut("officer", "Norhayati Umpama", {"alert": handle, "board": "/jaga"}),
    Cut("head", "Halimah Teladan", {"interns": "/peserta", "people": "/orang", "board": "/jaga"}),
    Cut(
        "offline",
        "Dimas Umpama",
        {},
        {
            "outbox": moments.keep_everything,
            "outbox-empty": moments.keep_nothing,
            "kept": moments.write_offline,
            "leaving": moments.leave_offline,
            "full": moments.break_phone,
            "page": moments.open_offline,
            "tap": moments.tap_offline,
        },
    ),
)


def shoot(site: Site, browser: "Browser", cut: Cut, folder: Path) -> None:
    with phone(browser, base_url=site.address) as context:
        page = context.new_page()
        if cut.person:
            acts.sign_in(page, site.people[cut.person])
        places = {name: arrive(page, step) for name, step in cut.steps.items()}
        for language, spoken in LANGUAGES.items():
            if cut.person:
                acts.speak(page, spoken)
            for size, options in SIZES.items():
                state: dict[str, Any] = {"storage_state": context.storage_state()}
                options = {"base_url": site.address, "locale": language, **state, **options}
                prefix = f"{size}-{language}-{cut.name}"
                with phone(browser, **options) as other:
                    shoot_all(other.new_page(), places, folder, prefix)
                for name, moment in cut.moments.items():
                    with phone(browser, **options) as other:  # closed, it sends nothing later
                        page_then = other.new_page()
                        moment(page_then)
                        shoot_themes(page_then, folder, f"{prefix}-{name}")


def arrive(page: "Page", step: Step) -> str:
    page.goto(step) if isinstance(step, str) else step(page)
    return page.url


def shoot_all(page: "Page", places: dict[str, str], folder: Path, prefix: str) -> None:
    for name, url in places.items():
        page.goto(url)
        shoot_themes(page, folder, f"{prefix}-{name}")


def shoot_themes(page: "Page", folder: Path, name: str) -> None:
    """The whole page, or what one sees of it if something floats over it."""
    size = page.viewport_size
    assert size is not None
    if not page.locator(".toast:visible, .bulk:visible").count():
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({**size, "height": max(size["height"], height)})
    for theme in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.screenshot(path=folder / f"{name}-{theme}.png")
    page.set_viewport_size(size)


def shoot_for_readme(site: Site, browser: "Browser") -> None:
    """The four pictures the README shows, each as one looks at it first."""
    DOCS.mkdir(exist_ok=True)
    pictures: dict[str, tuple[str, Step, dict[str, Any]]] = {
        "phone-home": ("Annisa Contoh", "/", SHARP),
        "phone-review": ("Laila Peraga", "/tinjau", SHARP),
        "desktop-review": ("Laila Peraga", "/tinjau", DESKTOP),
        "phone-receipt": ("Dimas Umpama", tap, SHARP),
    }
    for name, (person, step, options) in pictures.items():
        with phone(browser, base_url=site.address, **options) as context:
            page = context.new_page()
            acts.sign_in(page, site.people[person])
            arrive(page, step)
            page.screenshot(path=DOCS / f"{name}.png")
            shrink(DOCS / f"{name}.png")


def shrink(path: Path) -> None:
    """With a palette a screenshot is a third as large, and looks the same."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where all pictures go")
    parser.add_argument("--readme", action="store_true", help="write docs/screens/")
    parser.add_argument("--only", metavar="CUT", nargs="*", help="of these people only")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mori-screens-") as instance, ExitStack() as stack:
        fill(Path(instance))
        site = stack.enter_context(demonstration(Path(instance)))
        browser = stack.enter_context(launch("--hide-scrollbars"))
        if asked.readme:
            shoot_for_readme(site, browser)
        if asked.folder:
            asked.folder.mkdir(parents=True, exist_ok=True)
            for cut in CUTS:
                if asked.only is None or cut.name in asked.only:
                    shoot(site, browser, cut, asked.folder)


if __name__ == "__main__":
    main()
