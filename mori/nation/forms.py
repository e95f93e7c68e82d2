from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.validators import Regexp

from mori.accounts.forms import PersonForm
from mori.core.clock import ZONE_NAMES
from mori.offices.rules import NewOffice
from mori.web.fields import NOT_OFFERED, Form, Line, choices, needed


class NewOfficeForm(Form):
    """What a new office is called, where it sits and which clock it lives by."""

    name = Line(_("Name of the office"), [needed(_("Write the name of the office."))], most=80)
    code = Line(
        _("Code"),
        [
            needed(_("Write the code of the office.")),
            Regexp(r"^[0-9A-Za-z]{1,4}$", message=_("One to four letters or digits, such as 63.")),
        ],
        most=4,
    )
    seat = Line(_("City or regency"), [needed(_("Write the city or regency."))], most=80)
    zone = SelectField(
        _("Time zone"),
        choices=choices((zone, f"{short} ({zone})") for zone, short in ZONE_NAMES.items()),
        invalid_choice_message=NOT_OFFERED,
    )
    address = Line(_("Address, for printed sheets"), most=200)

    @property
    def wanted(self) -> NewOffice:
        fields = (self.code, self.name, self.seat, self.zone, self.address)
        return NewOffice(*(each.data for each in fields))


class FirstHeadForm(PersonForm):
    """Who leads a new office, and how they sign in."""


class CloseForm(Form):
    """Closing an office, with a tick so that it is no slip."""

    sure = BooleanField(
        _("Yes, close this office"), [needed(_("Tick the box to close the office."))]
    )
