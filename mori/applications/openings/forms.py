from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from mori.offices.models import Unit
from mori.placements.forms import check_period
from mori.placements.rules import InternKind
from mori.web.fields import Day, Form, Line, Prose, Token, choices, needed, one_line

from ..models import Opening
from ..rules import OPENING_MOVES
from .operations import Offer

MOST_PLACES = 500
EVENT_LABELS = {
    **{verb: state.label for verb, (_from, state) in OPENING_MOVES.items()},
    "make": _("Made"),
    "change": _("Changed"),
}


class Places(StringField):
    """How many places there are."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        text = one_line("".join(valuelist[:1]))
        is_number = text.isascii() and text.isdigit() and len(text) < 5
        self.data = int(text) if is_number and 0 < int(text) <= MOST_PLACES else None
        if self.data is None:
            raise ValueError(_("Write a number from 1 to %(most)d.", most=MOST_PLACES))


class OpeningForm(Form):
    """What an office offers, and to whom."""

    token = Token()
    title = Line(_("Title"), [needed(_("Write what is offered."))])
    unit = SelectField(_("Unit"), validate_choice=False)
    kinds = SelectMultipleField(
        _("Who may apply"),
        choices=choices((each.value, each.label) for each in InternKind),
        validate_choice=False,
    )
    quota = Places(_("Places"))
    starts_on = Day(_("First day of the internship"), _("Choose the first day."))
    ends_on = Day(_("Last day of the internship"), _("Choose the last day."))
    open_until = Day(_("Last day to apply"), _("Choose the last day to apply."))
    needs = Prose(_("What is asked of whoever applies"), most=1000)

    def validate_ends_on(self, field: Day) -> None:
        check_period(self.starts_on.data, field.data)

    def validate_open_until(self, field: Day) -> None:
        if field.data and self.ends_on.data and field.data > self.ends_on.data:
            raise ValidationError(_("People could still apply once it is over. Look at the days."))

    def offer_units(self, units: list[Unit]) -> "OpeningForm":
        self.units = {each.key: each for each in units}
        self.unit.choices = choices(
            [("", _("Any unit")), *((each.key, each.name) for each in units)]
        )
        return self

    @property
    def offer(self) -> Offer:
        chosen = [each.value for each in InternKind if each.value in (self.kinds.data or ())]
        return Offer(
            title=self.title.data or "",
            unit=self.units.get(self.unit.data or ""),
            kinds=",".join(chosen),
            quota=self.quota.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            open_until=self.open_until.data,
            needs=self.needs.data or "",
        )


def known_offer(opening: Opening) -> dict[str, object]:
    """What a form about an opening shows at first."""
    facts = {name: getattr(opening, name) for name in Offer._fields}
    unit = opening.unit.key if opening.unit else ""
    return {**facts, "unit": unit, "kinds": opening.kinds.split(",")}


def kinds_said(opening: Opening) -> list[Any]:
    """Whom it is for, in words; none where it is for anybody."""
    return [each.label for each in InternKind if each.value in opening.kinds.split(",")]
