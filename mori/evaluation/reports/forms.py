from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField, ValidationError

from mori.uploads.forms import WithUpload
from mori.web.fields import Day, Form, Line, Prose, TimeOfDay, needed, one_line

from .operations import PresentationPlan
from .rules import LINK_MOST, TITLE_MOST, host_of

MOST_LISTENERS = 500


def seen_number(text: str | None) -> int:
    """An optimistic lock's value: which revision a form showed, 0 for none."""
    digits = one_line(text)
    return int(digits) if digits.isdecimal() and len(digits) < 9 else 0


class Link(Line):
    """An address on the web, shown as a link to whoever reads it; empty for none."""

    def pre_validate(self, form: Any) -> None:
        if self.data and not host_of(self.data):
            raise ValidationError(
                _("Copy the whole link, from https:// to its end, without blanks in it.")
            )


class ReportForm(WithUpload):
    """A title, and a file or a link."""

    title = Line(_("Title"), [needed(_("Write the report's title."))], most=TITLE_MOST)
    link = Link(_("Or a link to it"), most=LINK_MOST)


class PlanForm(Form):
    """When, where and before whom a report is presented."""

    seen = HiddenField(filters=[seen_number])
    day = Day(_("Day"), missing=_("Choose the day."))
    starts_at = TimeOfDay(
        _("Begins at"), missing=_("Write the time with four digits, such as 07:30.")
    )
    room = Line(_("Room"))
    online = Link(_("Link to the meeting"), most=LINK_MOST)
    listeners = Prose(_("Listeners: names and roles"), most=600)
    listener_count = StringField(_("How many listeners"), filters=[one_line])

    def validate_room(self, field: Line) -> None:
        if not field.data and not self.online.data:
            raise ValidationError(_("Say where: a room, a link, or both."))

    def validate_listener_count(self, field: StringField) -> None:
        text = field.data or ""
        if text and not (text.isascii() and text.isdigit() and int(text) <= MOST_LISTENERS):
            raise ValidationError(_("Write a whole number up to %(n)d.", n=MOST_LISTENERS))

    @property
    def plan(self) -> PresentationPlan:
        count = self.listener_count.data
        return PresentationPlan(
            self.day.data,
            self.starts_at.data,
            self.room.data or "",
            self.online.data or "",
            self.listeners.data or "",
            int(count) if count else None,
        )


class OutcomeForm(Form):
    """On which day it was held, and what came of it."""

    seen = HiddenField(filters=[seen_number])
    held_on = Day(_("Held on"), missing=_("Choose the day."))
    outcome = Prose(_("What came of it"), most=1000)
