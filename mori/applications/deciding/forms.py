from collections.abc import Collection, Mapping, Sequence

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField
from wtforms.validators import ValidationError

from mori.accounts.models import Membership, Person
from mori.offices.models import Unit
from mori.web.fields import NOT_OFFERED, Day, Form, Prose, choices, one_line

from ..models import Applicant
from .operations import Terms, Verdict
from .rules import VERBS


class DecidingForm(Form):
    """What is decided about those that were ticked; fields left empty mean "as asked"."""

    verb = HiddenField(filters=[one_line])
    ready = HiddenField(filters=[one_line])  # the second step: what it takes has been shown
    unit = SelectField(_("Unit"), default="", invalid_choice_message=NOT_OFFERED)
    supervisor = SelectField(_("Supervisor"), default="", invalid_choice_message=NOT_OFFERED)
    starts_on = Day(_("First day, if another than asked for"))
    ends_on = Day(_("Last day, if another than asked for"))
    note = Prose(_("Reason"), most=1000)
    over_why = Prose(_("Why more than there are places"), most=300)

    def offer(
        self,
        units: Sequence[Unit],
        members: Sequence[Membership],
        tied: Mapping[int, Collection[int]],
    ) -> "DecidingForm":
        """The office's units, and who supervises there but for whom any of them is tied to."""
        never = {person for people in tied.values() for person in people}
        self.units = {each.key: each for each in units}
        self.people: dict[str, Person] = {
            each.person.key: each.person for each in members if each.person_id not in never
        }
        self.members, self.tied = members, tied
        self.unit.choices = choices(
            [("", _("As asked for")), *((each.key, each.name) for each in units)]
        )
        named = [(key, person.name) for key, person in self.people.items()]
        self.supervisor.choices = choices([("", _("Whoever supervises in the unit")), *named])
        return self

    def validate_verb(self, field: HiddenField) -> None:
        if field.data not in VERBS:
            raise ValidationError(_("Choose what to decide."))

    def validate_ends_on(self, field: Day) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day comes before the first."))

    def verdict_on(self, applicant: Applicant) -> Verdict:
        return Verdict(applicant, self._terms(applicant) if self.verb.data == "accept" else None)

    def _terms(self, applicant: Applicant) -> Terms | None:
        """Where they go: as the form says, else as they or their opening asked for."""
        application = applicant.application
        opening = application.opening
        unit = self.units.get(self.unit.data or "")
        unit_id = unit.id if unit else applicant.unit_id or (opening.unit_id if opening else None)
        person = self.people.get(self.supervisor.data or "")
        person_id = person.id if person else self._supervisor_in(unit_id, applicant)
        starts_on = self.starts_on.data or applicant.starts_on or application.starts_on
        ends_on = self.ends_on.data or applicant.ends_on or application.ends_on
        if not (unit_id and person_id and starts_on and ends_on) or ends_on < starts_on:
            return None
        return Terms(unit_id, person_id, starts_on, ends_on)

    def _supervisor_in(self, unit_id: int | None, applicant: Applicant) -> int | None:
        here = (each.person_id for each in self.members if unit_id and each.unit_id == unit_id)
        never = self.tied.get(applicant.id, ())
        return next((each for each in here if each not in never), None)
