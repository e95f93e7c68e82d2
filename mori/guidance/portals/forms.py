from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import NumberRange, ValidationError

from mori.logbook.rules import MAX_TEXT
from mori.placements.rules import InternKind
from mori.web.fields import NOT_OFFERED, Day, Form, Line

from .rules import LONGEST_PORTAL, MOST_VERIFICATIONS, PortalTerms


def _number(label: Any, most: int, message: Any) -> IntegerField:
    return IntegerField(
        label, [NumberRange(0, most, message)], default=0, invalid_value_message=message
    )


_CHARACTERS = _("Write a number of characters, 0 if none is asked.")


class PortalForm(Form):
    """What the portal of a kind of intern asks; without a name there is none."""

    kind = HiddenField()
    portal = Line(_("Name of the portal"), most=LONGEST_PORTAL)
    text_least = _number(_("Activity: at least so many characters"), MAX_TEXT, _CHARACTERS)
    learnt_least = _number(_("Learnt: at least so many characters"), MAX_TEXT, _CHARACTERS)
    obstacles_least = _number(_("Obstacles: at least so many characters"), MAX_TEXT, _CHARACTERS)
    is_ticked = BooleanField(_("Interns tick each day that they have sent"))
    verifications = _number(
        _("Verifications by the supervisor in a month"),
        MOST_VERIFICATIONS,
        _("From 0 to 4 in a month."),
    )
    is_evaluated = BooleanField(_("The supervisor evaluates once a month"))
    source = Line(_("Who says so"), most=200)
    verified_on = Day(_("Looked up on"))

    @property
    def known_kind(self) -> InternKind | None:
        return InternKind(self.kind.data) if self.kind.data in {*InternKind} else None

    def validate_kind(self, field: HiddenField) -> None:
        if self.known_kind is None:
            raise ValidationError(NOT_OFFERED)

    @property
    def terms(self) -> PortalTerms:
        return PortalTerms(*(self[each].data for each in PortalTerms._fields))
