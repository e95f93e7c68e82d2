from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.institutions.models import InstitutionContact
from mori.web.fields import NOT_OFFERED, Form, choices

NOBODY = "-"


class SupervisorForm(Form):
    """Which contact accompanies an intern."""

    contact = RadioField(_("Campus or school supervisor"), invalid_choice_message=NOT_OFFERED)

    def offer(self, contacts: Iterable[InstitutionContact]) -> None:
        self.known = {each.key: each for each in contacts}
        named = [(key, f"{each.name} ({each.role.label})") for key, each in self.known.items()]
        self.contact.choices = choices([*named, (NOBODY, _("Nobody"))])

    @property
    def chosen(self) -> InstitutionContact | None:
        return self.known.get(self.contact.data)


class StudentsForm(SupervisorForm):
    """The same for several at once."""

    students = SelectMultipleField(_("Students"), validate_choice=False)

    def validate_students(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one student."))
