"""What signed links are given for. Each slice declares its own purposes; here is the table."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext

HOLDERS = "mori.link_holders"  # the extension that knows whose link opens a request


class NoLink(Exception):
    """No link opens this: unknown, expired, revoked, of another purpose, about another row."""


@dataclass(frozen=True)
class Purpose:
    """What one kind of link opens, for how long, and whether its holder signs something."""

    name: str
    english: str  # what it opens, marked for translation
    about: str  # the kind of row
    endpoint: str  # where its holder comes in; takes the link's key
    lasts: dt.timedelta
    module: str = ""  # its slice's: where the office does without, it opens nothing
    signs: bool = False  # then a coordinator confirms whoever a link is handed on to

    @property
    def label(self) -> LazyString:
        return lazy_gettext(self.english)


PURPOSES: dict[str, Purpose] = {}


def use_purposes(declared: Iterable[Purpose]) -> None:
    """Make the slices' purposes the table; a name that two of them claim is an error."""
    PURPOSES.clear()
    for each in declared:
        if each.name in PURPOSES:
            raise ValueError(f"Two links are for {each.name}: rename one of them.")
        PURPOSES[each.name] = each
