from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Form, Line, Prose, choices

from ..models import NetworkSetting
from ..rules import types
from .operations import Wanted
from .rules import used_types


class SettingForm(Form):
    """What an office says of its network."""

    name = Line(_("What the network is called"), most=60)
    member_word = Line(_("What somebody in it is called"), most=40)
    terms = Prose(_("What being a member means"), most=2000)
    types = SelectMultipleField(_("Kinds of communities"), validate_choice=False)

    def offer(self, locale: str) -> None:
        self.types.choices = choices((code, each.label(locale)) for code, each in types().items())

    def validate_types(self, field: SelectMultipleField) -> None:
        if not set(field.data or ()) <= types().keys():
            raise ValidationError(NOT_OFFERED)
        if not field.data:
            raise ValidationError(_("Choose one kind at least."))

    @property
    def wanted(self) -> Wanted:
        said = self.name.data, self.member_word.data, self.terms.data
        return Wanted(*said, self.types.data or ())


def known_setting(setting: NetworkSetting) -> dict[str, object]:
    """What the form shows at first."""
    return {
        "name": setting.name,
        "member_word": setting.member_word,
        "terms": setting.terms,
        "types": used_types(setting.types_unused),
    }
