"""The rules of markup: each looks at a page or fragment and yields what to write instead."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from mori.web.wire.assets import sent

from .csp import Policy
from .markup import Markup, shown, tag, text

Rule = Callable[[Markup], Iterator[str]]

RED_BUTTON = ("Tombol Merah", "Red Button", "Panggil lagi", "Call again")
UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}
BUTTON_TYPES = {"submit", "button", "reset", "image"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form")
URLS = {"href", "src", "srcset", "action", "formaction", "poster", "data"}
WORDS = {"value", "placeholder", "alt", "title", "aria-label", "aria-description"}
SHUT = {"noopener", "noreferrer", "nofollow"}  # a page that somebody's link leads to learns nothing
LINKS_AWAY = ("tel:", "sms:", "mailto:", "https://wa.me/")
FOREIGN = re.compile(r"(^|[\s,'\":])([a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def parses(page: Markup) -> Iterator[str]:
    if page.errors:
        yield f"Correct the HTML at {page.errors[0]}"


def language(page: Markup) -> Iterator[str]:
    found = next((e.get("lang") for e in page.elements if tag(e) == "html"), None)
    if found not in ("id", "en"):
        yield f'Write <html lang="id"> or <html lang="en">, not {found!r}.'


def title(page: Markup) -> Iterator[str]:
    said = [text(element) for element in page.all("title") if page.within(element, "head")]
    if len(said) != 1 or not said[0].endswith("MORI"):
        yield f'Write one <title> that names the page and ends in "MORI", not {said}.'


def viewport(page: Markup) -> Iterator[str]:
    metas = [e for e in page.all("meta") if e.get("name") == "viewport"]
    content = metas[0].get("content", "") if metas else ""
    if "width=device-width" not in content:
        yield 'Write <meta name="viewport" content="width=device-width">.'
    if re.search(r"user-scalable|maximum-scale", content):
        yield "Let people zoom: Take user-scalable and maximum-scale out of the viewport."


def main_heading(page: Markup) -> Iterator[str]:
    found = list(page.all("h1"))
    if len(found) != 1 or not page.name(found[0]):
        yield f"Write exactly one <h1> with words in it; there are {len(found)}."


def heading_levels(page: Markup) -> Iterator[str]:
    last = 1 if page.whole else 6
    for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(tag(heading)[1])
        if level > last + 1:
            yield f'Write <h{last + 1}> for "{text(heading)}": <h{level}> skips a level.'
        last = level


def controls(page: Markup) -> Iterator[str]:
    labelled = {e.get("for") for e in page.all("label") if text(e)}
    for control in page.all("input", "select", "textarea"):
        if tag(control) == "input" and control.get("type", "text").lower() in UNLABELLED_TYPES:
            continue
        wrapped = any(tag(e) == "label" and text(e) for e in page.ancestors(control))
        named = control.get("aria-label", "").strip() or control.get("aria-labelledby", "").strip()
        if not (wrapped or named or (control.get("id") and control.get("id") in labelled)):
            yield f"Give {shown(control)} a <label for> with words in it."


def unique_ids(page: Markup) -> Iterator[str]:
    for identifier, count in Counter(page.ids).items():
        if count > 1 or not identifier or re.search(r"\s", identifier):
            yield f'Make id="{identifier}" unique and one word: A repeated form passes of=.'


def references(page: Markup) -> Iterator[str]:
    for name in REFERENCES if page.whole else ("for",):
        for element, value in page.with_attribute(name):
            for identifier in value.split() or [""]:
                if identifier not in page.ids:
                    yield f'Point {name} of {shown(element)} at an id that exists, not "{value}".'


def forms(page: Markup) -> Iterator[str]:
    for form in page.all("form"):
        if form.get("method", "").lower() not in ("get", "post") or not form.get("action"):
            yield f"Give {shown(form)} a method and an action: It must work without JavaScript."


def scripts(page: Markup) -> Iterator[str]:
    for script in page.all("script"):
        if not script.get("src") or (script.text or "").strip():
            yield "Move the inline script to a file in static/ and load it with src."


def attributes(page: Markup) -> Iterator[str]:
    for element, name, value in page.attributes():
        if name == "style":
            yield f"Give {shown(element)} a class: The policy refuses style attributes."
        if name.startswith(("on", "hx-on")):
            yield f"Listen from a file in static/: Take {name} off {shown(element)}."
        if re.match(r"\s*(javascript|js):", value, re.IGNORECASE) and name not in WORDS:
            yield f"Take the code out of {name} of {shown(element)}: The policy refuses it."


def addresses(page: Markup) -> Iterator[str]:
    for element, name, value in page.attributes():
        if _leads_away(element, name, value):
            yield f'Load nothing from elsewhere: {name}="{value}" of {shown(element)}.'
        if "http://" in value and name not in WORDS and not name.startswith("xmlns"):
            yield f'Write a path or https:// for {name}="{value}" of {shown(element)}.'


def _leads_away(element: Element, name: str, value: str) -> bool:
    if name.startswith("hx-") or name == "srcset":
        return FOREIGN.search(value) is not None
    if name not in URLS:
        return False
    if tag(element) == "a" and name == "href":
        is_shut = set(element.get("rel", "").split()) >= SHUT and value.startswith("https://")
        if is_shut or value.lower().startswith(LINKS_AWAY):
            return False
    parts = urlsplit(value.strip())
    if parts.scheme == "data":
        return tag(element) not in ("img", "link", "source")
    return bool(parts.netloc) or parts.scheme not in ("", "javascript")


def images(page: Markup) -> Iterator[str]:
    for image in page.all("img"):
        if "alt" not in image.attrib:
            yield f'Give {shown(image)} an alt: alt="" if the text beside it says it all.'


def names(page: Markup) -> Iterator[str]:
    for element in page.all("button", "a"):
        if (tag(element) == "button" or "href" in element.attrib) and not page.name(element):
            yield f"Put words into {shown(element)}, or an aria-label on it."
    for element in page.all("input"):
        spoken = element.get("value") or element.get("alt") or element.get("aria-label")
        if element.get("type", "").lower() in BUTTON_TYPES and not spoken:
            yield f"Put words into the value of {shown(element)}."


def tables(page: Markup) -> Iterator[str]:
    for table in page.all("table"):
        if table.find(".//th") is None:
            yield f"Give {shown(table)} a row or column of <th>, or write a list."


def red_button(page: Markup) -> Iterator[str]:
    found = [form for form in page.all("form") if _is_red_button(form)]
    if len(found) != 1:
        yield (
            'Include the Red Button once: <form method="post" action="/bantuan"> with a <button> '
            f"that begins with {' or '.join(RED_BUTTON)}; there are {len(found)}."
        )
        return
    form = found[0]
    if not page.within(form, "header"):
        yield "Put the Red Button into the page's <header>."
    mains = list(page.all("main"))
    if len(mains) != 1:
        yield f"Write exactly one <main>, after the Red Button; there are {len(mains)}."
    elif page.elements.index(mains[0]) < page.elements.index(form):
        yield "Put the Red Button before <main>: It has to arrive first."


def _is_red_button(form: Element) -> bool:
    if form.get("action") != "/bantuan" or form.get("method", "").lower() != "post":
        return False
    return any(text(button).startswith(RED_BUTTON) for button in form.iter("button"))


def one_root(page: Markup) -> Iterator[str]:
    roots = [  # htmx takes a title out, for the browser's tab
        element for element in page.root if isinstance(element.tag, str) and element.tag != "title"
    ]
    kept = [root for root in roots if "hx-swap-oob" not in root.attrib]
    loose = (page.root.text or "") + "".join(child.tail or "" for child in page.root)
    if len(kept) > 1 or not roots or loose.strip():
        yield (
            f"Render one element with an id, not {len(kept)}: Wrap them, or mark those that "
            "belong elsewhere with hx-swap-oob."
        )
    for root in roots:
        selects = ":" in root.get("hx-swap-oob", "")
        if not root.get("id") and not selects:
            yield f"Give {shown(root)} an id: A fragment is found by it."


def _linked(page: Markup) -> Iterator[str]:
    """The sheets that a page names, by the names they have among ours."""
    for link in page.all("link"):
        if link.get("rel") == "stylesheet":
            yield re.sub(r"^/static/(.+)\.[0-9a-f]{10}\.css$", r"\1.css", link.get("href", ""))


def styles(page: Markup, policy: Policy) -> Iterator[str]:
    for style in page.all("style"):
        if not policy.allows_style("".join(style.itertext())):
            yield "Name the sha256 of the inline <style> in style-src, or link the file."
        at_hand = known_in("public.css").union(*map(known_in, _linked(page)))
        for name in sorted(_classes(page) & (known_in("mori.css") - at_hand)):
            yield f"{name}: this page needs its rules, so move them to static/css/public."


@cache
def known_in(stylesheet: str) -> set[str]:
    """The classes its selectors name."""
    selectors = re.sub(r"\{[^{}]*\}", "{}", sent(stylesheet))
    return set(re.findall(r"\.(-?[a-z][\w-]*)", selectors))


def _classes(page: Markup) -> set[str]:
    return {name for each in page.elements for name in (each.get("class") or "").split()}


ANYWHERE: tuple[Rule, ...] = (
    parses, heading_levels, controls, unique_ids, references, forms, scripts, attributes,
    addresses, images, names, tables,
)  # fmt: skip
WHOLE: tuple[Rule, ...] = (
    *ANYWHERE, language, title, viewport, main_heading, red_button,
)  # fmt: skip
FRAGMENT: tuple[Rule, ...] = (*ANYWHERE, one_root)
