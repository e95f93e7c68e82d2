"""Every page, as every role, in both themes: reachable, legible, and the button in reach."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.browser import acts
from tests.browser.site import Site
from tests.browser.walking.beginnings import BEGINNINGS, SHARES, WALKERS
from tests.support.looking.legible import look_at
from tests.support.looking.no_pages import NO_PAGES

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Request, Response


LINKS = """() =>
  [...document.querySelectorAll('a[href^="/"]:not([download])')]
    .map(link => link.getAttribute('href'))"""
# What a part of the page is made of: elements, classes, attributes, roles; not what it says.
MADE_OF = """() => ['body > :not(main)', 'main'].map(part => {
  const made = element => [element.localName, element.className?.baseVal ?? element.className,
    ...element.getAttributeNames().filter(name => !/^(value|href|title|style)$/.test(name)).sort(),
    element.getAttribute('role'), element.getAttribute('type')].join() +
    '(' + [...new Set([...element.children].map(made))].join(' ') + ')';
  return [...document.querySelectorAll(part)].map(made).join(' ');
})"""


@dataclass
class Walk:
    """One role's way through MORI: every kind of page it finds a link to, each once."""

    page: "Page"
    rule_of: Callable[[str], str | None]
    judged: set[str]
    is_theirs: Callable[[str], bool] = bool  # of the pages they come by
    found: dict[str, str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", self._note_words)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("response", self._note_answer)

    def _note_words(self, said: "ConsoleMessage") -> None:
        if said.type == "error":  # what the CSP refused is among these
            self.trouble.append(said.text)

    def _note_answer(self, answer: "Response") -> None:
        if answer.status >= 400:
            self.trouble.append(f"{answer.status} {answer.url}")

    def _note_failure(self, request: "Request") -> None:
        if request.failure != "net::ERR_ABORTED":  # somebody went on before all was there
            self.trouble.append(f"not fetched: {request.url}")

    def go(self, *paths: str) -> None:
        ahead = list(paths)
        while ahead:
            path = ahead.pop(0)
            rule = self.rule_of(path)
            if rule is None or rule in self.found or rule in NO_PAGES or not self.is_theirs(rule):
                continue
            self.found[rule] = path
            self.page.goto(path)
            # Behind a "#" the keyboard would begin there, and not at the top of the page.
            ahead += [urldefrag(link)[0] for link in self.page.evaluate(LINKS)]
            self.look(path)

    def look(self, path: str) -> None:
        """Judge a page, unless it is made of parts that were all judged before."""
        parts = set(self.page.evaluate(MADE_OF))
        said = [*self.trouble, *(look_at(self.page) if parts - self.judged else ())]
        self.judged |= parts
        self.complaints += [f"{path}: {each}" for each in said]
        self.trouble.clear()


@pytest.fixture(scope="module")
def walk(browser, site: Site, app: Flask) -> Callable[[str], Walk]:
    """Walks as a role, once: ``walk("intern")``."""
    adapter = app.url_map.bind("127.0.0.1")
    judged: set[str] = set()

    def rule_of(path: str) -> str | None:
        try:
            return adapter.match(urlsplit(path).path, "GET", return_rule=True)[0].rule
        except HTTPException:
            return None

    @cache
    def walked(role: str) -> Walk:
        with acts.anonymous(browser, base_url=site.address) as page:
            if WALKERS[role]:
                acts.sign_in(page, site.people[WALKERS[role]])
            walk = Walk(page, rule_of, judged, SHARES.get(role, bool))
            begin = BEGINNINGS.get(role, lambda *_: ())(page, site, walked, walk.look)
            walk.listen()
            walk.go("/", *begin)
        return walk

    return walked


@pytest.mark.parametrize("role", WALKERS)
def test_every_page_of_a_role_is_reachable_and_legible(walk, role):
    complaints = walk(role).complaints

    assert not complaints, "\n".join(complaints)


def test_no_page_is_left_out(walk, app):
    rules = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    left_out = rules - {rule for role in WALKERS for rule in walk(role).found}

    unknown, known = left_out - NO_PAGES, NO_PAGES - left_out
    assert not unknown, f"Link to it, or let somebody begin there: {sorted(unknown)}"
    assert not known, f"Somebody comes by it, or it is gone: {sorted(known)}"
