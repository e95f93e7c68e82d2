from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from mori.certificates.forms import Seen
from mori.web.fields import Day, Form, Line, Token, needed

from .models import NAME_MOST
from .operations import SignatoryFacts


class SignatoryForm(Form):
    """Whose name stands under papers, and in which days."""

    token = Token()
    seen = Seen()
    name = Line(
        _("Name as it is printed"),
        [needed(_("Write the name with its titles, as it is printed."))],
        most=NAME_MOST,
    )
    post = Line(
        _("Post"), [needed(_("Write the post, such as Kepala Perwakilan."))], most=NAME_MOST
    )
    post_en = Line(_("Post in English"), most=NAME_MOST)
    from_on: Any = Day(_("In office from"), missing=_("Choose the first day in office."))
    until_on: Any = Day(_("Until"))

    def validate_until_on(self, field: Day) -> None:
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("The last day comes before the first."))

    @property
    def facts(self) -> SignatoryFacts:
        return SignatoryFacts(
            self.name.data,
            self.post.data,
            self.post_en.data,
            self.from_on.data,
            self.until_on.data,
        )
