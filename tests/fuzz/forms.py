"""Which addresses there are, and which fields their forms and views know."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from werkzeug.exceptions import HTTPException

import mori
from mori.access.grants import GRANTS
from mori.access.roles import Role

Fields = list[tuple[str, bytes]]

ASKED = re.compile(r"""request\.(args|form)\.(?:get|getlist)\(\s*["'](\w+)["']""")
SKIPPED = {"submit", "button", "reset", "image"}


class Route(NamedTuple):
    """An address; ``loader`` names what a key in it leads to."""

    rule: str
    endpoint: str
    takes_post: bool
    loader: str
    roles: tuple[Role, ...]


class Forms(HTMLParser):
    """The forms of a page: method, address and fields as a browser would send them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, str, Fields]] = []
        self.links: list[str] = []
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: text or "" for name, text in attrs}
        if tag == "form":
            self.forms.append((told.get("method", "get").upper(), told.get("action", ""), []))
        elif tag in ("input", "textarea", "button"):
            self._note(told.get("name", ""), told.get("value", ""))
        elif tag == "select":
            self._select = told.get("name", "")
        elif tag == "option":
            self._note(self._select, told.get("value", ""))
        elif tag == "a" and told.get("href", "").startswith("/"):
            self.links.append(told["href"])

    def _note(self, name: str, text: str) -> None:
        if name and self.forms:
            self.forms[-1][2].append((name, text.encode()))


@dataclass
class Known:
    """What was found on the pages of everybody, by endpoint and method."""

    forms: dict[tuple[str, str], list[Fields]] = field(default_factory=lambda: defaultdict(list))
    paths: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    asked: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)


def known_of(app, answers: Iterable[tuple[str, str]]) -> Known:
    """Read pages, each an address and its HTML, and the views' own source."""
    known = Known()
    for path, html in answers:
        page = Forms(html)
        for method, action, fields in page.forms:
            _note(app, known, method, action or path, fields)
        for link in page.links:
            _note(app, known, "GET", link, [])
    args, typed = set(), set()
    for source in Path(mori.__file__).parent.rglob("*.py"):
        for kind, name in ASKED.findall(source.read_text()):
            (args if kind == "args" else typed).add(name)
    typed |= {name for forms in known.forms.values() for form in forms for name, _ in form}
    known.asked, known.fields = sorted(args), sorted(typed)
    return known


def _note(app, known: Known, method: str, address: str, fields: Fields) -> None:
    parts = urlsplit(address)
    endpoint = endpoint_of(app, method, parts.path)
    if not endpoint:
        return
    query = [(name, text.encode()) for name, text in parse_qsl(parts.query)]
    for kept, found in (
        (known.paths[endpoint], parts.path),
        (known.forms[endpoint, method], query + fields),
    ):
        if found and found not in kept and len(kept) < 20:
            kept.append(found)


def endpoint_of(app, method: str, path: str) -> str:
    try:
        return app.url_map.bind("127.0.0.1").match(path, method)[0]
    except HTTPException:
        return ""


def routes_of(app) -> Iterator[Route]:
    """Every address, with who is let in."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: (each.rule, each.endpoint)):
        view = app.view_functions[rule.endpoint]
        loader = getattr(getattr(view, "loader", None), "__name__", "")
        roles = tuple(GRANTS[view.action] if view.action else ())
        yield Route(rule.rule, rule.endpoint, "POST" in rule.methods, loader, roles)
