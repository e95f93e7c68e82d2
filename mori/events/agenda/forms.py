import datetime as dt
import re
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from mori.core.db import KEY_ALPHABET, new_key
from mori.web.fields import NOT_OFFERED, Form, Line, TimeOfDay, Token, choices, needed

from ..models import EventSession, Speaker
from ..rules import Method
from .operations import SessionFacts, Spoken

SPEAKERS = 3
KEY = re.compile(f"[{KEY_ALPHABET}]{{14}}")
URL = re.compile(r"https?://[^\s<>\"']+")


class SessionForm(Form):
    """A session of an agenda, with up to three who speak."""

    token = Token()
    day = SelectField(_("Day"), invalid_choice_message=NOT_OFFERED)
    starts = TimeOfDay(_("From"), _("Write when it begins."))
    ends = TimeOfDay(_("Until"), _("Write when it ends."))
    title = Line(_("What it is about"), [needed(_("Write what the session is about."))])
    method = RadioField(
        _("How"), choices=choices((each.value, each.label) for each in Method), default=Method.TALK
    )
    chapter = SelectField(_("Chapter of the guidebook"), invalid_choice_message=NOT_OFFERED)
    material = Line(_("Material, in words"), most=200)
    material_url = Line(_("Link to the material"), most=300)
    name_0, post_0 = Line(_("Speaker")), Line(_("Speaks as"))
    name_1, post_1 = Line(_("Second speaker")), Line(_("Speaks as"))
    name_2, post_2 = Line(_("Third speaker")), Line(_("Speaks as"))

    def offer(self, days: list[tuple[str, Any]], chapters: list[tuple[str, str]]) -> "SessionForm":
        self.day.choices = choices(days)
        self.chapter.choices = choices([("", _("None")), *chapters])
        return self

    def validate_ends(self, field: TimeOfDay) -> None:
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(_("It ends before it begins."))

    def validate_material_url(self, field: Line) -> None:
        if field.data and not URL.fullmatch(field.data):
            raise ValidationError(_("Write the whole address, such as https://example.id/slides."))

    @property
    def key(self) -> str:
        said = self.token.data
        return said if said and KEY.fullmatch(said) else new_key()

    @property
    def facts(self) -> SessionFacts:
        edition, _slash, chapter = (self.chapter.data or "").partition("/")
        return SessionFacts(
            day=dt.date.fromisoformat(self.day.data),
            starts=self.starts.data,
            ends=self.ends.data,
            title=self.title.data or "",
            method=Method(self.method.data),
            chapter=chapter,
            edition=edition,
            material=self.material.data or "",
            material_url=self.material_url.data or "",
        )

    @property
    def speakers(self) -> Spoken:
        pairs = [(self[f"name_{n}"].data, self[f"post_{n}"].data) for n in range(SPEAKERS)]
        return [(name, post or "") for name, post in pairs if name]


def known_facts(session: EventSession, speakers: list[Speaker]) -> dict[str, object]:
    """What a form about a session shows at first."""
    facts = {name: getattr(session, name) for name in SessionFacts._fields}
    said = {f"name_{each.position}": each.name for each in speakers}
    said |= {f"post_{each.position}": each.post for each in speakers}
    chapter = f"{session.edition}/{session.chapter}" if session.chapter else ""
    return {**facts, **said, "day": session.day.isoformat(), "chapter": chapter}
