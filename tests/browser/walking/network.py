"""Where people of the network begin, who have no account: links that somebody handed them."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAUGHT = re.compile("/t/[a-z0-9]{14}/mengajar/[a-z0-9]{14}")
CAMPAIGN = re.compile("/kampanye/[a-z0-9]{14}")
PASS = re.compile("/p/[A-Za-z0-9]+")
NETWORK = (
    "/jejaring",
    "/kegiatan",
    "/kampanye",
    "/pengajaran",
    "/hadir",
    "/kit",
)  # what staff has of it
# One has begun a report, one is in the directory, one has taught.
CONTACTS = ("Yusuf Teladan", "Bagas Misal", "Lilih Contoh")


def staff_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """The lists of the network; what its events lead to in each state; two reports side by side."""
    events = [f"{urlsplit(each['url']).path}/kelola" for each in site.events]
    campaign = next(way for way in links_on(page, "/kampanye") if CAMPAIGN.fullmatch(way))
    reports = [way for way in links_on(page, "/pengajaran/periksa") if "/laporan/" in way]
    beside = f"{reports[0]}/sama?dengan={reports[1].rpartition('/')[2]}"
    written = "/kampanye/bahan/baru", f"{campaign}/bahan/baru"
    material = next(way for way in links_on(page, campaign) if way.startswith("/kampanye/bahan/"))
    given = material.replace("/kampanye", "/kit")  # led to where captions fit on no kit's page
    return *NETWORK[:4], *links_on(page, *events), *written, beside, given


def contact_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """The doors of members' own pages, and what only one of them has."""
    own = [_open(page, site.links[each]) for each in CONTACTS]
    published = links_on(page, own[1].replace("jejaring", "kampanye"))
    taught = links_on(page, own[2].replace("jejaring", "mengajar"))
    return (
        *own,
        f"{own[1]}/direktori",
        *published,
        *codes_shown(page, filter(TAUGHT.fullmatch, taught)),
    )


def codes_shown(page: "Page", teachings: Iterable[str]) -> Iterator[str]:
    """Where whoever was there confirms it."""
    for path in teachings:
        page.goto(path)
        shown = page.locator(".qr + .number b")
        if shown.count():
            yield "/k/" + re.sub(r"\s", "", shown.inner_text()).lower()


def _open(page: "Page", door: str) -> str:
    page.goto(door)
    page.get_by_role("button", name="Buka", exact=True).click()
    page.wait_for_url("**/jejaring")
    return urlsplit(page.url).path


def links_on(page: "Page", *paths: str) -> list[str]:
    """What pages lead to."""
    found = []
    for path in paths:
        page.goto(path)
        links = page.locator('main a[href^="/"]:not([download])').all()
        found += [str(link.get_attribute("href")) for link in links]
    return found


def participant_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """An event in each state, its invitation, its door and its code; what a participant of each is
    asked; and a teaching's code.
    """
    ways = [
        way
        for event in site.events
        for way in (
            *(event["url"], event["invitation"], *event["doors"], event["code"]),
            *(event["promise"], event["minutes"]),
        )
        if way and event["state"] != "draft"
    ]
    paths = [urlsplit(way).path for way in ways]
    passes = filter(PASS.fullmatch, links_on(page, *paths))
    asked = [f"{own}/{what}" for own in islice(passes, 1) for what in ("masukan", "soal")]
    return "/k", *paths, *asked
