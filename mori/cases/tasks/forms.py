from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Day, Form, Prose, Token, choices, needed

from .rules import ContactWay

YES, NO = "yes", "no"


class TaskForm(Form):
    """A next step, and its day."""

    token = Token()
    text = Prose(_("What is to be done"), [needed(_("Write what is to be done."))], most=1000)
    due_on = Day(_("Until which day"), _("Choose the day by which it is done."))


class DoneForm(Form):
    """Which task is done."""

    task = HiddenField()


class PlanForm(Form):
    """What was planned with the person; each version stays."""

    token = Token()
    text = Prose(_("Plan"), [needed(_("Write what is planned."))], most=4000)


class ContactForm(Form):
    """A try to reach the person."""

    token = Token()
    way = RadioField(
        _("How"), choices=choices((each.value, each.label) for each in ContactWay),
        validate_choice=False,
    )  # fmt: skip
    reached = RadioField(
        _("Reached?"), choices=choices([(YES, _("Yes")), (NO, _("No"))]), validate_choice=False
    )
    text = Prose(_("What to know of it"), most=2000)
    next_on = Day(_("Next try, or next talk"))

    def validate_way(self, field: RadioField) -> None:
        _require_one_of([*ContactWay], field.data)

    def validate_reached(self, field: RadioField) -> None:
        _require_one_of([YES, NO], field.data)

    @property
    def is_reached(self) -> bool:
        return bool(self.reached.data == YES)


def _require_one_of(offered: list[str], said: str | None) -> None:
    if said not in offered:
        raise ValidationError(NOT_OFFERED)
