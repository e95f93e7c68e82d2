"""The pieces that slices add to shared pages: each renders its own template."""

from typing import Any

from markupsafe import Markup

from mori.slices import slices
from mori.web.render import render
from mori.web.trusted import trusted


def parts_of(page: str, *given: Any) -> list[Markup]:
    """A page's parts, in the line of the slices, without those that have nothing to show."""
    parts = [part for each in slices() for part in each.parts if part.page == page]
    shown = [(part.template, part.of(*given)) for part in parts]
    return [
        trusted(render(template, **context)) for template, context in shown if context is not None
    ]
