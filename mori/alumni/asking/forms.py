from flask_babel import lazy_gettext as _
from wtforms import RadioField

from mori.links.forms import GiveForm
from mori.web.fields import NOT_OFFERED, choices


class InviteForm(GiveForm):
    """How the link reaches somebody: by mail, or shared by hand."""

    by = RadioField(
        _("How does it reach them?"),
        choices=choices([("mail", _("By mail")), ("hand", _("To be shared"))]),
        invalid_choice_message=NOT_OFFERED,
    )
