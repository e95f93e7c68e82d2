from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, StringField, ValidationError
from wtforms.validators import NumberRange, Optional

from mori.certificates.forms import Seen, one_of
from mori.certificates.statements.rules import Signing
from mori.web.fields import Form, Line, Token, needed

from .models import PaperSetting
from .operations import SettingFacts
from .rules import (
    CODE_MOST,
    LAST_MOST,
    NUMBER_MOST,
    TEMPLATE_MOST,
    Numbering,
    Restart,
    number_folded,
    pattern_flaw,
)

WHOLE = _("Write a whole number from 1 to 999999.")


class Whole(IntegerField):
    """A whole number; None when left empty."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = "".join(valuelist[:1]).strip()
        if text:
            try:
                self.data = int(text)
            except ValueError:
                raise ValueError(WHOLE) from None


class SettingForm(Form):
    """How an office numbers its papers, and how they are signed."""

    seen = Seen()
    numbering = one_of(_("Numbers"), Numbering)
    template = Line(_("Pattern"), most=TEMPLATE_MOST)
    code = Line(_("Code of the office, for {kode}"), most=CODE_MOST)
    restart = one_of(_("The running number begins"), Restart)
    count_from = Whole(
        _("Next running number"), [Optional(), NumberRange(1, LAST_MOST, message=WHOLE)]
    )
    signing = one_of(_("Papers are signed"), Signing)
    only_look = StringField()  # the button that shows the next number and saves nothing

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid: bool = super().validate(extra_validators)
        if not is_valid or self.facts.numbering.is_typed:
            return is_valid
        flaw = pattern_flaw(self.template.data, self.code.data, self.facts.restart)
        if flaw:
            self.template.errors = [*self.template.errors, flaw.label]
        return flaw is None

    @property
    def facts(self) -> SettingFacts:
        return SettingFacts(
            Numbering(self.numbering.data),
            self.template.data,
            self.code.data,
            Restart(self.restart.data),
            Signing(self.signing.data),
        )


def known_setting(setting: PaperSetting) -> dict[str, Any]:
    """What the form shows at first."""
    facts = {name: getattr(setting, name) for name in SettingFacts._fields}
    return {**facts, "seen": setting.revision}


class OutsideForm(Form):
    """A number of the register that a paper outside MORI has."""

    token = Token()
    number = Line(_("Number"), [needed(_("Write the number."))], most=NUMBER_MOST)
    note = Line(
        _("Which paper has it"),
        [needed(_("Write which paper has it, for whoever looks later."))],
        most=200,
    )

    def validate_number(self, field: Line) -> None:
        if not number_folded(field.data):
            raise ValidationError(_("Write the number."))
