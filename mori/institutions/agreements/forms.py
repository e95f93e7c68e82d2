from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from mori.uploads.forms import WithUpload
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Token, choices, needed, one_line

from ..models import InstitutionContact
from .models import Agreement
from .operations import Terms
from .rules import LONGEST, MOVES, Level
from .words import scope_named, scopes

EVENT_LABELS = {
    **{verb: state.label for verb, (_from, state) in MOVES.items()},
    "draft": _("Drafted"),
    "change": _("Corrected"),
    "word": _("One side has signed"),
}
MOST_A_YEAR = 99_999


class Count(StringField):
    """A number of at most five digits; None when left empty."""

    data: int | None

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = one_line("".join(valuelist[:1])).replace(".", "")
        if not text:
            return
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST_A_YEAR):
            raise ValueError(_("Write a number from 1 to %(most)d.", most=MOST_A_YEAR))
        self.data = int(text)


class AgreementForm(WithUpload):
    """What is agreed, and the text to be signed."""

    level = RadioField(
        _("Kind"),
        choices=choices((each.value, each.label) for each in Level),
        default=Level.PKS.value,
        invalid_choice_message=NOT_OFFERED,
    )
    title = Line(_("Title"), [needed(_("Write what the agreement is called."))], most=200)
    our_number = Line(_("Our number"), most=60)
    their_number = Line(_("Their number"), most=60)
    our_signatory = Line(_("Who signs for us: name and post"), most=160)
    their_signatory = Line(_("Who signs for them: name and post"), most=160)
    begins_on = Day(_("First day"), _("Choose the first day."))
    ends_on = Day(_("Last day"), _("Choose the last day."))
    scopes = SelectMultipleField(_("What it is for"), validate_choice=False)

    def validate_ends_on(self, field: Day) -> None:
        begins_on, ends_on = self.begins_on.data, field.data
        if not begins_on or not ends_on:
            return
        if ends_on < begins_on:
            raise ValidationError(_("The last day comes before the first."))
        if (ends_on - begins_on).days > LONGEST:
            raise ValidationError(_("An agreement lasts ten years at most. Look at the years."))

    def validate_scopes(self, field: SelectMultipleField) -> None:
        if not any(code in scopes() for code in field.data or ()):
            raise ValidationError(_("Choose at least one thing that it is for."))

    def offer(self, language: str) -> None:
        self.scopes.choices = choices((code, scope_named(code, language)) for code in scopes())

    def quota_of(self, code: str) -> Count:
        quota: Count = self[f"quota_{code}"]
        return quota

    @property
    def scopes_said(self) -> dict[str, int | None]:
        chosen = self.scopes.data or ()
        return {code: self.quota_of(code).data for code in scopes() if code in chosen}

    @property
    def terms(self) -> Terms:
        said = {name: self[name].data for name in Terms._fields if name != "level"}
        return Terms(level=Level(self.level.data), **said)


for _code in scopes():
    setattr(AgreementForm, f"quota_{_code}", Count(_("A year, if agreed")))


def known_terms(agreement: Agreement, quotas: dict[str, int | None]) -> dict[str, object]:
    """What a form about an agreement shows at first."""
    facts = {name: getattr(agreement, name) for name in Terms._fields}
    numbers = {f"quota_{code}": quota or "" for code, quota in quotas.items()}
    return {**facts, "level": agreement.level.value, "scopes": list(quotas), **numbers}


class WordForm(Form):
    """The head's word for the text as it was shown, with a code where a second factor is on."""

    seen = HiddenField(filters=[one_line])
    code = StringField(_("Six-digit code"), filters=[one_line])


class TheirWordForm(Form):
    """The institution's word, by its link."""

    seen = HiddenField(filters=[one_line])
    name = Line(_("Your name"), [needed(_("Write your name."))])
    post = Line(_("Your post"), [needed(_("Write the post in which you sign."))])


class SignedAgreementForm(WithUpload):
    """The PDF that both sides signed, and when."""

    signed_on = Day(_("Signed on"), _("Choose the day on which it was signed."))


class EndForm(Form):
    """Why it counts no longer."""

    why = Line(_("Reason"), [needed(_("Write the reason in a sentence."))], most=300)


class ActivityForm(Form):
    """Something that was done under a scope."""

    token = Token()
    code = SelectField(_("Under"), validate_choice=False)
    on = Day(_("Day"), _("Choose the day."))
    what = Line(_("What was done"), [needed(_("Write what was done."))], most=200)
    number = Count(_("How many"))

    def offer(self, codes: list[str], language: str) -> None:
        self.code.choices = choices((code, scope_named(code, language)) for code in codes)


class AskForm(Form):
    """Whom to ask for the institution's word."""

    token = Token()
    contact = SelectField(_("Who signs there"), validate_choice=False)

    def offer(self, contacts: list[InstitutionContact]) -> None:
        self.contact.choices = choices((each.key, each.name) for each in contacts)
