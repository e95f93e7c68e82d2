import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import ValidationError

from mori.evaluation.reports.forms import seen_number
from mori.web.fields import Day, Form, Line, Prose, Token, choices, needed

from ..models import Campaign, Material
from ..rules import MATERIAL_MOVES, MaterialKind
from .operations import Aim, Words

CAMPAIGN_LABELS = {"make": _("Made"), "change": _("Changed")}
MATERIAL_LABELS = {
    **{verb: state.label for verb, (_from, state) in MATERIAL_MOVES.items()},
    "make": _("Made"),
    "change": _("Changed"),
    "verify": _("Facts verified"),
}
LANGUAGES = (("id", _("Bahasa Indonesia")), ("en", _("English")))


class Seen(HiddenField):
    """How often the row had been changed when the form was made."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = seen_number("".join(valuelist[:1]))


class CampaignForm(Form):
    """What a campaign is about, and when."""

    token = Token()
    seen = Seen()
    title = Line(_("Title"), [needed(_("Write what the campaign is called."))])
    theme = Prose(_("What it is about"), most=1000)
    from_on = Day(_("First day"), _("Choose the first day."))
    until_on = Day(_("Last day"))

    def validate_until_on(self, field: Day) -> None:
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("The last day lies before the first one."))

    @property
    def aim(self) -> Aim:
        return Aim(
            self.title.data or "", self.theme.data or "", self.from_on.data, self.until_on.data
        )


class MaterialForm(Form):
    """The words of a material; its file comes by itself."""

    token = Token()
    seen = Seen()
    title = Line(_("Title"), [needed(_("Write what it is called."))], most=80)
    body = Prose(_("What it says, word by word"), most=2000)
    alt = Line(_("What is to be seen, for whoever cannot see it"), most=300)
    for_whatsapp = Prose(_("Caption for WhatsApp"), most=4000)
    for_instagram = Prose(_("Caption for Instagram"), most=2500)
    for_x = Prose(_("Caption for X"), most=600)
    language = SelectField(
        _("Language"), choices=choices(LANGUAGES), validate_choice=False, default="id"
    )
    chapter = SelectField(_("Chapter of the guidebook"), validate_choice=False)
    facts_checked_on = Day(_("Facts verified on"))
    facts_until = Day(_("They hold until"))

    def offer(self, kind: MaterialKind, chapters: list[tuple[str, str]]) -> "MaterialForm":
        self.kind = kind
        self.chapter.choices = choices([("", _("None")), *chapters])
        self.chapters = {slug for slug, _title in chapters}
        return self

    def validate_alt(self, field: Line) -> None:
        if self.kind.has_file and self.kind is not MaterialKind.AUDIO and not field.data:
            raise ValidationError(_("Write what is to be seen: not everybody sees it."))

    def validate_body(self, field: Prose) -> None:
        if self.kind is MaterialKind.AUDIO and not field.data:
            raise ValidationError(_("Write every word that is said: not everybody hears it."))

    def validate_facts_until(self, field: Day) -> None:
        checked: dt.date | None = self.facts_checked_on.data
        if bool(field.data) != bool(checked) and not self.facts_checked_on.errors:
            raise ValidationError(_("Fill in both days, or none where it holds no fact."))
        if field.data and checked and field.data < checked:
            raise ValidationError(_("They hold until a day before they were verified."))

    @property
    def words(self) -> Words:
        return Words(
            title=self.title.data or "",
            body=self.body.data or "",
            for_whatsapp=self.for_whatsapp.data or "",
            for_instagram=self.for_instagram.data or "",
            for_x=self.for_x.data or "",
            alt=self.alt.data or "",
            language="en" if self.language.data == "en" else "id",
            chapter=self.chapter.data if self.chapter.data in self.chapters else "",
            facts_checked_on=self.facts_checked_on.data,
            facts_until=self.facts_until.data,
        )


class PublishForm(Form):
    looked = BooleanField(_("I looked: no officer is named."))


class VerifyForm(Form):
    until = Day(_("They hold until"), _("Choose until which day its facts hold."))


class LinkForm(Form):
    """For whom a short address of its own is made."""

    community = SelectField(_("Community"), validate_choice=False)

    def offer(self, communities: list[Any]) -> "LinkForm":
        self.communities = {each.key: each for each in communities}
        self.community.choices = choices((each.key, each.name) for each in communities)
        return self

    def validate_community(self, field: SelectField) -> None:
        if field.data not in self.communities:
            raise ValidationError(_("Choose a community of the list."))

    @property
    def chosen(self) -> Any:
        return self.communities[self.community.data]


def known_aim(campaign: Campaign) -> dict[str, object]:
    """What a form about a campaign shows at first."""
    said: dict[str, object] = {name: getattr(campaign, name) for name in Aim._fields}
    return {**said, "seen": campaign.revision}


def known_words(material: Material) -> dict[str, object]:
    """What a form about a material shows at first."""
    said: dict[str, object] = {name: getattr(material, name) for name in Words._fields}
    return {**said, "seen": material.version}
