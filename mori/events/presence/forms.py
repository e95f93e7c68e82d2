from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import ValidationError

from mori.web.fields import Day, Form, Line, Token, choices, needed

from .rules import HalfDay, Part

NAME, COMMUNITY, REASON = 120, 120, 200

NO_HALF = _("Choose one of the event's half-days.")
AHEAD = _("This day has not come yet: nobody is marked ahead.")
SEVERAL = _("Several are called so. Choose one of them.")
NOBODY = _("Nobody on the list has these letters or this name. Add them as a guest.")


class HalfDayForm(Form):
    """For which half-day something is said."""

    token = Token()
    day = Day(_("Day"), _("Choose the day."))
    part = RadioField(
        _("Half-day"),
        choices=choices([(each.value, each.label) for each in Part]),
        validate_choice=False,
    )

    def half_of(self, halves: list[HalfDay]) -> HalfDay | None:
        """The half-day that was said, if the event has it."""
        said = (self.day.data, self.part.data)
        return next((each for each in halves if (each.day, each.part.value) == said), None)


class HandForm(HalfDayForm):
    """Somebody of the list: by letters or a name that were typed, or by the button beside them."""

    who = Line(_("Four letters or a name"), most=NAME)
    pick = Line(_("Four letters"), most=12)

    def validate_who(self, field: Line) -> None:
        if not self.said:
            raise ValidationError(_("Write the four letters, or a name."))

    @property
    def said(self) -> str:
        return str(self.pick.data or self.who.data)


class GuestForm(HalfDayForm):
    """Somebody who came without an invitation."""

    guest = Line(_("Name"), [needed(_("Write the guest's name."))], most=NAME)
    community = Line(_("Community"), most=COMMUNITY)


class VoidForm(Form):
    """Why a mark does not count."""

    reason = Line(
        _("Why does it not count?"),
        [needed(_("Say why, so that whoever reads the list later understands it."))],
        most=REASON,
    )


def say_who(form: HandForm, is_several: bool) -> None:
    """Why nobody was marked: nobody is meant, or several are."""
    form.who.errors = [SEVERAL if is_several else NOBODY]


def choose(form: HalfDayForm, halves: list[HalfDay], half: HalfDay) -> None:
    """Offer the half-days of one day, with one of them chosen."""
    parts = [each.part for each in halves if each.day == half.day]
    form.part.choices = choices([(each.value, each.label) for each in parts])
    form.day.data, form.part.data = half.day, half.part.value
