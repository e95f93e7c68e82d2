"""Where those begin whom an opinion or an idea leads to pages of its own."""

import re
from typing import TYPE_CHECKING

from tests.browser.walking.network import links_on

if TYPE_CHECKING:
    from playwright.sync_api import Page

CASE = re.compile("/pendapat/[a-z0-9]{14}")
LETTERS = re.compile("/pendapat/[a-z0-9]{14}/surat")
IDEA = re.compile("/belajar/ide/[a-z0-9]{14}")


def writer_begins(page: "Page", *_: object) -> tuple[str, ...]:
    """Cases in each of their states, and the opinions of one that is open to all."""
    led_to = links_on(page, *filter(CASE.fullmatch, links_on(page, "/pendapat")))
    return *led_to, *links_on(page, *filter(LETTERS.fullmatch, led_to))


def ideas_lead_to(page: "Page") -> list[str]:
    """What ideas in each of their states lead to, and the work on those that were adopted."""
    lists = links_on(page, "/belajar/ide", "/belajar/ide?saring=milikku")
    led_to = links_on(page, *filter(IDEA.fullmatch, lists))
    work = [each for each in led_to if each.endswith("/kerja")]
    return [*led_to, *links_on(page, *work)]


def newcomer_begins(page: "Page", *_: object) -> tuple[str, ...]:
    """An idea that was not brought yet."""
    return tuple(ideas_lead_to(page))
