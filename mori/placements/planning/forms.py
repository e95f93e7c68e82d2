from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, NumberRange, ValidationError

from mori.accounts.models import Person
from mori.core.workdays import monday_of
from mori.offices.models import Unit
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Token, choices, needed

from .models import PlannedUnit
from .operations import Wanted
from .rules import LONGEST, Post

HOW_MANY = _("Write how many weeks, from 1 to %(n)d.", n=LONGEST)
EVENT_LABELS = {
    "draft": _("Begun"),
    "publish": _("Published"),
    "take_back": _("Taken back"),
    "replace": _("Replaced by a later version"),
    "restore": _("Counts again: the later version was taken back"),
    "drop": _("Dropped"),
}


class PlanForm(Form):
    """What a new plan is for."""

    title = Line(_("What the plan is called"), [needed(_("Write what it is called."))], most=80)
    starts_on = Day(_("A day of the first week"), _("Choose a day of the first week."))
    weeks = IntegerField(
        _("Weeks"),
        [InputRequired(HOW_MANY), NumberRange(1, LONGEST, HOW_MANY)],
        default=12,
    )
    units = SelectMultipleField(_("Units, one after the other"), validate_choice=False)
    token = Token()

    def offer_units(self, units: Sequence[Unit]) -> None:
        self.units.choices = choices((each.key, each.short) for each in units)
        self.offered = units

    def validate_units(self, field: SelectMultipleField) -> None:
        if not self.ticked:
            raise ValidationError(_("Tick at least one unit."))

    @property
    def ticked(self) -> list[Unit]:
        return [unit for unit in self.offered if unit.key in (self.units.data or ())]

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self.title.data,
            monday_of(self.starts_on.data),
            self.weeks.data,
            [each.id for each in self.ticked],
        )


class RowForm(Form):
    """One intern's units, a week each, and how they were when the form was shown."""

    weeks = FieldList(SelectField(invalid_choice_message=NOT_OFFERED), max_entries=LONGEST)
    seen = HiddenField()
    sure = HiddenField()

    def offer(self, units: Sequence[PlannedUnit]) -> None:
        self.known = {each.unit.key: each.unit_id for each in units}
        named = [("", _("No unit")), *((each.unit.key, each.unit.short) for each in units)]
        for entry in self.weeks:
            entry.choices = choices(named)

    @property
    def units(self) -> dict[int, int]:
        """What was chosen, by week."""
        return units_said([entry.data or "" for entry in self.weeks], self.known)

    @property
    def units_seen(self) -> dict[int, int]:
        return units_said((self.seen.data or "").split(","), self.known)


def units_said(said: Sequence[str], known: Mapping[str, int]) -> dict[int, int]:
    return {n: known[key] for n, key in enumerate(said) if key in known}


def row_said(units: Mapping[int, int], weeks: int, planned: Sequence[PlannedUnit]) -> list[str]:
    """Units by week as a form says them."""
    keys = {each.unit_id: each.unit.key for each in planned}
    return [keys.get(units.get(n, 0), "") for n in range(weeks)]


class CellForm(Form):
    """One week of one intern, by the keyboard."""

    week = IntegerField(default=-1)
    unit = HiddenField()
    seen = HiddenField()


class PostForm(PlainForm):
    """Who supervises in a unit."""

    supervisor = SelectField(_("Supervisor"), invalid_choice_message=NOT_OFFERED)
    stand_in = SelectField(_("Stand-in"), invalid_choice_message=NOT_OFFERED)

    def validate_stand_in(self, field: SelectField) -> None:
        if field.data and field.data == self.supervisor.data:
            raise ValidationError(_("Supervisor and stand-in are two people."))


class PostsForm(Form):
    """Who supervises in each unit of a plan, in their order."""

    units = FieldList(FormField(PostForm), max_entries=40)

    def offer(self, people: Sequence[Person]) -> None:
        self.ids = {each.key: each.id for each in people}
        named = [(each.key, each.name) for each in people]
        for row in self.units:
            row.form.supervisor.choices = choices([("", _("Choose")), *named])
            row.form.stand_in.choices = choices([("", _("Nobody")), *named])

    @property
    def posts(self) -> list[Post]:
        said = [(row.form.supervisor.data, row.form.stand_in.data) for row in self.units]
        return [Post(self.ids.get(one or ""), self.ids.get(other or "")) for one, other in said]


class PublishForm(Form):
    """The last word before a plan takes effect."""

    reason = Line(_("Why it is published as it is"), most=300)
    step = IntegerField(default=-1)
