"""Which kinds of communities an office uses, as its setting keeps them."""

from collections.abc import Collection

from ..rules import types

BETWEEN = " "


def used_types(unused: str) -> list[str]:
    """Codes of those in use, in their order; all, where the office has not said otherwise."""
    without = unused.split(BETWEEN)
    return [code for code in types() if code not in without]


def packed(used: Collection[str]) -> str:
    """Those not in use, as the setting keeps them: a kind that comes later is in use."""
    return BETWEEN.join(code for code in types() if code not in used)
