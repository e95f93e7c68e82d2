import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Optional, ValidationError

from mori.institutions.forms import RegionForm
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Prose, Token, choices, needed, one_line

from ..models import Event, Series
from ..rules import EVENT_MOVES, MOST_SEATS, EventKind, Mode
from .operations import Facts

LONGEST = 31  # days of an event
STEP_LABELS = {
    **{verb: state.label for verb, (_from, state) in EVENT_MOVES.items()},
    "make": _("Made"),
    "change": _("Changed"),
}


class Number(StringField):
    """A whole number from one on; None where it may be left empty."""

    data: Any

    def __init__(self, label: Any, most: int, *, may_be_empty: bool = False, **more: Any) -> None:
        super().__init__(label, **more)
        self.most, self.may_be_empty = most, may_be_empty

    def _value(self) -> str:
        """What was typed, where it is no number."""
        typed = self.raw_data[0] if self.raw_data and self.data is None else self.data
        return "" if typed is None else str(typed)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = one_line("".join(valuelist[:1]))
        is_number = text.isascii() and text.isdigit() and len(text) < 5
        self.data = int(text) if is_number and 0 < int(text) <= self.most else None
        if self.data is None and not (self.may_be_empty and not text):
            raise ValueError(_("Write a number from 1 to %(most)d.", most=self.most))


class EventForm(RegionForm):
    """What is known of a meeting or a training."""

    token = Token()
    kind = RadioField(
        _("What it is"),
        choices=choices((each.value, each.label) for each in EventKind),
        default=EventKind.MEETING,
    )
    name = Line(_("Name of the event"), [needed(_("Write what the event is called."))])
    theme = Line(_("Theme"), most=200)
    about = Prose(_("What it is about, and what to bring"), most=2000)
    mode = RadioField(
        _("Where one takes part"),
        choices=choices((each.value, each.label) for each in Mode),
        default=Mode.HERE,
    )
    place = Line(_("Place, in words"), most=200)
    starts_on = Day(_("First day"), _("Choose the first day."))
    ends_on = Day(_("Last day"), _("Choose the last day."))
    seats = Number(_("Seats"), MOST_SEATS)
    answer_until = Day(_("Answer until"), _("Choose the last day to answer."))
    series = SelectField(_("Series"), invalid_choice_message=NOT_OFFERED, validators=[Optional()])
    protection = Line(
        _("Protection officer on the spot"),
        [needed(_("Write who looks after people's safety there, by role."))],
        most=200,
    )

    def offer_series(self, rows: list[Series]) -> "EventForm":
        self.known = {each.key: each for each in rows}
        self.series.choices = choices([("", _("None")), *((each.key, each.name) for each in rows)])
        return self

    def validate_ends_on(self, field: Day) -> None:
        first: dt.date | None = self.starts_on.data
        if not first or not field.data:
            return
        if field.data < first:
            raise ValidationError(_("The last day is before the first one."))
        if (field.data - first).days >= LONGEST:
            raise ValidationError(_("An event lasts a month at most. Make two of it."))

    def validate_answer_until(self, field: Day) -> None:
        if field.data and self.ends_on.data and field.data > self.ends_on.data:
            raise ValidationError(_("One could still answer once it is over. Look at the days."))

    @property
    def facts(self) -> Facts:
        series = self.known.get(self.series.data or "")
        return Facts(
            kind=EventKind(self.kind.data),
            name=self.name.data or "",
            theme=self.theme.data or "",
            about=self.about.data or "",
            mode=Mode(self.mode.data),
            place=self.place.data or "",
            region=self.region_id,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            seats=self.seats.data,
            answer_until=self.answer_until.data,
            series=series.id if series else None,
            protection=self.protection.data or "",
        )


def known_facts(event: Event) -> dict[str, object]:
    """What a form about an event shows at first."""
    facts = {name: getattr(event, name) for name in Facts._fields}
    return {
        **facts,
        "region": event.region.name if event.region else "",
        "region_code": event.region.code if event.region else "",
        "series": event.series.key if event.series else "",
    }


class SeriesForm(Form):
    """Events that come back."""

    token = Token()
    name = Line(_("Name of the series"), [needed(_("Write what the series is called."))])
    every_months = Number(_("Every so many months"), 60, may_be_empty=True)
