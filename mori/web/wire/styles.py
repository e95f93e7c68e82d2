"""The rules of the stylesheet that pages carry which are read without signing in.

They come with each such page, before the Red Button can be seen, and on a slow line every
hundred bytes of them are felt.
"""

import re
from collections.abc import Iterator

# Classes that no page without a session uses. The linter of pages says when one of them does,
# in the pieces of templates/pages/phone/pieces.html, too.
SIGNED_IN = frozenset(
    (
        *("actions", "avatar", "back", "bulk", "data", "date", "empty"),
        *("figures", "head", "keys", "line", "list", "nav", "now", "pair", "pane"),
        *("pick", "queue", "rail", "review", "route", "scroll", "sheet", "shot", "side", "stamp"),
        *("tick", "tile", "toast", "two", "week", "weekday", "who"),
    )
)
CLASS = re.compile(r"\.(-?[a-z][\w-]*)")
COMMA = re.compile(r",(?![^()]*(?:\([^()]*\)[^()]*)*\))")  # of a list, not within :is(…)


def without(css: str, classes: frozenset[str] = SIGNED_IN) -> str:
    """The rules with a selector that names none of the classes, without the other selectors."""
    return "".join(_kept(css, classes))


def _kept(css: str, classes: frozenset[str]) -> Iterator[str]:
    for prelude, body in _blocks(css):
        if prelude.startswith("@media"):
            inner = without(body, classes)
            if inner:
                yield f"{prelude}{{{inner}}}"
            continue
        selectors = [each for each in COMMA.split(prelude) if not classes & {*CLASS.findall(each)}]
        if selectors:
            yield f"{','.join(selectors)}{{{body}}}"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """What stands before and between the outermost braces, one pair after the other."""
    depth = start = opened = 0
    for place, character in enumerate(css):
        if character == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place].strip()
                start = place + 1
