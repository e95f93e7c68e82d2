"""Form fields and the base of every form."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    HiddenField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, StopValidation
from wtforms.widgets import TextArea

from mori.core.db import new_key
from mori.core.durations import minutes_said, minutes_written
from mori.core.errors import Refused
from mori.core.texts.tidying import visible

from .i18n import locale

TOKEN = 40  # signs that are kept of it
NOT_OFFERED = _("Choose one of those offered.")


class Form(FlaskForm):
    """A form whose messages come from our catalogue; WTForms has no Indonesian one."""

    class Meta(FlaskForm.Meta):
        locales = False

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent as a form and nothing else: a file or JSON is not taken for words.

            A body that cannot be read is a form without fields, not a form that was never sent.
            """
            return request.form if request.method == "POST" and formdata is not None else None

    def refuse(self, refusal: Refused) -> None:
        """Say above the fields why what was sent is not possible."""
        self.form_errors.append(str(refusal))


def one_line(value: str | None) -> str:
    """What was typed as one line: never None, never padded, empty if nothing in it is seen."""
    return visible(" ".join((value or "").split()))


def prose(value: str | None) -> str:
    """The same of a text that keeps its lines."""
    return visible(value or "")


class Line(StringField):
    """One line of text: never None, never padded."""

    def __init__(
        self, label: Any, validators: Any = (), *, most: int = 120, **options: Any
    ) -> None:
        super().__init__(label, [*validators, at_most(most)], filters=[one_line], **options)


class Token(HiddenField):
    """An idempotency key, made with the form; never longer than its column."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default=new_key, filters=[_token], **options)


def _token(value: str | None) -> str:
    return one_line(value)[:TOKEN] or new_key()


class _Whole(TextArea):
    """Without maxlength, by which browsers cut what is pasted and say nothing."""

    validation_attrs = ("required", "disabled")


class Prose(TextAreaField):
    """Free text: never None, never padded."""

    widget = _Whole()

    def __init__(
        self, label: Any, validators: Any = (), *, most: int = 4000, **options: Any
    ) -> None:
        options.setdefault("render_kw", {"data-limit": most})  # writing.js counts
        super().__init__(label, [*validators, at_most(most)], filters=[prose], **options)


class _MayBeEmpty(Field):
    """A field that is None when left empty, which is wrong where ``missing`` says so."""

    data: Any  # whoever reads it has validated the form

    def __init__(self, label: Any, missing: Any = "", **options: Any) -> None:
        super().__init__(label, **options)
        self.missing = missing

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = "".join(valuelist[:1]).strip()
        if text:
            self.data = self.read(text)
        elif self.missing:
            raise ValueError(self.missing)

    def read(self, text: str) -> Any:
        raise NotImplementedError


class Day(_MayBeEmpty, DateField):
    """A date."""

    def read(self, text: str) -> dt.date:
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            raise ValueError(_("Write the date as year-month-day, such as 2026-11-23.")) from None
        if not 2000 <= day.year <= 2100:  # whoever counts its days must come to an end
            raise ValueError(_("Choose a year that is closer to today."))
        return day


class TimeOfDay(_MayBeEmpty, TimeField):
    """A clock time."""

    def read(self, text: str) -> dt.time:
        try:
            time = dt.time.fromisoformat(text.replace(".", ":"))
        except ValueError:
            raise ValueError(_("Write the time with four digits, such as 07:30.")) from None
        return time.replace(tzinfo=None)


class Minutes(StringField):
    """Hours as people write them ("7,5", "7:30", "7 jam"), in minutes; None when left empty."""

    data: Any

    def __init__(self, label: Any, wrong: Any, *, most: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.wrong, self.most = wrong, most

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        comma = "," if locale() == "id" else "."
        return "" if self.data is None else minutes_written(self.data, comma)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if not (text := one_line("".join(valuelist[:1]))):
            return
        minutes = minutes_said(text)
        if minutes is None or minutes > self.most:
            raise ValueError(self.wrong)
        self.data = minutes


def at_most(most: int) -> Length:
    return Length(max=most, message=_("At most %(max)d characters, please; this is %(length)d."))


def needed(message: Any) -> Callable[[Any, Any], None]:
    """Refuse a field that is empty once it has been tidied."""

    def check(form: Any, field: Any) -> None:
        if not field.data:
            raise StopValidation(message)

    return check


def choices(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Options of a select or radio field, from (value, label)."""
    return [SelectChoice(value, label) for value, label in pairs]
