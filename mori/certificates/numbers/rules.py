"""How papers get their numbers. No database, no request."""

import re

from mori.core.texts.folding import folded
from mori.core.texts.tidying import plain
from mori.core.words import Labelled, marked

NUMBER_MOST = 80
TEMPLATE_MOST = 80
BLANKS = re.compile(r"\s+")


class Numbering(Labelled):
    """Where an office's numbers come from."""

    TEMPLATE = "template", marked("MORI counts, by a pattern of the office")
    REGISTER = "register", marked("Typed from the office's register")

    @property
    def is_typed(self) -> bool:
        return self is Numbering.REGISTER


class Restart(Labelled):
    """When the running number begins at 1 again."""

    YEARLY = "yearly", marked("Each year from 1")
    NEVER = "never", marked("On and on")


def number_folded(text: str) -> str:
    """A number as it is compared: whatever its capitals, blanks and kinds of hyphen."""
    return BLANKS.sub("", folded(plain(text)))[:NUMBER_MOST]
