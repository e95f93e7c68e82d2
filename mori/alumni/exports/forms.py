from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from mori.web.fields import NOT_OFFERED, Form, Line, Token, needed

from .rules import TableForm


class ExportForm(Form):
    """What a table of alumni is for; without a reason there is none."""

    token = Token()
    reason = Line(
        _("What is it for?"),
        [needed(_("Write what the table is for: it stands on its first sheet and in the log."))],
        most=300,
    )
    form = RadioField(
        _("File"),
        choices=[SelectChoice(each.value, each.label) for each in TableForm],
        default=TableForm.XLSX.value,
        invalid_choice_message=NOT_OFFERED,
    )
