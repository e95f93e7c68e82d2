import re

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, StringField, ValidationError
from wtforms.validators import NumberRange

from mori.web.fields import Form, Token, one_line

from .intake import NAME
from .rules import KEY

INCOMPLETE = _("This is no file that can be sent here. Reload the page and choose it once more.")
DIGEST = re.compile("[0-9a-f]{64}")


class UploadForm(Form):
    """What a phone says of a file before it sends it in pieces."""

    token = Token()
    purpose = StringField()
    name = StringField(filters=[lambda text: one_line(text)[:NAME]])
    bytes = IntegerField(validators=[NumberRange(1, 2**31 - 1)])
    digest = StringField()

    def validate_digest(self, field: StringField) -> None:
        if not DIGEST.fullmatch(field.data or ""):
            raise ValidationError(INCOMPLETE)


class WithUpload(Form):
    """A form with a file; ``upload`` is the key of one that was received before."""

    token = Token()
    upload = HiddenField(filters=[lambda key: one_line(key)[:KEY]])
