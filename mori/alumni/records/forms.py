from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.alumni.likeness.rules import PersonFacts
from mori.alumni.values.date_rules import day_in
from mori.alumni.values.institution_rules import institution_key
from mori.alumni.values.mail_rules import mails_in
from mori.alumni.values.phone_rules import phones_in
from mori.alumni.values.rules import Field
from mori.institutions.forms import RegionForm
from mori.offices.models import Unit
from mori.placements.rules import InternKind
from mori.web.fields import Form, Line, Prose, Token, choices, needed

from ..rules import Record
from .correcting_operations import SKILL_MOST, Facts, StayFacts
from .rules import AFTER_MOST, BEFORE_MOST, Named, lines_in, named

EVENT_LABELS = {
    "begin": _("Kept after a finished internship"),
    "stay": _("An internship in MORI was added"),
    "follow": _("The account was corrected, and this with it"),
    "add": _("Added by hand"),
    "correct": _("Corrected by the office"),
    "correct_stay": _("An earlier internship was corrected"),
    "put_right": _("They put their own data right"),
    "agree": _("They agreed to something"),
    "take_back": _("They took something back"),
    "invite": _("A link was made for them"),
    "ask": _("Asked whether this is still right"),
    "confirm": _("They answered"),
    "lose_touch": _("Out of touch"),
    "withdraw": _("They stepped back: nothing is shown or sent any more"),
    "place": _("Where they are was noted"),
    "introduce": _("Who introduced them was noted"),
    "offer": _("What they offer was noted"),
    "die": _("The office was told that they died"),
    "live": _("Said of the wrong person: taken back"),
    "live_on": _("Said of the wrong person: taken back"),
    "live_apart": _("Said of the wrong person: taken back"),
    "erase": _("Erased as they asked"),
    "merge": _("Another record was merged into it"),
    "become": _("Merged into another record"),
    "undo": _("A merge was undone"),
    "stand": _("Stands for itself again"),
    "apart": _("Said to be somebody else than"),
    "unapart": _("No longer said to be somebody else"),
    "import": _("Taken over from a list"),
    "grow": _("Added to from a list"),
    "ungrow": _("What a list had added was taken back"),
}
STATE_WORDS = {
    "invited": _("Known to the office alone until they answer."),
    "confirmed": _("They answered: others see what they agreed to, and nothing else."),
    "dormant": _("Questions stay unanswered. What they agreed to still holds."),
    "withdrawn": _("They want nothing more of it: neither shown nor written to."),
    "erased": _("Their data is erased; no more is kept than the law asks for."),
    "deceased": _("Shown here alone: in no directory, message, question or export."),
}


class Revision(Form):
    """What the record was when the form was shown."""

    revision = HiddenField(default="0")

    @property
    def seen(self) -> int:
        text = self.revision.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _heard(text: str, read: Any, field: Field, wrong: Any) -> list[str]:
    """All values of the lines, in order; raises where a line has none."""
    found: dict[str, None] = {}
    for line in lines_in(text):
        values = read(line).values(field)
        if not values:
            raise ValidationError(wrong % {"text": line[:60]})
        found |= dict.fromkeys(value[:200] for value in values)
    return list(found)


class ReachForm(RegionForm):
    """How somebody is reached, and what they can do; a line for each."""

    address = Line(_("Address"), most=200)
    phones = Prose(_("Phone numbers"), most=300)
    mails = Prose(_("E-mail addresses"), most=600)
    skills = Prose(_("Skills"), most=1200)

    def validate_phones(self, field: Prose) -> None:
        self.numbers = _heard(
            field.data or "", phones_in, Field.PHONE, _("This is no telephone number: %(text)s")
        )

    def validate_mails(self, field: Prose) -> None:
        self.addresses = _heard(
            field.data or "", mails_in, Field.EMAIL, _("This is no e-mail address: %(text)s")
        )

    def validate_skills(self, field: Prose) -> None:
        if any(len(line) > SKILL_MOST for line in lines_in(field.data or "")):
            raise ValidationError(_("A skill is a few words; write each on a line of its own."))

    def facts(self, whole: Named | None) -> Facts:
        skills = list(lines_in(self.skills.data or ""))
        return Facts(whole, self.region_id, self.address.data, self.numbers, self.addresses, skills)


