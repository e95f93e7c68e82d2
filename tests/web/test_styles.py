"""Pages read without signing in carry ``public.css``, and the whole begins with it."""

import re
from collections import Counter
from collections.abc import Iterator

from mori.core import bytes as budget
from mori.web.wire import assets

WRITTEN = [str(path.relative_to(assets.FOLDER)) for path in assets.FOLDER.rglob("*.css")]


def rules(name: str) -> Iterator[tuple[str, str]]:
    """Each selector of a file as it is written, with the @media it stands in."""
    css = re.sub(r"/\*.*?\*/", "", (assets.FOLDER / name).read_text(), flags=re.DOTALL)
    within = ""
    for line in css.splitlines():
        if line.startswith(("@", "}")):  # nothing else begins or ends what others stand in
            within = line.rstrip(" {}")
        elif line.endswith(("{", ",")):
            yield within, line.strip().rstrip(" {,")


def test_each_file_is_sent_in_the_order_that_is_stated():
    sent = {part for parts in assets.JOINED.values() for part in parts if part.endswith(".css")}

    assert sorted(sent) == sorted(WRITTEN)


def test_the_whole_is_what_everybody_needs_and_then_the_rest():
    public, whole = assets.sent("public.css"), assets.sent("mori.css")

    assert whole.startswith(public)
    assert assets.stylesheet() == public


def test_no_rule_stands_in_two_files():
    count = Counter(rule for name in WRITTEN for rule in set(rules(name)))

    twice = [rule for rule, files in count.items() if files > 1]

    assert not twice, "Leave it in one of them: all are sent together, those of public first."


def test_what_is_carried_is_a_good_deal_smaller():
    whole = budget.brotli_size(assets.sent("mori.css").encode())

    assert budget.brotli_size(assets.stylesheet().encode()) < 0.7 * whole
