from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, TextAreaField
from wtforms.validators import ValidationError

from mori.access.roles import Role
from mori.accounts.forms import PersonForm
from mori.accounts.operations import EMAIL_TAKEN, PHONE_TAKEN
from mori.accounts.queries import contacts_taken
from mori.web.fields import Day, Form, Line, Token, choices, needed

from ..forms import check_period
from .rules import (
    CONTACT,
    INTERNSHIP,
    MOST_ROWS,
    MOST_SIGNS,
    Table,
    day_written,
    repeated,
    table_of,
)


class WrittenDay(Day):
    """A date as spreadsheets show it."""

    def read(self, text: str) -> Any:
        day = day_written(text)
        if day is None:
            raise ValueError(_("Write the dates as day/month/year, such as 23/11/2026."))
        return super().read(day.isoformat())


class RowForm(PersonForm):
    """One row of a pasted table: the form for a single person, and where an intern is from."""

    class Meta(PersonForm.Meta):
        csrf = False

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            if isinstance(formdata, MultiDict):
                return formdata  # the row's cells, not what the browser sent
            return super().wrap_formdata(form, formdata)

    institution = Line(_("Institution"))
    starts_on = WrittenDay(_("First day"))
    ends_on = WrittenDay(_("Last day"))

    def validate_ends_on(self, field: Day) -> None:
        check_period(self.starts_on.data, field.data)


class Row(NamedTuple):
    """A row as it was understood, and what is wrong with it."""

    number: int
    cells: list[str]
    form: RowForm
    problems: list[Any]


class PasteForm(Form):
    """A table of people, all in one role."""

    role = RadioField(_("Role"), invalid_choice_message=_("Choose a role."))
    # Neither cut nor stripped: an empty first cell is one.
    table = TextAreaField(_("Rows from your spreadsheet"), [needed(_("Paste at least one row."))])
    rest = TextAreaField()  # rows that cannot be added yet, while the others are
    token = Token()

    def offer(self, roles: Sequence[Role]) -> "PasteForm":
        self.role.choices = choices((role.value, role.label) for role in roles)
        return self

    def validate_table(self, field: TextAreaField) -> None:
        if len(field.data) > MOST_SIGNS:
            raise ValidationError(_("This is too much at once. Paste fewer rows, then the others."))
        found = len(self.read().rows)
        if not found:
            raise ValidationError(_("Paste at least one row."))
        if found > MOST_ROWS:
            raise ValidationError(
                _(
                    "At most %(most)d rows at once; these are %(found)d.",
                    most=MOST_ROWS,
                    found=found,
                )
            )

    @property
    def is_of_interns(self) -> bool:
        return str(self.role.data) == Role.INTERN.value

    def read(self) -> Table:
        expected = CONTACT + INTERNSHIP if self.is_of_interns else CONTACT
        return table_of(self.table.data or "", expected)

    def take_rest(self) -> None:
        """Put the rows that were set aside back below the others."""
        table = self.read()
        aside = table_of(self.rest.data or "", table.columns, table.between)
        self.table.data = table.written([*table.rows, *aside.rows])


def rows_of(table: Table) -> list[Row]:
    """The rows of a table, each held against the form, the others and whoever is known."""
    rows = [RowForm(MultiDict(table.named(row))) for row in table.rows]
    taken = contacts_taken([each for row in rows for each in row.contact if each])
    twice = repeated(each for row in rows for each in row.contact)
    return [
        Row(number, cells, form, _problems_of(form, taken, twice))
        for number, (cells, form) in enumerate(zip(table.rows, rows, strict=True), 1)
    ]


def _problems_of(form: RowForm, taken: set[str], twice: set[str]) -> list[Any]:
    form.validate()
    phone, email = form.contact
    known = ((phone, PHONE_TAKEN, TWICE_PHONE), (email, EMAIL_TAKEN, TWICE_EMAIL))
    found = [is_taken for each, is_taken, _is_twice in known if each in taken]
    found += [is_twice for each, _is_taken, is_twice in known if each in twice]
    return [*(text for texts in form.errors.values() for text in texts), *found]


TWICE_PHONE = _("This phone number stands twice in the table.")
TWICE_EMAIL = _("This e-mail address stands twice in the table.")
