"""What members say by their link."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Form, Line, needed

from ..rules import Purpose


class TermsForm(Form):
    """The terms that were shown, by their number."""

    version = HiddenField()

    def validate_version(self, field: HiddenField) -> None:
        if not (field.data or "").isdecimal() or len(field.data) > 4:
            raise ValidationError(_("Read the terms first."))


class TapForm(Form):
    """One tap: that is all there is to say."""

    sure = HiddenField(validators=[needed(_("Press the button once more."))])


class ConsentForm(Form):
    """One tap on one purpose: agreed to, or taken back."""

    give = Line("")
    take = Line("")

    def validate_give(self, field: Line) -> None:
        if (field.data or self.take.data) not in set(Purpose):
            raise ValidationError(NOT_OFFERED)

    @property
    def tapped(self) -> Purpose:
        return Purpose(self.give.data or self.take.data)
