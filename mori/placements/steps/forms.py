from flask_babel import lazy_gettext as _
from wtforms import SelectField

from mori.web.fields import NOT_OFFERED, Day, Form, Prose, choices

from ..passport.rules import lines_said
from .rules import StepMoment


class StepsForm(Form):
    """What belongs to briefing and farewell, one step a line."""

    briefing = Prose(_("Briefing, one step a line"), most=3000)
    farewell = Prose(_("Farewell, one step a line"), most=3000)

    @property
    def said(self) -> list[tuple[StepMoment, list[str]]]:
        return [(each, lines_said(self[each.value].data or "")) for each in StepMoment]


class StepDayForm(Form):
    """On which day it is."""

    moment = SelectField(
        choices=choices((each.value, each.label) for each in StepMoment),
        invalid_choice_message=NOT_OFFERED,
    )
    day = Day(_("Day"), _("Choose the day."))
