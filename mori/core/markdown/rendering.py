"""Markdown as people write it into the books: read, made into HTML that does nothing, or printed.

Raw HTML, pictures and code are not read: their signs come out as they were written. What comes
out is cleaned once more by another library, so that a mistake of one is none of both.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"h2", "h3", "p", "ul", "ol", "li", "strong", "em", "blockquote", "a", "br", "hr"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "*": {"id"}}
SHUT = "noopener noreferrer nofollow"  # a page that a link leads to learns nothing
SCHEMES = {"http", "https", "tel", "mailto"}
NOT_READ = ("image", "html_block", "html_inline", "code", "fence", "backticks", "reference")
# Of headings two sizes are left: the first is the page's own.
SIZES = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
HERE = re.compile(r"/(?![/\\])")  # an address of MORI's own


def to_html(text: str, anchors: Sequence[int] = ()) -> str:
    """The text as HTML; its paragraphs carry the numbers that they are known by."""
    tokens = _tokens(text)
    for token, number in zip(_tops(tokens), anchors, strict=False):
        token.attrSet("id", f"p{number}")
    html = _reader().renderer.render(tokens, _reader().options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=SHUT)
    return re.sub(r">\n+", ">", clean).strip()


def paragraphs_of(text: str) -> list[str]:
    """What stands on its own in a text: each heading, paragraph, list and note, as written."""
    lines = text.splitlines()
    pieces = []
    for token in _tops(_tokens(text)):
        first, last = token.map or (0, 0)
        pieces.append("\n".join(lines[first:last]).strip())
    return pieces


def is_link_allowed(address: str) -> bool:
    """Whether a link may lead there: by the web, the telephone or mail, or within MORI."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:  # no address at all
        return False
    return scheme in SCHEMES if scheme else bool(HERE.match(address))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).disable(list(NOT_READ))
    reader.validateLink = is_link_allowed  # type: ignore[method-assign,assignment]
    return reader


def _tokens(text: str) -> list[Token]:
    tokens = _reader().parse(text)
    for token in tokens:
        token.tag = SIZES.get(token.tag, token.tag)
    return tokens


def _tops(tokens: Sequence[Token]) -> Iterator[Token]:
    return (each for each in tokens if each.level == 0 and each.nesting != -1)


def printed(text: str) -> list[dict[str, Any]]:
    """The text for a printed sheet: what each paragraph is, and its words by how they look.

    A run of words is [text, looks, address]; looks are ``b`` and ``i``.
    """
    return _pieces(iter(_tokens(text)), "")


def _pieces(tokens: Iterator[Token], end: str) -> list[dict[str, Any]]:
    pieces: list[dict[str, Any]] = []
    for token in tokens:
        if token.type == end:
            break
        if token.type == "inline":
            pieces.append({"kind": "text", "runs": _runs(token.children or [])})
        elif token.type == "hr":
            pieces.append({"kind": "hr"})
        elif token.nesting == 1:
            inner = _pieces(tokens, token.type.replace("_open", "_close"))
            pieces.append({"kind": token.tag, "inner": inner})
    return pieces


def _runs(children: Sequence[Token]) -> list[list[str]]:
    runs: list[list[str]] = []
    looks, address = "", ""
    for token in children:
        mark = {"strong": "b", "em": "i"}.get(token.tag, "")
        if token.type == "link_open":
            address = str(token.attrs["href"])
        elif token.type == "link_close":
            address = ""
        elif mark:
            looks = looks + mark if token.nesting == 1 else looks.replace(mark, "", 1)
        elif token.type in ("softbreak", "hardbreak"):
            runs.append([" " if token.type == "softbreak" else "\n", looks, address])
        elif token.content:
            runs.append([token.content, looks, address])
    return runs
