import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FieldList, FormField, RadioField, SelectField, SelectMultipleField
from wtforms import Form as PlainForm
from wtforms.validators import ValidationError

from mori.accounts.models import Person
from mori.core.texts.folding import folded
from mori.institutions.models import Institution
from mori.institutions.rules import NEW
from mori.offices.models import Unit
from mori.web.fields import Day, Form, Line, Token, choices, needed

from ..forms import check_period
from ..rules import InternKind, SpanPlan, misfit

NOT_OURS = _("Choose a supervisor of this office.")


WHO = _("Choose an intern who has no placement now.")


class FactsForm(Form):
    """Who is placed, from where, and for how long."""

    person = SelectField(
        _("Intern"),
        [needed(WHO)],
        invalid_choice_message=WHO,
    )
    kind = RadioField(
        _("Kind of intern"),
        choices=choices((each.value, each.label) for each in InternKind),
        invalid_choice_message=_("Choose the kind of intern."),
    )
    programme = Line(_("Programme"), [needed(_("Write the programme."))], most=80)
    institution = Line(_("Institution"), [needed(_("Write where the intern comes from."))])
    which = RadioField(_("Is it one of these?"), validate_choice=False, default="")
    starts_on = Day(_("First day"), _("Choose the first day."))
    ends_on = Day(_("Last day"), _("Choose the last day."))

    def offer_institutions(self, known: Institution | None, near: list[Institution]) -> None:
        """Ask which one is meant, unless it is written as one already is or like none."""
        said = self.institution.data or ""
        new = f"{NEW}{folded(said)}", _("None of these: propose “%(name)s”", name=said)
        offered = [] if known else [(each.key, each.name) for each in near]
        self.which.choices = choices([*offered, new] if offered else [])
        keys = [choice[0] for choice in offered] + [new[0]]
        if not offered:  # and what was chosen for an earlier text no longer counts
            self.which.data = known.key if known else new[0]
        elif self.which.data not in keys:
            self.which.data = ""
        names = {each.key: each.name for each in [*near, *filter(None, [known])]}
        self.meant = names.get(self.which.data, said)

    def validate_which(self, field: RadioField) -> None:
        if field.choices and not field.data:
            raise ValidationError(_("Choose the institution that is meant, or propose a new one."))

    def offer_people(self, people: list[Person]) -> None:
        named = [(each.key, each.name) for each in people]
        self.person.choices = choices([("", _("Choose")), *named])
        self.people = {each.key: each for each in people}

    def validate_ends_on(self, field: Day) -> None:
        check_period(self.starts_on.data, field.data)


class UnitsForm(FactsForm):
    """The first step: the facts, and the units to divide the time over."""

    units = SelectMultipleField(_("Units, one after the other"), validate_choice=False)

    def offer_units(self, units: list[Unit]) -> None:
        self.units.choices = choices((each.key, each.short) for each in units)
        self.offered = units

    def validate_units(self, field: SelectMultipleField) -> None:
        if not self.ticked:
            raise ValidationError(_("Tick at least one unit."))

    @property
    def ticked(self) -> list[Unit]:
        return [unit for unit in self.offered if unit.key in (self.units.data or ())]


class SpanForm(PlainForm):
    """One stay in a unit; without a unit it is left out."""

    unit = SelectField(_("Unit"), invalid_choice_message=_("Choose a unit of this office."))
    starts_on = Day(_("From"))
    ends_on = Day(_("Until"))
    supervisor = SelectField(_("Supervisor"), invalid_choice_message=NOT_OURS)
    stand_in = SelectField(_("Stand-in"), invalid_choice_message=NOT_OURS)

    @property
    def is_wanted(self) -> bool:
        return bool(self.unit.data)

    def validate_starts_on(self, field: Day) -> None:
        if self.is_wanted and not field.data and not field.errors:
            raise ValidationError(_("Choose the first day."))

    def validate_ends_on(self, field: Day) -> None:
        if self.is_wanted and not field.data and not field.errors:
            raise ValidationError(_("Choose the last day."))

    def validate_supervisor(self, field: SelectField) -> None:
        if self.is_wanted and not field.data:
            raise ValidationError(_("Choose the supervisor."))

    def validate_stand_in(self, field: SelectField) -> None:
        if field.data and field.data == self.supervisor.data:
            raise ValidationError(_("Supervisor and stand-in are two people."))


class RotationForm(Form):
    """The stays of a placement, in the order of their dates."""

    spans = FieldList(FormField(SpanForm), max_entries=60)

    def offer_spans(self, units: list[Unit], supervisors: list[Person]) -> None:
        """Let each stay be one of these units, under one of these people."""
        self.unit_ids = {each.key: each.id for each in units}
        self.person_ids = {each.key: each.id for each in supervisors}
        places = [(each.key, each.name) for each in units]
        people = [(each.key, each.name) for each in supervisors]
        for span in self.spans:
            span.form.unit.choices = choices([("", _("No unit")), *places])
            span.form.supervisor.choices = choices([("", _("Choose")), *people])
            span.form.stand_in.choices = choices([("", _("Nobody")), *people])

    @property
    def wanted(self) -> list[SpanForm]:
        """The stays with a unit, by their first day, once they are valid."""
        rows = [span.form for span in self.spans if span.form.is_wanted]
        return sorted(rows, key=lambda row: row.starts_on.data)

    @property
    def plans(self) -> list[SpanPlan]:
        return [
            SpanPlan(
                unit_id=self.unit_ids[row.unit.data],
                starts_on=row.starts_on.data,
                ends_on=row.ends_on.data,
                supervisor_id=self.person_ids[row.supervisor.data],
                stand_in_id=self.person_ids.get(row.stand_in.data),
            )
            for row in self.wanted
        ]

    def fits(self, starts_on: dt.date, ends_on: dt.date) -> bool:
        """Whether the stays follow each other within a period; else one says what is wrong."""
        plans = self.plans
        if not plans:
            self.form_errors.append(_("Keep at least one unit."))
            return False
        wrong = misfit(starts_on, ends_on, plans)
        if wrong is None:
            return True
        field, message = _error_in(self.wanted[wrong], starts_on, ends_on)
        field.errors = [message]
        self.spans.errors = [span.form.errors for span in self.spans]
        return False


def _error_in(row: SpanForm, starts_on: dt.date, ends_on: dt.date) -> tuple[Day, Any]:
    """What is wrong with the dates of a stay that does not fit, and where."""
    if row.ends_on.data < row.starts_on.data:
        return row.ends_on, _("The last day comes before the first.")
    if row.ends_on.data > ends_on:
        return row.ends_on, _("This is after the placement's last day.")
    if row.starts_on.data < starts_on:
        return row.starts_on, _("This is before the placement's first day.")
    return row.starts_on, _("The unit before has not ended yet on this day.")


class PlacementForm(FactsForm, RotationForm):
    """The second step: the facts again, and each stay by itself."""

    token = Token()
