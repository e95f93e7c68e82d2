from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from mori.institutions.forms import RegionForm
from mori.web.fields import Line, Token, needed


class CountForm(RegionForm):
    """Where it was; all else that is counted stands in the note."""

    token = Token()
    region = Line(
        _("Regency or city of the service"), [needed(_("Write the regency or city."))], most=60
    )

    def validate_region(self, field: Line) -> None:
        super().validate_region(field)
        if self.region_id and "." not in self.region_said:
            raise ValidationError(_("Write the regency or city, not the province."))
