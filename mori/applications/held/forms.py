from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField
from wtforms.validators import ValidationError

from mori.accounts.forms import IN_LATIN
from mori.accounts.rules import is_in_latin
from mori.placements.pasting.rules import MOST_SIGNS
from mori.web.fields import Day, Form, Line, Prose, needed

from ..applying.forms import BeginForm, PlainLine, PlainProse, Reached, StrangersForm
from ..applying.operations import Asked, More
from ..applying.rules import without_identity
from ..entry.forms import flaws_said
from ..entry.rules import Named, flaws_of, lines_of, names_in
from ..models import Applicant, Application
from ..openings.forms import Places
from ..rules import MOST_APPLICANTS, MOVES


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
    """Names for places that were granted: one a line, rows of a spreadsheet, or its file."""

    names = PlainProse(_("Names"), [needed(_("Write at least one name."))], most=MOST_SIGNS)

    def take(self, rows: Sequence[Sequence[str]]) -> "NamesForm":
        """What a file says, as if it were pasted, so that it can be put right on the page."""
        self.names.raw_data = [lines_of(rows)]
        self.names.data = without_identity(self.names.raw_data[0])
        return self

    def validate_names(self, field: Prose) -> None:
        if len(self.named) > MOST_APPLICANTS:
            raise ValidationError(_("At most %(n)d names at once.", n=MOST_APPLICANTS))
        if flaws := flaws_of(self.named):
            raise ValidationError(flaws_said(flaws))

    @property
    def named(self) -> list[Named]:
        return names_in(self.names.data or "")


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
    "place": _("Placed and invited"),
    "correct": _("Name or contact put right"),
    "erase": _("Erased"),
}
