"""What the pages of the notebook ask. Nothing that is sent here is kept."""

import datetime as dt
import re
from dataclasses import fields, replace
from typing import Any, TypeVar

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import DateField, IntegerField, RadioField, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput

from mori.applications.applying.forms import PlainLine, PlainProse
from mori.core.words import Labelled
from mori.web.fields import NOT_OFFERED, Day, Form, TimeOfDay, choices, needed, one_line
from mori.web.files import Digested

from ..letters.rules import Addressee, Letter, Option
from ..readiness.rules import Identity
from ..rules import (
    DEAREST,
    LONGEST_PROMISE,
    MOST_PROOFS,
    PROOF,
    Answer,
    Channel,
    Happened,
    Note,
    Proof,
    Unit,
    Yes,
    plain,
    read,
)

NOT_YET = _("Not known yet")
MARITAL = (  # as the registry writes it
    ("belum kawin", _("Single")),
    ("kawin", _("Married")),
    ("cerai hidup", _("Divorced")),
    ("cerai mati", _("Widowed")),
)

PROOF_COLUMNS = (
    ("what", _("What the proof is"), "text"),
    ("sender", _("From"), "text"),
    ("sent_on", _("Date"), "date"),
    ("addressee", _("To, or received by"), "text"),
    ("digest", _("SHA-256 of its file, if you know it"), "text"),
)


