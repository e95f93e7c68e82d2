"""What a coordinator notes of somebody's consents."""

import datetime as dt

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Day, Form, Line, choices

from ..rules import Purpose
from .operations import Paper
from .rules import forms_of_words, has_words

LANGUAGES = {"id": _("in Bahasa Indonesia"), "en": _("in English")}


class PaperForm(Form):
    """What somebody agreed to on paper."""

    to = SelectMultipleField(_("What they agreed to"), validate_choice=False)
    day = Day(_("Day on the paper"), _("Write the day on which they signed."))
    words = SelectField(
        _("Form of words on the paper"),
        choices=choices(
            (f"{version} {said}", _("No. %(n)s %(language)s", n=version, language=LANGUAGES[said]))
            for version, said in forms_of_words()
        ),
        invalid_choice_message=NOT_OFFERED,
    )
    today: dt.date

    def on(self, today: dt.date) -> "PaperForm":
        self.today = today
        return self

    def validate_to(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Tick what they agreed to on the paper."))
        version, locale = (self.words.data or " ").split(" ")
        if not all(each in set(Purpose) for each in field.data):
            raise ValidationError(NOT_OFFERED)
        if not all(has_words(each, version, locale) for each in field.data):
            raise ValidationError(_("This form of words does not speak of all of these."))

    def validate_day(self, field: Day) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_("This day has not come yet. Write the day on the paper."))

    @property
    def purposes(self) -> list[Purpose]:
        return [each for each in Purpose if each in self.to.data]

    @property
    def paper(self) -> Paper:
        version, locale = self.words.data.split(" ")
        return Paper(self.day.data, version, locale)


class WordForm(Form):
    """One tap: what somebody said they do not agree to any more."""

    take = Line("")

    def validate_take(self, field: Line) -> None:
        if field.data not in set(Purpose):
            raise ValidationError(NOT_OFFERED)
