"""Line breaks in a page's template are for its reader: what is sent does without them."""

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

BREAK = re.compile(r"[ \t]*\n\s*")


class Blanks(Extension):
    """Takes each line break out, with its indentation, when a template is compiled.

    It is one space between two words or two attributes, and nothing beside a tag, ``{% … %}``
    or ``{{ … }}``; after these two inside a tag, it parts two attributes. A space that is
    wanted elsewhere is written on the line.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        return _without_breaks(stream)


def _without_breaks(stream: TokenStream) -> Iterator[Token]:
    is_in_tag = False
    for token in stream:
        if token.type == "data":
            yield Token(token.lineno, "data", _sent(token.value, is_in_tag))
            opened, closed = token.value.rfind("<"), token.value.rfind(">")
            is_in_tag = is_in_tag if opened == closed else opened > closed
        else:
            yield token


def _sent(text: str, is_in_tag: bool) -> str:
    def blank(found: re.Match[str]) -> str:
        before, after = text[: found.start()], text[found.end() :]
        is_beside_tag = not after or after.startswith(("<", ">", "/>")) or before.endswith(">")
        return " " if (before or is_in_tag) and not is_beside_tag else ""

    return BREAK.sub(blank, text)
