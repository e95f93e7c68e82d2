import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import ValidationError

from mori.evaluation.reports.forms import Link
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Token, choices, needed, one_line

from ..models import Material
from ..rules import PUBLICATION_MOVES, Channel, ReachSource
from .operations import Report

MOST_REACH = 99_999_999
EVENT_LABELS = {
    **{verb: state.label for verb, (_from, state) in PUBLICATION_MOVES.items()},
    "report": _("Reported"),
    "show": _("A picture was added"),
    "erase": _("The picture was erased"),
}


class Reach(StringField):
    """How many, as written by people: "1.200"; None when left empty."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        text = one_line("".join(valuelist[:1])).replace(".", "").replace(",", "").replace(" ", "")
        self.data = None
        if not text:
            return
        if not (text.isascii() and text.isdigit() and len(text) < 9):
            raise ValueError(_("Write a whole number, such as 1200, or leave it empty."))
        self.data = int(text)


class TakeBackForm(Form):
    """One tap on what somebody reported."""

    sure = HiddenField(validators=[needed(_("Tap “Take it back” if it was not so."))])


class PublicationForm(Form):
    """Where something was published, and when."""

    token = Token()
    material = SelectField(_("Which material"), validate_choice=False)
    channel = SelectField(
        _("Where"),
        choices=choices((each.value, each.label) for each in Channel),
        validate_choice=False,
    )
    place = Line(_("Which account, group, station or board"))
    day = Day(_("On which day"), _("Choose the day on which it was published."))
    url = Link(_("Link, if there is one"), most=500)
    reach = Reach(_("How many were reached, if you know it"))
    reach_source = SelectField(
        _("Where that number is from"),
        choices=choices([("", "–"), *((each.value, each.label) for each in ReachSource)]),
        validate_choice=False,
    )

    def offer(self, materials: Sequence[Material], today: dt.date) -> "PublicationForm":
        self.today = today
        self.materials = {each.key: each for each in materials}
        self.material.choices = choices(
            [("", _("Something of our own")), *((each.key, each.title) for each in materials)]
        )
        return self

    def validate_channel(self, field: SelectField) -> None:
        if field.data not in set(Channel):
            raise ValidationError(NOT_OFFERED)

    def validate_material(self, field: SelectField) -> None:
        if field.data and field.data not in self.materials:
            raise ValidationError(NOT_OFFERED)

    def validate_day(self, field: Day) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_("That day is still to come. Report it once it is there."))

    def validate_reach_source(self, field: SelectField) -> None:
        if field.data and field.data not in set(ReachSource):
            raise ValidationError(NOT_OFFERED)
        if self.reach.data is not None and not field.data:
            raise ValidationError(_("Say where the number is from."))

    @property
    def report(self) -> Report:
        reach, source = self.reach.data, self.reach_source.data
        return Report(
            material=self.materials.get(self.material.data or ""),
            channel=Channel(self.channel.data),
            place=self.place.data or "",
            day=self.day.data,
            url=self.url.data or "",
            reach_said=reach,
            reach_source=ReachSource(source) if source and reach is not None else "",
        )
