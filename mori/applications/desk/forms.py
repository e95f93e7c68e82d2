import base64
import hashlib

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from mori.accounts.forms import IN_LATIN
from mori.accounts.rules import is_in_latin, normal_email, normal_phone
from mori.web.fields import Form, Line, Prose, choices, needed, one_line
from mori.web.i18n import locale

from ..models import Applicant
from ..papers.rules import papers
from .operations import Details, details_of

EVENT_LABELS = {
    "begin": _("Begun"),
    "send": _("Sent"),
    "ask": _("Asked for papers"),
    "complete": _("Papers handed in"),
    "verify": _("Found complete"),
    "wait": _("Put on the waiting list"),
    "accept": _("Accepted"),
    "refuse": _("Refused"),
    "withdraw": _("Withdrawn"),
    "expire": _("Expired"),
    "place": _("Placed and invited"),
    "correct": _("Name or contact put right"),
    "name": _("Name handed in"),
    "enter": _("Letter entered"),
    "note": _("Note"),
    "letter": _("Letter made"),
    "erase": _("Erased"),
}


class AskForm(Form):
    """Which papers are missing, in a tap each."""

    papers = SelectMultipleField(_("Which papers?"), validate_choice=False)
    words = Prose(_("In your own words"), most=1000)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.papers.choices = choices(
            (each.code, each.name_in(locale())) for each in papers().values()
        )

    def validate_papers(self, field: SelectMultipleField) -> None:
        if not self.asked:
            raise ValidationError(_("Tick the papers that are missing."))

    @property
    def asked(self) -> list[str]:
        return [code for code in papers() if code in (self.papers.data or ())]


class ApplicantForm(Form):
    """Whose a place is, and how they are reached."""

    seen = HiddenField(filters=[one_line])
    name = Line(_("Full name"))
    number = Line(_("Student number"), most=30)
    phone = Line(_("Mobile number"), most=30)
    email = Line(_("E-mail"), most=200)
    programme = Line(_("Study programme"), most=80)

    def validate_name(self, field: Line) -> None:
        if field.data and not is_in_latin(field.data):
            raise ValidationError(IN_LATIN)

    def validate_phone(self, field: Line) -> None:
        if field.data and not normal_phone(field.data):
            raise ValidationError(_("Write a mobile number such as 0812-3456-7890."))

    def validate_email(self, field: Line) -> None:
        if field.data and not normal_email(field.data):
            raise ValidationError(_("Write an address such as name@example.id."))

    @property
    def details(self) -> Details:
        return Details(*(self[name].data for name in Details._fields))


def known_applicant(applicant: Applicant) -> dict[str, str]:
    return {**details_of(applicant)._asdict(), "seen": seen_of(applicant)}


def seen_of(applicant: Applicant) -> str:
    """What a form was filled from, to be compared when it comes back."""
    said = repr(tuple(details_of(applicant))).encode()
    return base64.urlsafe_b64encode(hashlib.sha256(said).digest()[:12]).decode()


class NoteForm(Form):
    """What was said by telephone, or came up."""

    words = Prose(_("Note, for the office alone"), [needed(_("Write the note."))], most=1000)


class SettingForm(Form):
    """Within how many working days the office replies."""

    seen = IntegerField()
    reply_within = IntegerField(
        _("Working days to reply"),
        [
            InputRequired(message=_("Write a number of days from 1 to 30.")),
            NumberRange(1, 30, message=_("Write a number of days from 1 to 30.")),
        ],
    )
