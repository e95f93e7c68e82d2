import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, IntegerField, SelectField
from wtforms.validators import Optional

from mori.core.durations import HOUR
from mori.core.files.images import Purpose
from mori.web.fields import (
    NOT_OFFERED,
    Day,
    Form,
    Minutes,
    Prose,
    Token,
    choices,
    needed,
)
from mori.web.mentions import MENTIONS, Offer

from .models import Activity
from .operations import Writing
from .rules import MAX_TEXT


class PhotosForm(Form):
    """How photos are wanted; the files themselves are no field."""

    readable = BooleanField(_("Document: keep text readable"))

    @property
    def purpose(self) -> Purpose:
        return Purpose.of(self.readable.data)


class EntryForm(PhotosForm):
    """What was done in a day; only the text is needed."""

    token = Token()
    revision = IntegerField(validators=[Optional()])
    day = Day(_("Day"), _("Choose the day."))
    opened = Day(_("Day"))  # the day on which the page was opened, of which ``day`` may be left
    text = Prose(_("What did you do?"), [needed(_("Write one sentence first."))], most=MAX_TEXT)
    learnt = Prose(_("What did you learn?"), most=MAX_TEXT)
    obstacles = Prose(_("What stood in the way?"), most=MAX_TEXT)
    hours = Minutes(
        _("How many hours?"),
        _("Write the hours as 7.5 or 7:30, 24 at most."),
        most=24 * HOUR,
    )
    activity = SelectField(_("Kind of work"), default="", invalid_choice_message=NOT_OFFERED)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.mentions: dict[str, Field] = {}
        self.lost: set[str] = set()  # fields in which something was sent that is not offered

    def offer(self, activities: Sequence[Activity], locale: str) -> "EntryForm":
        """Let one of these activities be chosen."""
        label = "label" if locale == "id" else "label_en"
        offered = [(each.key, getattr(each, label)) for each in activities]
        self.activity.choices = choices([("", _("Choose, if you like")), *offered])
        self.ids = {each.key: each.id for each in activities}
        return self

    def offer_mentions(self, offers: Sequence[Offer]) -> "EntryForm":
        """Let something of later slices be named; words are never refused for what they name."""
        sent = request.form if request.method == "POST" else None
        for each in offers:
            nothing, name = ("", _("Choose, if you like")), each.mention.name
            wanted = request.args.get(name, each.kept)
            unbound = SelectField(
                each.mention.label, choices=choices([nothing, *each.named]), validate_choice=False
            )
            field = self.meta.bind_field(self, unbound, {"name": name, "prefix": ""})
            field.process(sent if sent and name in sent else None, wanted)
            if field.data and field.data not in {one.key for one in each.named}:
                field.data = ""
                self.lost.add(name)
            self.mentions[name] = self._fields[name] = field
        return self

    def begin_text(self) -> "EntryForm":
        """Where something was chosen that says what is to be done, begin with what it is called."""
        for name, field in self.mentions.items():
            if field.data and MENTIONS[name].begins_text and not self.text.data:
                self.text.data = next(
                    each.label for each in field.choices if each.value == field.data
                )
        return self

    @property
    def named(self) -> dict[str, str]:
        """What was sent of it: keys by the names of the fields."""
        kept = self.mentions.keys() & request.form.keys() - self.lost
        return {name: self.mentions[name].data for name in kept}

    def is_of_an_old_page(self, today: dt.date) -> bool:
        """Whether the day is the one that was offered before the day changed."""
        opened = self.opened.data
        return opened is not None and opened == self.day.data and opened < today

    def ask_day(self, today: dt.date, opened_on: str) -> None:
        """Offer today instead, and let the writer say so."""
        self.day.errors = [
            _("This page is from %(day)s. Check the day, then send it.", day=opened_on)
        ]
        self.day.data = self.opened.data = today

    @property
    def writing(self) -> Writing:
        return Writing(
            text=self.text.data,
            learnt=self.learnt.data,
            obstacles=self.obstacles.data,
            minutes=self.hours.data,
            activity_id=self.ids.get(self.activity.data),
            mentions=self.named,
        )


class CommentForm(Form):
    """A remark in the thread."""

    token = Token()
    text = Prose(_("Comment"), [needed(_("Write a comment first."))], most=2000)
