import re
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.validators import StopValidation, ValidationError

from mori.accounts.forms import IN_LATIN
from mori.accounts.rules import LONGEST_LOGIN, is_in_latin, normal_email, normal_phone
from mori.placements.forms import check_period
from mori.placements.pasting.rules import MOST_SIGNS, table_of
from mori.placements.rules import LONGEST, InternKind
from mori.web.fields import (
    NOT_OFFERED,
    Day,
    Form,
    Line,
    Prose,
    Token,
    choices,
    needed,
    one_line,
)

from ..models import Applicant, Application
from ..openings.forms import Places
from ..rules import MOST_APPLICANTS, MOVES, Reach
from .operations import Asked, More
from .rules import has_identity, without_identity
from .sent_operations import Named

WRONG_EMAIL = _("Write the e-mail address as name@example.com.")
WRONG_PHONE = _("Write a telephone number, such as 0812 3456 7890.")
DIGITS = re.compile(r"\d")
OF_SCHOOLS = {InternKind.STUDENT.value, InternKind.PUPIL.value, InternKind.EXCHANGE.value}


class PlainLine(Line):
    """One line without whatever may be an NIK."""

    filters: Any

    def __init__(self, *said: Any, **options: Any) -> None:
        super().__init__(*said, **options)
        self.filters = (*self.filters, without_identity)


class PlainProse(Prose):
    """Free text without whatever may be an NIK."""

    filters: Any

    def __init__(self, *said: Any, **options: Any) -> None:
        super().__init__(*said, **options)
        self.filters = (*self.filters, without_identity)


class StrangersForm(Form):
    """What nobody signed in sends; ``website`` is seen by programs alone."""

    token = Token()
    website = StringField(_("Leave this empty"), filters=[one_line])

    def validate_website(self, field: StringField) -> None:
        if field.data:
            raise ValidationError(
                _("Something filled in a field that people do not see. Empty it, then send again.")
            )

    @property
    def had_identity(self) -> bool:
        """Whether something was taken out of what was typed."""
        return any(
            has_identity(str(text))
            for field in self
            if isinstance(field, (PlainLine, PlainProse))
            for text in field.raw_data or ()
        )


class Reached(StrangersForm):
    """How somebody is reached: an e-mail address, a telephone number, or both."""

    email = Line(_("E-mail"), most=LONGEST_LOGIN)
    phone = Line(_("Telephone or WhatsApp"), most=30)

    def validate_email(self, field: Line) -> None:
        if field.data and not normal_email(field.data):
            raise ValidationError(WRONG_EMAIL)

    def validate_phone(self, field: Line) -> None:
        if field.data and not 7 <= len(DIGITS.findall(field.data)) <= 15:
            raise ValidationError(WRONG_PHONE)

    @property
    def reached(self) -> dict[str, str]:
        phone = self.phone.data or ""
        return {
            "email": normal_email(self.email.data or "") or "",
            "phone": normal_phone(phone) or phone,
        }


class AskForm(Reached):
    """A question before applying."""

    text = PlainProse(_("Your question"), [needed(_("Write your question."))], most=600)


class BeginForm(Reached):
    """The first step, from which on a draft is kept."""

    who = RadioField(
        _("Who applies"),
        choices=choices(
            (("alone", _("I, for myself")), ("group", _("Several people, with one letter")))
        ),
        default="alone",
        invalid_choice_message=NOT_OFFERED,
    )
    kind = RadioField(
        _("As"),
        choices=choices((each.value, each.label) for each in InternKind),
        default=InternKind.STUDENT.value,
        invalid_choice_message=NOT_OFFERED,
    )
    institution_typed = PlainLine(_("Campus or school"))
    contact = PlainLine(
        _("What is your name?"), [needed(_("Write your name."))], render_kw={"autocomplete": "name"}
    )
    reach = RadioField(
        _("How do you want to be reached?"),
        choices=choices((each.value, each.label) for each in Reach),
        default=Reach.MAIL.value,
        invalid_choice_message=NOT_OFFERED,
    )
    starts_on = Day(_("First day"), _("Choose the first day."))
    ends_on = Day(_("Last day"), _("Choose the last day."))

    def restrict(self, today: Any, kinds: str = "") -> "BeginForm":
        """From which day on, and for which kinds of interns it can be."""
        self.today, self.kinds = today, [each for each in kinds.split(",") if each]
        if self.kinds:
            self.kind.choices = choices(
                (each.value, each.label) for each in InternKind if each.value in self.kinds
            )
        return self

    def validate_institution_typed(self, field: Line) -> None:
        if not field.data and self.kind.data in OF_SCHOOLS:
            raise ValidationError(_("Write the name of your campus or school."))

    def validate_contact(self, field: Line) -> None:
        if not is_in_latin(field.data or ""):
            raise ValidationError(IN_LATIN)

    def validate_reach(self, field: RadioField) -> None:
        has = self.reached
        if not any(has.values()):
            raise ValidationError(_("Write an e-mail address or a telephone number."))
        wanted = "email" if field.data == Reach.MAIL else "phone"
        if not has[wanted]:
            raise StopValidation(_("What you want to be reached by is not filled in."))

    def validate_starts_on(self, field: Day) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(_("The first day is over. Choose a later one."))

    def validate_ends_on(self, field: Day) -> None:
        if self.starts_on.data and field.data and field.data - self.starts_on.data > LONGEST:
            raise ValidationError(_("An internship lasts a year at most."))
        check_period(self.starts_on.data, field.data)

    @property
    def asked(self) -> Asked:
        return Asked(
            is_group=self.who.data == "group",
            kind=InternKind(self.kind.data),
            institution_typed=self.institution_typed.data or "",
            contact=self.contact.data or "",
            reach=Reach(self.reach.data),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            **self.reached,
        )