class Whole(IntegerField):
    """A number of days or rupiah, as people write it ("Rp 50.000"); None when left empty."""

    widget = TextInput()  # a field for numbers would take neither points nor "Rp"

    def __init__(self, label: Any, most: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = one_line("".join(valuelist[:1]))
        digits = re.sub(r"(?i)^rp|[.\s]", "", text)
        if not text:
            return
        if not digits.isascii() or not digits.isdigit() or int(digits[:20]) > self.most:
            raise ValueError(_("Write a whole number, such as 5 or 50000."))
        self.data = int(digits)


class Asked(RadioField):
    """A choice that may be left open."""

    def __init__(
        self, label: Any, of: type[Labelled], names: tuple[str, ...] = (), **options: Any
    ) -> None:
        offered = [each for each in of if not names or each.value in names]
        pairs = [("", NOT_YET), *((each.value, each.label) for each in offered)]
        said = {"default": "", "invalid_choice_message": NOT_OFFERED, **options}
        super().__init__(label, choices=choices(pairs), **said)


class Several(SelectMultipleField):
    """Choices of which any may be taken, and none."""

    def __init__(self, label: Any, of: type[Labelled], **options: Any) -> None:
        offered = choices((each.value, each.label) for each in of)
        super().__init__(label, choices=offered, validate_choice=False, **options)
        self.type = "SelectMultipleField"  # by which the pages' pills know that several may be

    def pre_validate(self, form: Any) -> None:
        offered = {choice.value for choice in self.iter_choices()}
        if not set(self.data or ()) <= offered:
            raise ValidationError(NOT_OFFERED)


class Birth(DateField):
    """A date of birth, which may be long ago; None when left empty."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = "".join(valuelist[:1]).strip()
        try:
            self.data = dt.date.fromisoformat(text) if text else None
        except ValueError:
            raise ValueError(_("Write the date as year-month-day, such as 2026-11-23.")) from None


class NoteForm(Form):
    """Before, during and after the service."""

    service = PlainLine(_("Service"), [needed(_("Write which service it is."))], most=80)
    agency = PlainLine(_("Agency"), [needed(_("Write which agency it is."))])
    requirements = PlainProse(_("Requirements that are posted"), most=600)
    promise = Whole(_("Promised within"), LONGEST_PROMISE)
    promise_unit = Asked(_("Counted in"), Unit, ("working", "calendar"))
    fee_official = Whole(_("Official fee, in rupiah"), DEAREST)
    served_on = Day(_("Day of the service"))
    served_at = TimeOfDay(_("Hour"))
    place = PlainLine(_("Where it was"))
    counter = PlainLine(_("Counter"), most=40)
    officer = PlainLine(_("Officer (may stay empty)"), most=80)
    fee_asked = Whole(_("Fee that was asked, in rupiah"), DEAREST)
    happened = Several(_("What happened there"), Happened)
    story = PlainProse(_("Tell it in your own words"), most=2000)
    loss = PlainProse(_("Your loss"), most=600)
    wish = PlainProse(_("What you ask for"), most=600)
    done_on = Day(_("Day on which the service was done"))

    @property
    def values(self) -> dict[str, Any]:
        return {**_values(self), "served_at": _hour(self.served_at.data)}


class WayForm(Form):
    """The complaint, what the agency said, and what became of it."""

    complained_on = Day(_("Day on which you complained"))
    complained_to = PlainLine(_("To whom"))
    channel = Asked(_("How"), Channel)
    ticket = PlainLine(_("Number of the receipt or ticket"), most=60)
    has_slip = Asked(_("Do you have a receipt?"), Yes)
    received_on = Day(_("Day on which the agency received it"))
    asked_on = Day(_("Day on which the agency asked for more"))
    completed_on = Day(_("Day on which you completed it"))
    declared_complete_on = Day(_("Day on which it was declared complete"))
    answered_on = Day(_("Day of the answer"))
    decided_on = Day(_("Day of the decision"))
    told_on = Day(_("Day on which you were told of it"))
    answer = Asked(_("What came of it?"), Answer)
    is_own = Asked(_("Did it happen to you?"), Yes)
    has_power = Asked(_("If not: do you have a power of attorney?"), Yes)
    in_court = Asked(_("Is it, or was it, before a court?"), Yes)
    reported_before = Asked(_("Was it reported to the Ombudsman before?"), Yes)
    reported_on = Day(_("Day on which you reported to the Ombudsman"))
    ombudsman_asked_on = Day(_("Day on which the Ombudsman asked for more"))
    ombudsman_completed_on = Day(_("Day on which you completed it there"))
    ombudsman_answered_on = Day(_("Day on which the Ombudsman answered"))
    explanation_asked_on = Day(_("Day on which the Ombudsman asked the agency to explain"))
    explanation_again_on = Day(_("Day on which it asked a second time"))
    explained_on = Day(_("Day on which the agency explained"))
    incompetent_on = Day(_("Day on which it found that it is not competent"))
    rejected_on = Day(_("Day on which it rejected the report"))
    result_told_on = Day(_("Day on which you were told of that"))
    findings_on = Day(_("Day on which the agency got the findings (LHP)"))
    corrected_on = Day(_("Day on which the agency corrected it"))
    recommended_on = Day(_("Date of the Recommendation"))
    recommendation_got_on = Day(_("Day on which you got the Recommendation"))
    superior_got_on = Day(_("Day on which the superior got it"))
    superior_reported_on = Day(_("Day on which the superior reported"))
    closed_on = Day(_("Day on which it was closed"))

    @property
    def values(self) -> dict[str, Any]:
        return _values(self)


class LetterForm(Form):
    """What a letter needs beside the note; asked only now."""

    addressee = RadioField(
        _("Whom is the complaint about?"),
        choices=choices((each.value, each.label) for each in Addressee),
        default=Addressee.OFFICER.value,
        invalid_choice_message=NOT_OFFERED,
    )
    options = Several(_("The letter may also say"), Option)
    name = PlainLine(_("Full name"), [needed(_("Write your name."))])
    address = PlainProse(_("Full address"), [needed(_("Write your full address."))], most=300)
    place = PlainLine(
        _("Where you write"), [needed(_("Write the place, such as Banjarmasin."))], most=60
    )
    day = Day(_("Day of the letter"), _("Choose the day of the letter."))

    @property
    def letter(self) -> Letter:
        return Letter(
            Addressee(self.addressee.data),
            tuple(Option(each) for each in self.options.data or ()),
            *(self.name.data or "", self.address.data or "", self.place.data or ""),
            self.day.data,
        )


class FileForm(Form):
    """Who reports, and what shows it; asked only now."""

    name = PlainLine(_("Full name"))
    birth_place = PlainLine(_("Place of birth"), most=80)
    birth_on = Birth(_("Date of birth"))
    marital = RadioField(
        _("Marital status"),
        choices=choices((("", NOT_YET), *MARITAL)),
        default="",
        invalid_choice_message=NOT_OFFERED,
    )
    job = PlainLine(_("Occupation"), most=80)
    address = PlainProse(_("Full address"), most=300)

    @property
    def identity(self) -> Identity:
        return Identity(**{each.name: self[each.name].data for each in fields(Identity)})


class OpenForm(Form):
    """A note that was taken away, to go on with."""

    file = FileField(_("File of your note"))


Paged = TypeVar("Paged", NoteForm, WayForm)


def filled(form: Paged, note: Note) -> Paged:
    """A form of a page with what the note holds."""
    for field in form:
        if field.name in note.__dataclass_fields__:
            field.data = getattr(note, field.name)
    if isinstance(form, NoteForm):
        hour = note.served_at
        form.served_at.data = dt.time.fromisoformat(hour) if hour else None
    return form


def changed(note: Note, values: dict[str, Any]) -> Note:
    """The note with what a form says instead."""
    kept = {name: value for name, value in plain(note).items() if name not in values}
    new = {name: value for name, value in values.items() if value not in ("", None, [])}
    return read({**kept, **new})[0]


def _values(form: Form) -> dict[str, Any]:
    """What a form says, as a note's file writes it."""
    said = {field.name: field.data for field in form if field.name in Note.__dataclass_fields__}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in said.items()
    }


def _hour(time: dt.time | None) -> str:
    return f"{time:%H:%M}" if time else ""


def proofs_sent() -> tuple[Proof, ...]:
    """Rows of proofs of the form; those without a name are left out.

    Of a file that was chosen the digest is taken while it comes in, and its name where the row
    has none.
    """
    columns = [request.form.getlist(f"proof_{name}") for name in PROOF]
    rows = [dict(zip(PROOF, row, strict=True)) for row in zip(*columns, strict=False)]
    for row, file in zip(rows, request.files.getlist("proof_file"), strict=False):
        if file.filename and isinstance(file.stream, Digested):
            row["digest"] = file.stream.digest
            row["what"] = row["what"].strip() or file.filename
    named = [row for row in rows if row["what"].strip()][:MOST_PROOFS]
    return tuple(_proof(row) for row in named)


def _proof(row: dict[str, str]) -> Proof:
    """A row as far as it can be read."""
    cut = {name: one_line(row[name])[:most] for name, most in PROOF.items()}
    try:
        return read({"proofs": [cut]})[0].proofs[0]
    except IndexError:
        return replace(Proof(), what=cut["what"], sender=cut["sender"], addressee=cut["addressee"])
