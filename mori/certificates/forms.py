from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from wtforms import HiddenField, RadioField

from mori.web.fields import NOT_OFFERED, Form, Token, choices


class Seen(HiddenField):
    """The revision that a form showed."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        text = "".join(valuelist[:1])
        self.data = int(text) if text.isdecimal() and len(text) < 9 else 0


class TokenForm(Form):
    """A button alone, which may be pressed twice."""

    token = Token()


def one_of(label: Any, members: Iterable[Any], default: StrEnum | None = None) -> RadioField:
    """A choice of an enum's members."""
    return RadioField(
        label,
        choices=choices([(each.value, each.label) for each in members]),
        default=default,
        invalid_choice_message=NOT_OFFERED,
    )
