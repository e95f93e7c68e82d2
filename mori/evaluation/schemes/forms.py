from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, IntegerField, StringField
from wtforms.validators import NumberRange, Optional

from mori.web.fields import Form, Line, Prose, Token, needed, one_line
from mori.web.i18n import locale

from .models import NAME_MOST, Scheme, SchemeAspect
from .operations import AspectFacts, Band, SchemeFacts
from .queries import Sheet
from .rules import (
    HEAVIEST,
    MOST_BANDS,
    Scale,
    bands_flaw,
    hundredths_said,
    mark_written,
    scale_flaw,
)

EVENT_LABELS = {
    "load": _("Came with MORI"),
    "make": _("Begun"),
    "begin": _("Begun as the next version"),
    "copy": _("Begun as a copy"),
    "publish": _("Put to use"),
    "replace": _("A newer version took its place"),
    "retire": _("Retired"),
    "discard": _("Draft discarded"),
}
NAMED = _("Write the name in both languages: papers are printed in either.")
HELPED = _("Write one sentence in both languages: interns and assessors read it.")
WRITE_MARK = _("Write a mark from 0 to 1000, such as 80 or 7.5.")


def shown_mark(hundredths: int) -> str:
    """A mark as the reader's language writes it."""
    return mark_written(hundredths, "," if locale() == "id" else ".")


def scheme_name(scheme: Scheme) -> str:
    """What a scheme is called in the reader's language."""
    return scheme.name if locale() == "id" else scheme.name_en


class MarkField(StringField):
    """A mark as people write it, in hundredths; None when left empty."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else shown_mark(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = one_line("".join(valuelist[:1]))
        if text:
            self.data = hundredths_said(text)
            if self.data is None:
                raise ValueError(WRITE_MARK)


class Seen(HiddenField):
    """The revision that a form showed."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        text = "".join(valuelist[:1])
        self.data = int(text) if text.isdecimal() and len(text) < 9 else 0


class SchemeForm(Form):
    """What a scheme is called, its scale, and its bands: see the fields added below."""

    token = Token()
    seen = Seen()
    name = Line(_("Name in Bahasa Indonesia"), [needed(NAMED)], most=NAME_MOST)
    name_en = Line(_("Name in English"), [needed(NAMED)], most=NAME_MOST)
    lowest = MarkField(_("Lowest mark"))
    highest = MarkField(_("Highest mark"))
    step = MarkField(_("Step"))
    may_be_unjudged = BooleanField(_("“Cannot be judged” may be chosen"))

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        return (self._has_scale() and self._has_bands()) and is_valid

    def _has_scale(self) -> bool:
        for field in (self.lowest, self.highest, self.step):
            if field.data is None and not field.errors:
                _say(field, WRITE_MARK)
        if self.lowest.errors or self.highest.errors or self.step.errors:
            return False
        flaw = scale_flaw(self.scale)
        if flaw:
            _say(self.highest if flaw is flaw.NO_SCALE else self.step, flaw.label)
        return flaw is None

    def _has_bands(self) -> bool:
        is_whole = True
        for row in self.band_rows:
            if any(field.data not in (None, "") or field.errors for field in row):
                for field in row:
                    if field.data in (None, "") and not field.errors:
                        _say(field, _("Write the mark and the name of the band, or neither."))
                    is_whole = is_whole and not field.errors
        if not is_whole:
            return False
        filled = [row for row in self.band_rows if row[0].data is not None]
        found = bands_flaw(self.scale, [row[0].data for row in filled])
        if found:
            place, flaw = found
            _say(filled[place][0], flaw.label)
        return found is None

    @property
    def band_rows(self) -> list[tuple[Field, Field, Field]]:
        """For each band its fields: from which mark on, and its name in two languages."""
        numbers = range(1, MOST_BANDS + 1)
        return [(self[f"starts_{n}"], self[f"label_{n}"], self[f"label_en_{n}"]) for n in numbers]

    @property
    def scale(self) -> Scale:
        return Scale(self.lowest.data, self.highest.data, self.step.data)

    @property
    def facts(self) -> SchemeFacts:
        bands = [
            Band(starts.data, label.data, label_en.data)
            for starts, label, label_en in self.band_rows
            if starts.data is not None
        ]
        return SchemeFacts(
            self.name.data, self.name_en.data, self.scale, self.may_be_unjudged.data, bands
        )


for _number in range(1, MOST_BANDS + 1):
    setattr(SchemeForm, f"starts_{_number}", MarkField(_("From mark")))
    _named = Line(_("In Bahasa Indonesia"), most=40)
    setattr(SchemeForm, f"label_{_number}", _named)
    _named = Line(_("In English"), most=40)
    setattr(SchemeForm, f"label_en_{_number}", _named)


def _say(field: Field, message: Any) -> None:
    field.errors = [*field.errors, message]


def known_facts(sheet: Sheet) -> dict[str, Any]:
    """What the form shows of a scheme at first."""
    scheme = sheet.scheme
    names = ("name", "name_en", "lowest", "highest", "step", "may_be_unjudged")
    known = {name: getattr(scheme, name) for name in names} | {"seen": scheme.revision}
    for number, band in enumerate(sheet.bands, start=1):
        known |= {
            f"starts_{number}": band.starts,
            f"label_{number}": band.label,
            f"label_en_{number}": band.label_en,
        }
    return known


class AspectForm(Form):
    """One aspect."""

    token = Token()
    seen = Seen()
    label = Line(_("Aspect in Bahasa Indonesia"), [needed(NAMED)], most=NAME_MOST)
    label_en = Line(_("Aspect in English"), [needed(NAMED)], most=NAME_MOST)
    help = Prose(_("Help in Bahasa Indonesia"), [needed(HELPED)], most=200)
    help_en = Prose(_("Help in English"), [needed(HELPED)], most=200)
    weight = IntegerField(
        _("Weight"),
        [
            Optional(),
            NumberRange(1, HEAVIEST, _("Write the weight as a whole number from 1 to 100.")),
        ],
    )

    @property
    def facts(self) -> AspectFacts:
        return AspectFacts(
            self.label.data,
            self.label_en.data,
            one_line(self.help.data),
            one_line(self.help_en.data),
            self.weight.data,
        )


class SeenForm(Form):
    """Which revision of a draft is meant."""

    seen = Seen()


class TokenForm(Form):
    """What may be sent twice."""

    token = Token()


class MoveForm(Form):
    """From which place an aspect goes to which."""

    place = IntegerField()
    to = IntegerField()


def aspect_form(aspect: SchemeAspect, scheme: Scheme) -> AspectForm:
    """The form as it first shows an aspect."""
    return AspectForm(formdata=None, obj=aspect, seen=scheme.revision)
