"""The slices in their line: each may ask those before it, none may ask those behind it."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mori.web.slice import Slice

LINE = (
    "core",
    "access",
    "web",
    "notifications",
    "offices",
    "accounts",
    "uploads",
    "links",
    "background",
    "safeguarding",
    "institutions",
    "placements",
    "guidebook",
    "attendance",
    "logbook",
    "guidance",
    "evaluation",
    "certificates",
    "contributions",
    "campus",
    "applications",
    "cases",
    "alumni",
    "network",
    "campaign",
    "events",
    "cascades",
    "encounters",
    "recap",
    "nation",
    "pages",
    "demo",
    "work",
    "checks",
    "cli",
)


@cache
def slices() -> tuple["Slice", ...]:
    """What each slice declares, in the order of the line; those that are mere code declare
    nothing.
    """
    names = [f"mori.{name}.slice" for name in LINE[LINE.index("notifications") :]]
    return tuple(import_module(name).SLICE for name in names if _is_there(name))


def _is_there(name: str) -> bool:
    package = find_spec(name.rpartition(".")[0])
    is_package = package is not None and package.submodule_search_locations is not None
    return is_package and find_spec(name) is not None
