"""What a member of an enum is called, said beside it."""

from enum import StrEnum
from typing import Any

from flask_babel import LazyString, lazy_gettext


def marked(text: str) -> str:
    """A text to be translated later; marked, so that the catalogue knows of it."""
    return text


class Labelled(StrEnum):
    """Members written ``SICK = "sick", marked("Sick")``: a value, its label, and what more an
    ``__init__`` takes.
    """

    english: str
    label: LazyString

    def __new__(cls, value: str, english: str = "", *_more: Any) -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.english = english
        member.label = lazy_gettext(english)
        return member


def filled(english: str, **values: object) -> LazyString:
    """A ``marked`` text with its placeholders filled, in the language of whoever reads it."""
    return lazy_gettext(english, **values)