class RequestForm(BeginForm):
    """The whole of what is asked for, with the letter that comes with it."""

    programme = PlainLine(_("Study programme or subject"), most=80)
    about = PlainProse(_("What would you like to do and learn?"), most=2000)
    letter_number = Line(_("Number of the letter"), most=80)
    letter_on = Day(_("Date of the letter"))
    letter_by = PlainLine(_("Post of whoever signed it"))

    @property
    def more(self) -> More:
        return More(
            programme=self.programme.data or "",
            about=self.about.data or "",
            letter_number=self.letter_number.data or "",
            letter_on=self.letter_on.data,
            letter_by=self.letter_by.data or "",
        )


def known_request(application: Application) -> dict[str, object]:
    """What the form about a draft shows at first."""
    facts = {name: getattr(application, name) for name in (*Asked._fields, *More._fields)}
    who = "group" if application.is_group else "alone"
    kind, reach = application.kind.value, application.reach.value
    return {**facts, "who": who, "kind": kind, "reach": reach}


class ApplicantForm(Reached):
    """Somebody who applies."""

    name = PlainLine(
        _("Full name"), [needed(_("Write the full name."))], render_kw={"autocomplete": "name"}
    )
    number = PlainLine(_("Student or pupil number"), most=30)
    programme = PlainLine(_("Study programme or subject"), most=80)
    is_minor = BooleanField(_("Under 18 years old"))
    is_foreign = BooleanField(_("Not an Indonesian citizen"))
    needs = PlainProse(
        _("What do you need to take part, for instance because of a disability?"), most=1000
    )
    conflict = PlainProse(
        _("Are you related or tied to somebody at this office, or to a case there?"), most=1000
    )

    def validate_name(self, field: Line) -> None:
        if not is_in_latin(field.data or ""):
            raise ValidationError(IN_LATIN)


def known_applicant(applicant: Applicant, needs: str, conflict: str) -> dict[str, object]:
    names = ("name", "number", "email", "phone", "programme", "is_minor", "is_foreign")
    facts = {name: getattr(applicant, name) for name in names}
    return {**facts, "needs": needs, "conflict": conflict}


class NamesForm(StrangersForm):
    """Names for places that were granted: one a line, or rows of a spreadsheet."""

    names = Prose(_("Names"), [needed(_("Write at least one name."))], most=MOST_SIGNS)

    def validate_names(self, field: Prose) -> None:
        if len(self.named) > MOST_APPLICANTS:
            raise ValidationError(_("At most %(n)d names at once.", n=MOST_APPLICANTS))
        if any(not each.name or not is_in_latin(each.name) for each in self.named):
            raise ValidationError(IN_LATIN)

    @property
    def named(self) -> list[Named]:
        table = table_of(self.names.data or "", ("name", "number"))
        rows = [table.named(row) for row in table.rows]
        return [
            Named(
                without_identity(one_line(row.get("name")))[:120],
                without_identity(one_line(row.get("number")))[:30],
            )
            for row in rows
        ]


class PlacesForm(Form):
    """How many places a school asks for without names."""

    number = Places(_("Places without names"))


class SendForm(Form):
    """Sending a draft, perhaps without the opening it was written for."""

    without_opening = HiddenField()


EVENT_LABELS = {
    **{verb: state.label for verb, (_from, state) in MOVES.items()},
    "complete": _("Completed"),
    "name": _("Name handed in"),
}
