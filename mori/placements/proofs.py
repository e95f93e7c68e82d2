"""Where the papers behind an absence or a correction are asked for.

Whoever keeps papers stands later in the line, and sets these two as ``accounts`` sets the
sessions' ``find``. Until then nobody has brought one.
"""

from collections.abc import Callable, Collection

Having = Callable[[Collection[str]], Collection[str]]


def none_of(keys: Collection[str]) -> Collection[str]:
    return ()


class Papers:
    """Which of some keys, of attendance or of corrections, have a paper."""

    of_days: Having = staticmethod(none_of)
    of_corrections: Having = staticmethod(none_of)
