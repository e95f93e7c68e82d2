from collections.abc import Collection, Mapping

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField

from mori.evaluation.rules import Moment
from mori.evaluation.schemes.forms import scheme_name
from mori.evaluation.schemes.models import Scheme
from mori.placements.rules import InternKind
from mori.web.fields import NOT_OFFERED, Form, choices, one_line

from .rules import NOTHING, Place, seen_of

AS_NATIONAL = "national"  # the office says nothing of its own
NO_SCHEME = "none"


def field_name(kind: InternKind, moment: Moment) -> str:
    return f"{kind.value}-{moment.value}"


class ChoicesForm(Form):
    """For each kind of intern and each moment a scheme: see the fields added below."""

    seen = HiddenField(filters=[one_line])

    def offer(self, schemes: Collection[Scheme], national: Mapping[Place, str]) -> None:
        """Let one of these be chosen; the national choice is named."""
        names = {each.family: scheme_name(each) for each in schemes}
        offered = [(NO_SCHEME, _("not assessed")), *names.items()]
        for place, field in self.places.items():
            name = names.get(national.get(place, ""), _("not assessed"))
            as_national = (AS_NATIONAL, _("as nationally: %(name)s", name=name))
            field.choices = choices([as_national, *offered])

    @property
    def places(self) -> dict[Place, SelectField]:
        return {
            (kind, moment): self[field_name(kind, moment)]
            for kind in InternKind
            for moment in Moment
        }

    @property
    def wanted(self) -> dict[Place, str]:
        """What the office says itself."""
        return {
            place: NOTHING if field.data == NO_SCHEME else field.data
            for place, field in self.places.items()
            if field.data != AS_NATIONAL
        }


for _kind in InternKind:
    for _moment in Moment:
        _field = SelectField(_moment.label, invalid_choice_message=NOT_OFFERED, default=AS_NATIONAL)
        setattr(ChoicesForm, field_name(_kind, _moment), _field)


def known_choices(own: Mapping[Place, str], in_use: Collection[str]) -> dict[str, str]:
    """What the form shows at first: schemes used no longer leave the word to the national ones."""
    shown = {
        field_name(*place): family or NO_SCHEME
        for place, family in own.items()
        if family == NOTHING or family in in_use
    }
    return shown | {"seen": seen_of(own)}
