from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.evaluation.reports.forms import seen_number
from mori.offices.models import Unit
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Prose, Token, choices, needed

from .models import Study, StudyEthics
from .operations import Note, Plan
from .rules import (
    ABSTRACT_MOST,
    METHOD_MOST,
    NAME_MOST,
    TITLE_MOST,
    WORDS_MOST,
    EthicsDecision,
    Verdict,
)

COMPLAINANTS, MINORS, RECORDED = "complainants", "minors", "recorded"
EVENT_LABELS = {
    "register": _("Registered"),
    "change": _("Changed"),
    "send_back": _("Sent back"),
    "propose": _("Proposed again"),
    "accept": _("Accepted"),
    "start": _("Work begun"),
    "hand_in": _("Final copy handed in"),
    "replace": _("Final copy replaced"),
    "archive": _("Finished"),
    "withdraw": _("Study withdrawn"),
    "abandon": _("Ended by the office"),
    "ethics": _("Ethics note written"),
    "review": _("Ethics note looked at"),
    "consent": _("Consent and day changed"),
    "day": _("Day of opening changed"),
    "guardian": _("A guardian agreed"),
    "no_guardian": _("A guardian no longer agrees"),
}


class StudyForm(Form):
    """A title, the unit it is registered with, and what is done how."""

    token = Token()
    seen = HiddenField(filters=[seen_number])
    title = Line(_("Title"), [needed(_("Write the title."))], most=TITLE_MOST)
    unit = SelectField(
        _("Unit"), [needed(_("Choose the unit."))], invalid_choice_message=NOT_OFFERED
    )
    abstract = Prose(_("In short: the question, and why it matters"), most=ABSTRACT_MOST)
    method = Line(_("Method"), most=METHOD_MOST)
    planned_end_on = Day(_("Planned end"))

    def offer(self, units: list[Unit]) -> "StudyForm":
        self.unit.choices = choices((each.key, each.name) for each in units)
        if len(units) == 1 and not self.unit.data:
            self.unit.data = units[0].key
        return self

    @classmethod
    def of(cls, study: Study) -> "StudyForm":
        said = {
            "seen": str(study.revision),
            "title": study.title,
            "unit": study.unit.key,
            "abstract": study.abstract,
            "method": study.method,
            "planned_end_on": study.planned_end_on,
        }
        return cls(formdata=None, data=said)

    def plan(self, units: list[Unit]) -> Plan:
        unit = next(each for each in units if each.key == self.unit.data)
        return Plan(
            self.title.data,
            unit.id,
            self.abstract.data,
            self.method.data,
            self.planned_end_on.data,
        )


class VerdictForm(Form):
    """The unit's answer."""

    verdict = RadioField(
        _("Your answer"),
        choices=choices((each.value, each.label) for each in Verdict),
        invalid_choice_message=_("Choose an answer."),
    )
    words = Prose(_("Why"), most=WORDS_MOST)

    def validate_words(self, field: Prose) -> None:
        said = self.verdict.data
        if said in list(Verdict) and Verdict(said).wants_words and not field.data:
            raise ValidationError(_("Write why, in a sentence."))


class EthicsForm(Form):
    """Whom a study touches, and how what they say is kept."""

    seen = HiddenField(filters=[seen_number])
    people = Prose(
        _("Whom do you ask or watch?"),
        [needed(_("Write whom it touches; “nobody” is an answer."))],
        most=WORDS_MOST,
    )
    touches = SelectMultipleField(
        _("Among it are"),
        choices=choices(
            [
                (COMPLAINANTS, _("Complainants")),
                (MINORS, _("Minors")),
                (RECORDED, _("Recordings of voice or picture")),
            ]
        ),
    )
    storage = Prose(
        _("Where is what you collect kept, and who can open it?"),
        [needed(_("Write where it is kept and who can open it."))],
        most=WORDS_MOST,
    )
    delete_on = Day(_("Deleted on"), missing=_("Choose the day on which you delete it."))

    @classmethod
    def of(cls, known: StudyEthics | None) -> "EthicsForm":
        if known is None:
            return cls(formdata=None)
        flags = [
            (COMPLAINANTS, known.has_complainants),
            (MINORS, known.has_minors),
            (RECORDED, known.is_recorded),
        ]
        said = {
            "seen": str(known.revision),
            "people": known.people,
            "touches": [name for name, is_so in flags if is_so],
            "storage": known.storage,
            "delete_on": known.delete_on,
        }
        return cls(formdata=None, data=said)

    @property
    def note(self) -> Note:
        said = self.touches.data or []
        return Note(
            self.people.data,
            COMPLAINANTS in said,
            MINORS in said,
            RECORDED in said,
            self.storage.data,
            self.delete_on.data,
        )


class ReviewForm(Form):
    """What the office says to an ethics note."""

    seen = HiddenField(filters=[seen_number])
    decision = RadioField(
        _("The ethics note is"),
        choices=choices(
            [
                (EthicsDecision.FINE, EthicsDecision.FINE.label),
                (EthicsDecision.CHANGES, EthicsDecision.CHANGES.label),
            ]
        ),
        invalid_choice_message=_("Choose an answer."),
    )
    words = Prose(_("What has to be changed"), most=WORDS_MOST)

    def validate_words(self, field: Prose) -> None:
        if self.decision.data == EthicsDecision.CHANGES and not field.data:
            raise ValidationError(_("Write what has to be changed."))


class MilestoneForm(Form):
    """A stage and the day it is due."""

    token = Token()
    name = Line(_("Stage"), [needed(_("Write what the stage is called."))], most=NAME_MOST)
    due_on = Day(_("Due on"), missing=_("Choose the day."))
