"""Pages read without signing in carry ``public.css``, and the whole begins with it."""

import re
from collections.abc import Iterator

from mori.core import bytes as budget
from mori.web.wire import assets


def rules(name: str) -> Iterator[tuple[str, str]]:
    """Each selector of a file as it is written, with the @media it stands in."""
    css = re.sub(r"/\*.*?\*/", "", (assets.FOLDER / name).read_text(), flags=re.DOTALL)
    within = ""
    for line in filter(None, map(str.strip, css.splitlines())):
        if line.startswith("@"):
            within = line
        elif line.endswith(("{", ",")):
            yield within, line.rstrip(" {,")


def test_the_whole_is_what_everybody_needs_and_then_the_rest():
    public, whole = assets.sent("public.css"), assets.sent("mori.css")

    assert whole.startswith(public)
    assert assets.stylesheet() == public


def test_no_rule_stands_in_both_files():
    twice = {*rules("public.css")} & {*rules("mori.css")}

    assert not twice, "Leave it in public.css alone: mori.css is sent with it."


def test_what_is_carried_is_a_good_deal_smaller():
    whole = budget.brotli_size(assets.sent("mori.css").encode())

    assert budget.brotli_size(assets.stylesheet().encode()) < 0.7 * whole
