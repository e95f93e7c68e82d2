"""What an alumnus says of themselves, and agrees to."""

import re
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.alumni.values.date_rules import is_possible, iso, partial_day
from mori.alumni.values.mail_rules import mails_in
from mori.alumni.values.phone_rules import phones_in
from mori.alumni.values.rules import DoubtKind, Field, Heard
from mori.core.texts.folding import folded
from mori.institutions.forms import RegionForm
from mori.web.fields import NOT_OFFERED, Form, Line, choices, needed
from mori.web.filters import as_far_as_known
from mori.web.i18n import locale

from ..rules import FIELDS, PURPOSES, Agreed, PlaceKind, phone_shown
from .rules import MOST_CONTACTS, MOST_SKILLS, Place, Said

BETWEEN = ", "
SKILL_MOST = 60


class CorrectForm(RegionForm):
    """The own data."""

    seen = HiddenField()
    name = Line(_("Name"), [needed(_("Write your name."))])
    address = Line(_("Address"), most=200)
    phones = Line(_("Phone"), most=200)
    mails = Line(_("E-mail"), most=500)
    skills = Line(_("Skills"), most=600)
    place = Line(_("Where I am now"))
    kind = SelectField(
        _("What is it?"),
        choices=choices((each.value, each.label) for each in PlaceKind),
        invalid_choice_message=NOT_OFFERED,
    )
    post = Line(_("Post"))
    since = Line(_("Since"), most=20)

    def validate_phones(self, field: Line) -> None:
        self.heard_phones = _heard(phones_in(field.data), Field.PHONE)

    def validate_mails(self, field: Line) -> None:
        self.heard_mails = _heard(mails_in(field.data), Field.EMAIL)

    def validate_skills(self, field: Line) -> None:
        if any(len(each) > SKILL_MOST for each in self.said_skills):
            raise ValidationError(_("Write each skill in a few words, with commas between them."))
        if len(self.said_skills) > MOST_SKILLS:
            raise ValidationError(_("%(n)d at most, please.", n=MOST_SKILLS))

    def validate_place(self, field: Line) -> None:
        if not field.data and (self.post.data or self.since.data):
            raise ValidationError(_("Write where that is."))

    def validate_since(self, field: Line) -> None:
        day = partial_day(field.data) if field.data else None
        if field.data and (day is None or not is_possible(day)):
            raise ValidationError(_("Write a year, or a month and a year, such as March 2024."))
        self.since_day = iso(day) if day else ""

    @property
    def said_skills(self) -> tuple[str, ...]:
        found = dict[str, str]()
        for text in map(str.strip, re.split("[,;]", self.skills.data)):
            found.setdefault(folded(text), text)
        return tuple(filter(None, found.values()))

    @property
    def said(self) -> Said:
        """What was said, once it was found to be right."""
        place = None
        if self.place.data:
            kind = PlaceKind(self.kind.data)
            place = Place(kind, self.place.data, self.post.data, self.since_day)
        return Said(
            self.name.data,
            self.region_said,
            self.address.data,
            self.heard_phones,
            self.heard_mails,
            self.said_skills,
            place,
        )


def _heard(heard: Heard, field: Field) -> tuple[str, ...]:
    """What was understood; a slip that may be one is their own to know."""
    for doubt in heard.doubts:
        if doubt.kind not in (DoubtKind.MAIL_SLIP, DoubtKind.PHONE_OTHERS):
            raise ValidationError(doubt.words)
    found = tuple(dict.fromkeys(heard.values(field)))
    if len(found) > MOST_CONTACTS:
        raise ValidationError(_("%(n)d at most, please.", n=MOST_CONTACTS))
    return found


def known_said(said: Said, region: str) -> dict[str, str]:
    """What the form shows at first; ``region`` is the name of the place."""
    known = {
        "seen": said.seen,
        "name": said.name,
        "region": region,
        "address": said.address,
        "phones": BETWEEN.join(map(phone_shown, said.phones)),
        "mails": BETWEEN.join(said.mails),
        "skills": BETWEEN.join(said.skills),
    }
    if place := said.place:
        known |= {"place": place.name, "kind": place.kind, "post": place.post}
        known["since"] = as_far_as_known(locale(), place.since)
    return known


class SeenForm(Form):
    """All that was shown is right."""

    seen = HiddenField(validators=[needed(_("Look at the data first."))])


class TapForm(Form):
    """One tap on one purpose or field: agreed to, or taken back."""

    give = Line("")
    take = Line("")

    def validate_give(self, field: Line) -> None:
        if (field.data or self.take.data) not in set(Agreed):
            raise ValidationError(NOT_OFFERED)

    @property
    def tapped(self) -> Agreed:
        return Agreed(self.give.data or self.take.data)


class StopForm(Form):
    """Nothing more of it."""

    sure = HiddenField(validators=[needed(_("Press the button once more."))])


class FarewellForm(Form):
    """What somebody agrees to when they leave; nothing is chosen for them."""

    to = SelectMultipleField(
        _("What may your data be used for?"),
        choices=choices((each.value, each.label) for each in Agreed),
        validate_choice=False,
    )

    def validate_to(self, field: SelectMultipleField) -> None:
        if not set(field.data or ()) <= set(Agreed):
            raise ValidationError(NOT_OFFERED)

    @property
    def chosen(self) -> Sequence[Agreed]:
        return [each for each in Agreed if each in (self.to.data or ())]


def in_two() -> tuple[list[Agreed], list[Agreed]]:
    """Purposes, then fields, in the order in which they are asked."""
    return [each for each in Agreed if each in PURPOSES], [
        each for each in Agreed if each in FIELDS
    ]
