from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField
from wtforms.validators import NumberRange, Optional, ValidationError

from mori.accounts.rules import LONGEST_LOGIN, normal_email
from mori.links.rules import Hand
from mori.web.fields import Day, Form, Line, Minutes, Prose, Token, needed

from .models import PlanOutcome
from .rules import LONGEST_LABEL, LONGEST_WORDS, MOST, MOST_MINUTES, CreditTerms, Wanted

NUMBERS = range(1, MOST + 1)


class PlanForm(Form):
    """Up to eight outcomes or courses, each with its hours; lines left empty say nothing."""

    revision = IntegerField(validators=[Optional()], default=0)

    @classmethod
    def of(cls, revision: int, outcomes: Sequence[PlanOutcome]) -> "PlanForm":
        said: dict[str, Any] = {"revision": revision}
        for number, each in zip(NUMBERS, outcomes, strict=False):
            said |= {
                f"key_{number}": each.key,
                f"label_{number}": each.label,
                f"hours_{number}": each.minutes,
            }
        return cls(formdata=None, data=said)

    @property
    def lines(self) -> list[tuple[Any, Any, Any]]:
        """Key, label and hours of each line."""
        return [(self[f"key_{n}"], self[f"label_{n}"], self[f"hours_{n}"]) for n in NUMBERS]

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        for _key, label, hours in self.lines:
            if label.data and not hours.data and not hours.errors:
                hours.errors = [_("Write the hours as 40 or 7:30, 2000 at most.")]
            if hours.data and not label.data and not label.errors:
                label.errors = [_("Write what these hours are for.")]
        if is_right and not self.wanted:
            self.form_errors.append(_("Write at least one outcome or course, with its hours."))
        return not self.errors

    @property
    def wanted(self) -> list[Wanted]:
        return list(self._wanted())

    def _wanted(self) -> Iterator[Wanted]:
        for key, label, hours in self.lines:
            if label.data and hours.data:
                yield Wanted(key.data or "", label.data, hours.data)


for _number in NUMBERS:
    setattr(PlanForm, f"key_{_number}", HiddenField())
    _label = Line(_("Outcome or course %(n)d", n=_number), most=LONGEST_LABEL)
    setattr(PlanForm, f"label_{_number}", _label)
    _hours = Minutes(
        _("Hours"), _("Write the hours as 40 or 7:30, 2000 at most."), most=MOST_MINUTES
    )
    setattr(PlanForm, f"hours_{_number}", _hours)


class LookForm(Form):
    """Having looked at a plan, as it was then."""

    revision = IntegerField(default=0)


class AskForm(Form):
    """Who at the campus agrees to the plan."""

    token = Token()
    revision = IntegerField(validators=[Optional()], default=0)
    name = Line(_("Campus supervisor"), [needed(_("Write the name of whoever it is for."))])
    email = Line(_("Their e-mail"), most=LONGEST_LOGIN)
    phone = Line(_("Their phone number"), most=40)

    def validate_email(self, field: Line) -> None:
        if field.data and not normal_email(field.data):
            raise ValidationError(_("Write an address such as name@example.id."))

    @property
    def hand(self) -> Hand:
        return Hand(self.name.data, normal_email(self.email.data) or "", self.phone.data)


class AnswerForm(Form):
    """What the campus says to a plan; sending it back needs a sentence."""

    revision = IntegerField(default=0)
    words = Prose(_("What should be different?"), most=LONGEST_WORDS)


class CreditForm(Form):
    """How many hours make one credit in an office."""

    hours = IntegerField(
        _("Hours for one SKS"),
        validators=[NumberRange(1, 1000, _("Write a whole number, such as 45."))],
    )
    source = Line(
        _("Who says so"), [needed(_("Name the rule or agreement that says so."))], most=200
    )
    verified_on = Day(_("Looked up on"), _("Choose the day."))

    @property
    def terms(self) -> CreditTerms:
        return CreditTerms(self.hours.data, self.source.data, self.verified_on.data)