class CorrectionForm(ReachForm, Revision):
    """What is known of somebody; the name only where no account says it."""

    name = Line(_("Name without titles"), [needed(_("Write the name."))])
    before = Line(_("Titles before it"), most=BEFORE_MOST)
    after = Line(_("Titles behind it"), most=AFTER_MOST)

    @property
    def whole(self) -> Named | None:
        if "name" not in self:
            return None
        return Named(self.name.data, self.before.data, self.after.data)


def without_name(form: CorrectionForm) -> CorrectionForm:
    """The form of somebody with an account."""
    del form.name, form.before, form.after
    return form


def known_facts(record: Record, revision: int) -> dict[str, Any]:
    """What the correction shows at first."""
    return {
        "revision": str(revision),
        "name": record.name,
        "before": record.before,
        "after": record.after,
        "region": record.region or record.province,
        "region_code": record.region_code,
        "address": record.address,
        "phones": "\n".join(record.phones_shown),
        "mails": "\n".join(record.mails),
        "skills": "\n".join(record.skills),
    }


class StayFields(Form):
    """An internship of before MORI."""

    institution = Line(_("Campus or school"))
    study = Line(_("Field of study"))
    number = Line(_("Student number"), most=30)
    kind = RadioField(_("What kind of intern?"), validate_choice=False, default="")
    starts = Line(_("From"), most=30)
    ends = Line(_("Until"), most=30)
    units = SelectMultipleField(_("Units"), validate_choice=False)

    def offer(self, units: Iterable[Unit]) -> None:
        rows = list(units)
        self.unit_ids = {each.key: each.id for each in rows}
        self.units.choices = choices((each.key, each.short) for each in rows)
        kinds = [(each.value, each.label) for each in InternKind]
        self.kind.choices = choices([("", _("Not known yet")), *kinds])

    def validate_starts(self, field: Line) -> None:
        self.first = day_of(field.data, Field.STARTS)

    def validate_ends(self, field: Line) -> None:
        self.last = day_of(field.data, Field.ENDS)
        first = getattr(self, "first", "")
        if self.last and first and self.last < first[: len(self.last)]:
            raise ValidationError(_("It ends before it begins."))

    def stay(self, called: Mapping[str, int]) -> StayFacts:
        """``called`` has the ids of institutions by what was written."""
        kinds = {each.value for each in InternKind}
        return StayFacts(
            called.get(self.institution.data),
            self.institution.data,
            self.study.data,
            self.number.data,
            self.kind.data if self.kind.data in kinds else "",
            self.first,
            self.last,
            [self.unit_ids[key] for key in self.units.data or [] if key in self.unit_ids],
        )


def day_of(text: str | None, field: Field) -> str:
    """A day as far as it was written, or nothing; raises where it cannot be read."""
    values = day_in(text or "", field).values(field)
    if text and not values:
        raise ValidationError(_("Write a day, a month or a year, such as 3 March 2014 or 2014."))
    return "".join(values[:1])


class StayForm(StayFields, Revision):
    """The same, of a record that may have changed meanwhile."""


class NewForm(ReachForm, StayFields):
    """Somebody whom the office knows from no list."""

    token = Token()
    name = Line(_("Name"), [needed(_("Write the name."))])
    is_new = BooleanField(_("It is somebody else: add this person"))

    @property
    def whole(self) -> Named:
        return named(self.name.data)

    @property
    def told_apart_by(self) -> PersonFacts:
        """What tells the person from others."""
        place, number, first = self.institution.data, self.number.data, self.first
        return PersonFacts(
            self.whole.name,
            frozenset(self.numbers),
            frozenset(self.addresses),
            frozenset([institution_key(place)] if place else ()),
            frozenset([number] if number else ()),
            frozenset([first[:4]] if first else ()),
        )


class DeathForm(Revision):
    """That somebody died; said once more, because it is gone from everywhere."""

    note = Line(_("Who told you, and when?"), [needed(_("Write who told the office."))], most=200)
    is_sure = BooleanField(_("It is this person, and nobody of the same name"))

    def validate_is_sure(self, field: BooleanField) -> None:
        if not field.data:
            raise ValidationError(_("Look at the name, the campus and the year, then say so here."))
