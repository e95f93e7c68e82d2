from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField

from mori.accounts.models import Person
from mori.evaluation.schemes.forms import MarkField, Seen, shown_mark
from mori.evaluation.schemes.models import SchemeAspect
from mori.evaluation.schemes.queries import Sheet
from mori.evaluation.schemes.rules import Scale
from mori.web.fields import NOT_OFFERED, Form, Line, Prose, Token, choices, needed, one_line
from mori.web.i18n import locale

from .models import AspectMark, Marking
from .operations import Given, Said
from .rules import MOST_REASON, MOST_WORDS, needs_reason

UNJUDGED = "unjudged"
EVENT_LABELS = {
    "self": _("The intern assessed themself"),
    "mark": _("A reviewer sent"),
    "send": _("All have sent"),
    "appoint": _("A reviewer was appointed"),
    "propose": _("A value was proposed"),
    "confirm": _("A value was agreed on"),
    "discuss": _("Discussed with the intern"),
    "lock": _("Locked"),
    "reopen": _("Reopened"),
    "seal": _("A certificate shows it"),
    "unseal": _("No certificate shows it any more"),
}


def named(aspect: SchemeAspect) -> str:
    """An aspect in the reader's language."""
    return aspect.label if locale() == "id" else aspect.label_en


class MarkingForm(Form):
    """What somebody gives: a mark and a reason for each aspect, added by ``marking_form``."""

    token = Token()
    seen = Seen()
    words = Prose(_("In your own words"), most=MOST_WORDS)

    sheet: Sheet

    @property
    def rows(self) -> list[tuple[SchemeAspect, Field, Field | None, Field]]:
        """For each aspect its fields: mark, "cannot be judged" beside a long scale, reason."""
        return [
            (each, self[f"n-{each.key}"], self._fields.get(f"u-{each.key}"), self[f"r-{each.key}"])
            for each in self.sheet.aspects
        ]

    @property
    def said(self) -> Said:
        marks = {
            aspect.id: _given(mark, unjudged, reason)
            for aspect, mark, unjudged, reason in self.rows
        }
        return Said(marks, self.words.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """That each mark stands on the scale; a draft needs no more."""
        super().validate(extra_validators)
        for _aspect, mark, unjudged, reason in self.rows:
            given = _given(mark, unjudged, reason)
            if not mark.errors and not _is_on(self.sheet.scheme.scale, given.value):
                _say(mark, _off(self.sheet.scheme.scale))
            if not mark.errors and given.value is not None and given.is_unjudged:
                _say(mark, _("Give a mark, or say that it cannot be judged; not both."))
        return not self.errors

    def validate_whole(self) -> bool:
        """That nothing is missing from what is to be sent."""
        if not self.validate():
            return False
        scheme = self.sheet.scheme
        for _aspect, mark, unjudged, reason in self.rows:
            given = _given(mark, unjudged, reason)
            if given.value is None and not given.is_unjudged:
                _say(
                    mark,
                    _("Give a mark, or say that it cannot be judged.")
                    if scheme.may_be_unjudged
                    else _("Give a mark."),
                )
            if needs_reason(scheme.scale, given.value) and not given.reason:
                _say(reason, _("Say why in a sentence: the mark is at the end of the scale."))
        return not self.errors


def _given(mark: Field, unjudged: Field | None, reason: Field) -> Given:
    if unjudged is not None:
        return Given(mark.data, bool(unjudged.data), reason.data)
    if mark.data in (None, "", "None"):
        return Given(None, False, reason.data)
    if mark.data == UNJUDGED:
        return Given(None, True, reason.data)
    return Given(int(mark.data) if mark.data.isdecimal() else None, False, reason.data)


def _is_on(scale: Scale, value: int | None) -> bool:
    return value is None or value in scale.marks


def _off(scale: Scale) -> Any:
    return _(
        "Give a mark from %(lowest)s to %(highest)s, in steps of %(step)s.",
        lowest=shown_mark(scale.lowest),
        highest=shown_mark(scale.highest),
        step=shown_mark(scale.step),
    )


def _say(field: Field, message: Any) -> None:
    field.errors = [*field.errors, message]


def marking_form(sheet: Sheet, **options: Any) -> MarkingForm:
    """The form of a scheme."""
    fields: dict[str, Any] = {}
    for each in sheet.aspects:
        fields[f"n-{each.key}"] = _mark_of(sheet, each)
        if sheet.scheme.may_be_unjudged and not sheet.scheme.scale.is_short:
            fields[f"u-{each.key}"] = BooleanField(_("Cannot be judged"))
        fields[f"r-{each.key}"] = Line(_("Reason"), most=MOST_REASON)
    form: MarkingForm = type("MarkingForm", (MarkingForm,), fields | {"sheet": sheet})(**options)
    return form


def _mark_of(sheet: Sheet, aspect: SchemeAspect) -> Any:
    if not sheet.scheme.scale.is_short:
        return MarkField(named(aspect))
    bands = {band.starts: band.label if locale() == "id" else band.label_en for band in sheet.bands}
    offered = [
        (str(mark), f"{shown_mark(mark)} {bands.get(mark, '')}".rstrip())
        for mark in sheet.scheme.scale.marks
    ]
    if sheet.scheme.may_be_unjudged:
        offered.append((UNJUDGED, _("Cannot be judged")))
    return RadioField(named(aspect), choices=choices(offered), validate_choice=False, default="")


def known_marks(
    sheet: Sheet, marking: Marking | None, marks: Mapping[int, AspectMark]
) -> dict[str, Any]:
    """What the form shows at first of what was written before."""
    known: dict[str, Any] = {"seen": marking.revision, "words": marking.words} if marking else {}
    for each in sheet.aspects:
        if row := marks.get(each.id):
            known[f"r-{each.key}"] = row.reason
            known[f"u-{each.key}"] = row.is_unjudged
            known[f"n-{each.key}"] = _known(sheet, row)
    return known


def _known(sheet: Sheet, row: AspectMark) -> Any:
    if not sheet.scheme.scale.is_short:
        return row.value
    return UNJUDGED if row.is_unjudged else str(row.value or "")


class ProposalForm(Form):
    """The value on which two may agree, and why."""

    aspect = HiddenField(filters=[one_line])
    value = MarkField(_("Value"))
    sentence = Line(_("Why this value?"), [needed(_("Say why in a sentence."))], most=MOST_REASON)


class ConfirmForm(Form):
    """Which proposal is meant."""

    proposal = HiddenField(filters=[one_line])


class AppointForm(Form):
    """Who assesses, and in whose place."""

    instead_of = HiddenField(filters=[one_line])
    person = SelectField(_("Reviewer"), invalid_choice_message=NOT_OFFERED)

    def offer(self, people: Iterable[Person]) -> "AppointForm":
        self.ids = {each.key: each.id for each in people}
        self.person.choices = choices([(each.key, each.name) for each in people])
        return self


class ReopenForm(Form):
    """Why it is reopened."""

    note = Line(_("Why is it reopened?"), [needed(_("Say why it is reopened."))], most=MOST_REASON)
