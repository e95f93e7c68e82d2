"""A parsed page or fragment, and the questions its rules ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E

# A fragment is parsed where its root may stand, or the parser drops a row's tags.
CONTAINERS = {
    "tr": "tbody",
    "td": "tr",
    "th": "tr",
    "tbody": "table",
    "thead": "table",
    "tfoot": "table",
    "caption": "table",
    "option": "select",
    "optgroup": "select",
}
# A row may come with an out-of-band element, which htmx takes out before it can be misplaced.
BESIDE_ROWS = {
    "unexpected-start-tag-implies-table-voodoo",
    "unexpected-end-tag-implies-table-voodoo",
}
SILENT = {"select", "textarea", "script", "style", "template"}


@dataclass(frozen=True)
class Markup:
    """The elements in the order of the page, each knowing its parent."""

    whole: bool
    root: Element
    errors: list[str]
    elements: list[Element] = field(default_factory=list)
    parents: dict[Element, Element] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Element]:
        return (element for element in self.elements if tag(element) in tags)

    def with_attribute(self, name: str) -> Iterator[tuple[Element, str]]:
        return (
            (element, element.attrib[name]) for element in self.elements if name in element.attrib
        )

    def attributes(self) -> Iterator[tuple[Element, str, str]]:
        for element in self.elements:
            for name, value in element.attrib.items():
                yield element, _local(name), value

    def ancestors(self, element: Element) -> Iterator[Element]:
        while element in self.parents:
            element = self.parents[element]
            yield element

    def within(self, element: Element, name: str) -> bool:
        return any(tag(ancestor) == name for ancestor in self.ancestors(element))

    def by_id(self, identifier: str) -> Element | None:
        return next((e for e in self.elements if e.get("id") == identifier), None)

    def name(self, element: Element) -> str:
        """What a screen reader would call it, near enough."""
        spoken = " ".join(
            text(named)
            for identifier in element.get("aria-labelledby", "").split()
            if (named := self.by_id(identifier)) is not None
        )
        return (spoken or element.get("aria-label") or text(element)).strip()


def read(html: str) -> Markup:
    whole = html.lstrip()[:15].lower() == "<!doctype html>"
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    if whole:
        root = Element("document")
        root.append(parser.parse(html))
    else:
        root = parser.parseFragment(html, container=_container(html))
    errors = [error for error in parser.errors if whole or error[1] not in BESIDE_ROWS]
    markup = Markup(whole, root, [_error(html, *error) for error in errors])
    _index(markup, root)
    return markup


def tag(element: Element) -> str:
    return _local(str(element.tag))


def text(element: Element) -> str:
    """What it says, images by their alternative and hidden parts left out."""
    return " ".join("".join(_spoken(element)).split())


def shown(element: Element) -> str:
    """Its opening tag, for a message; only what tells it from its like."""
    names = ("id", "name", "type", "href", "action", "src", "for")
    told = "".join(f' {name}="{element.attrib[name]}"' for name in names if name in element.attrib)
    return f"<{tag(element)}{told}>"


def _container(html: str) -> str:
    first = re.search(r"<([a-z][a-z0-9]*)", html)
    return CONTAINERS.get(first.group(1), "div") if first else "div"


def _index(markup: Markup, element: Element) -> None:
    for child in element:
        if not isinstance(child.tag, str):
            continue  # a comment
        markup.elements.append(child)
        markup.parents[child] = element
        if "id" in child.attrib:
            markup.ids.append(child.attrib["id"])
        _index(markup, child)


def _spoken(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or tag(element) in SILENT:
        return
    if element.get("aria-hidden") == "true":
        return
    replaced = element.get("aria-label") or element.get("alt")
    yield replaced or element.text or ""
    for child in () if replaced else element:
        yield from _spoken(child)
        yield child.tail or ""


def _error(html: str, place: tuple[int, int], code: str, details: dict[str, object]) -> str:
    line, column = place
    source = "".join(html.splitlines()[line - 1 : line])[max(0, column - 60) : column + 20]
    return f"line {line}, {E[code] % details} Near: {source.strip()}"


def _local(name: str) -> str:
    return name.rpartition("}")[2]
