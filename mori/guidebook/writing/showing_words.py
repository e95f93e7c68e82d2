"""Texts side by side, and a chapter as it will look."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from mori.core.markdown.rendering import paragraphs_of, to_html
from mori.web.trusted import trusted

from ..queries import slot_values
from ..rules import Words, filled, slots_in, steps


class Shown(NamedTuple):
    """A stretch of two texts as a page shows it: the same in both, or what was and what is."""

    is_same: bool
    old: Markup
    new: Markup


def side_by_side(old: str, new: str) -> list[Shown]:
    """Two texts, paragraph by paragraph."""
    found = steps(paragraphs_of(old), paragraphs_of(new))
    return [Shown(each.is_same, _html(each.old), _html(each.new)) for each in found]


def _html(paragraphs: Sequence[str]) -> Markup:
    return trusted(to_html("\n\n".join(paragraphs)))


def changes_of(old: Words | None, new: Words) -> list[list[Shown]]:
    """What changes, in each language that changes."""
    before = old or Words("", "")
    pairs = (
        (f"# {before.title}\n\n{before.body}", f"# {new.title}\n\n{new.body}"),
        (f"# {before.title_en}\n\n{before.body_en}", f"# {new.title_en}\n\n{new.body_en}"),
    )
    return [side_by_side(*pair) for pair in pairs if pair[0] != pair[1]]


def preview(office_id: int, text: str) -> Markup:
    """A text as readers will see it; a slot that nobody has filled shows its name."""
    values = {name: row.text for name, row in slot_values(office_id).items()}
    empty = {name: f"**[{name}]**" for name in slots_in(text) if name not in values}
    return trusted(to_html(filled(text, {**values, **empty})))
