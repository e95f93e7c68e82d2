from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, ValidationError

from mori.certificates.numbers.rules import NUMBER_MOST, number_folded
from mori.web.fields import Day, Form, Line, Token, needed

EVENT_LABELS = {
    "make": _("Begun"),
    "number": _("Number given"),
    "print": _("PDF made"),
    "sign": _("Signed"),
    "revoke": _("Revoked"),
    "drop": _("Dropped"),
    "show_marks": _("Marks shown to whoever checks it"),
    "hide_marks": _("Marks hidden again"),
}
DATED = _("Choose the date that stands on the paper.")


class NumberForm(Form):
    """Number and date from the office's register."""

    number = Line(_("Number"), [needed(_("Write the number from the register."))], most=NUMBER_MOST)
    issued_on: Any = Day(_("Date on the paper"), missing=DATED)

    def validate_number(self, field: Line) -> None:
        if not number_folded(field.data):
            raise ValidationError(_("Write the number from the register."))


class RevokeForm(Form):
    """Why a paper counts no longer."""

    why = Line(
        _("Why"),
        [needed(_("Write why. Whoever checks the paper reads it, and so does the intern."))],
        most=300,
    )


class ReplaceForm(Form):
    """The date of the paper that is made anew."""

    token = Token()
    issued_on: Any = Day(_("Date on the paper"), missing=DATED)


class MarksForm(Form):
    """Whether whoever checks a paper may see the marks."""

    is_shown = BooleanField()
