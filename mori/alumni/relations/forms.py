from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from mori.alumni.records.forms import Revision, day_of
from mori.alumni.values.rules import Field
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Token, choices, needed
from mori.web.filters import as_far_as_known
from mori.web.i18n import locale

from ..models import Engagement
from ..rules import PlaceKind
from .operations import Place
from .rules import NETWORK_MOST, Of, kinds


class PlaceForm(Revision):
    """Where somebody is or was."""

    token = Token()
    kind = RadioField(
        _("What is it?"),
        choices=choices((each.value, each.label) for each in PlaceKind),
        invalid_choice_message=NOT_OFFERED,
    )
    name = Line(_("Name of the place"), [needed(_("Write where they are."))])
    post = Line(_("Post"))
    since = Line(_("Since"), most=30)
    until = Line(_("Until"), most=30)

    def validate_since(self, field: Line) -> None:
        self.first = day_of(field.data, Field.STARTS)

    def validate_until(self, field: Line) -> None:
        self.last = day_of(field.data, Field.ENDS)
        first = getattr(self, "first", "")
        if self.last and first and self.last < first[: len(self.last)]:
            raise ValidationError(_("It ends before it begins."))

    @property
    def place(self) -> Place:
        kind = PlaceKind(self.kind.data)
        return Place(kind, self.name.data, self.post.data, self.first, self.last)


def known_place(engagement: Engagement, revision: int) -> dict[str, Any]:
    """What the form shows at first."""
    days = {name: getattr(engagement, name) for name in ("since", "until")}
    return {
        "kind": engagement.kind,
        "name": engagement.name,
        "post": engagement.post,
        **{name: as_far_as_known(locale(), day) for name, day in days.items()},
        "revision": str(revision),
    }


class OfferForm(Form):
    """What somebody offers."""

    token = Token()
    kind = SelectField(_("What do they offer?"), invalid_choice_message=NOT_OFFERED)
    note = Line(_("Note"), most=200)


class ChoiceForm(Form):
    """Which alumnus is meant."""

    other = HiddenField()
    note = Line(_("Note"), most=200)


class ActivityForm(Form):
    """Something that the network did."""

    token = Token()
    held_on = Day(_("Day"), missing=_("Choose the day."))
    kind = SelectField(_("What kind of activity?"), invalid_choice_message=NOT_OFFERED)
    title = Line(_("Title"), [needed(_("Write what it was."))])
    note = Line(_("Note"), most=300)


class NetworkForm(Form):
    name = Line(_("Name of the network"), most=NETWORK_MOST)


def offer_kinds(form: OfferForm | ActivityForm, of: Of, locale: str) -> Any:
    """With the kinds that there are."""
    form.kind.choices = choices((code, each.label(locale)) for code, each in kinds(of).items())
    return form
