from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from mori.evaluation.reports.forms import Link
from mori.uploads.forms import WithUpload
from mori.web.fields import Day, Form, choices

from ..studies.models import Study
from .operations import Consent
from .rules import LINK_MOST

LIST, NAME = "list", "name"


class FinalForm(WithUpload):
    """A file, or a link to where the campus keeps it."""

    link = Link(_("Or a link to it at your campus"), most=LINK_MOST)


class DayForm(Form):
    """From which day on anybody may read the file."""

    public_on = Day(_("The file opens on"))


class ConsentForm(DayForm):
    """The same, and what an author agrees to."""

    agrees = SelectMultipleField(
        _("What anybody may see"),
        choices=choices(
            [
                (LIST, _("Title, short text and method, in the public list")),
                (NAME, _("My name with it")),
            ]
        ),
    )

    def validate_agrees(self, field: SelectMultipleField) -> None:
        if NAME in (field.data or []) and LIST not in (field.data or []):
            raise ValidationError(
                _("Your name stands beside the title: choose both, or only the title.")
            )

    @classmethod
    def of(cls, study: Study) -> "ConsentForm":
        agreed = [(LIST, study.wants_list), (NAME, study.wants_name)]
        said = [name for name, is_agreed in agreed if is_agreed]
        return cls(formdata=None, data={"agrees": said, "public_on": study.public_on})

    @property
    def consent(self) -> Consent:
        said = self.agrees.data or []
        return Consent(LIST in said, NAME in said, self.public_on.data)
