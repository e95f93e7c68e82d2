from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import ValidationError

from mori.core.errors import Refused
from mori.web.fields import Form, Line, Prose, Token, choices, needed

from ..models import Revision, SlotValue, Source
from ..queries import sources_of
from ..rules import REVISION_MOVES, Change, Reference, Words, slots_in
from ..suggesting.models import Suggestion
from ..texts.rules import SlotName, slot_names
from .operations import Proposal
from .rules import MOST_SIGNS, shown_references, typed_references

EVENT_LABELS = {
    **{verb: state.label for verb, (_from, state) in REVISION_MOVES.items()},
    "write": _("Written"),
    "rewrite": _("Changed"),
    "agree": _("Agreed to by a safeguarding officer"),
    "take_back": _("Taken back"),
    "decline": _("Not taken over"),
}


class ChangeField(RadioField):
    """Whether a change is material or editorial."""

    def __init__(self, label: Any, **options: Any) -> None:
        offered = choices((each.value, each.label) for each in Change)
        super().__init__(label, choices=offered, validate_choice=False, **options)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if self.data not in set(Change):
            raise ValidationError(_("Say which of the two it is."))


class TextForm(Form):
    """A chapter's text, in both languages, and what it rests on."""

    token = Token()
    base = HiddenField()
    suggestion = HiddenField()
    title = Line(_("Title"), [needed(_("Write the chapter's title."))])
    body = Prose(_("Text"), [needed(_("Write the text."))], most=MOST_SIGNS)
    title_en = Line(_("Title in English"))
    body_en = Prose(_("Text in English"), most=MOST_SIGNS)
    sources = Prose(_("Sources"), most=8000)
    change = ChangeField(_("What kind of change is it?"))
    news = Line(_("What is new, in one sentence"), most=300)

    def validate_body(self, field: TextAreaField) -> None:
        unknown = [name for name in slots_in(field.data or "") if name not in slot_names()]
        if unknown:
            raise ValidationError(
                _(
                    "There is no slot of this name: %(names)s. The list below the text says "
                    "which there are.",
                    names=", ".join(unknown),
                )
            )

    def validate_body_en(self, field: TextAreaField) -> None:
        self.validate_body(field)

    @property
    def words(self) -> Words:
        return Words(*(self[name].data or "" for name in Words._fields))

    def proposal(self, suggestion: Suggestion | None = None) -> Proposal:
        return Proposal(
            words=self.words,
            change=Change(self.change.data),
            summary=self.news.data or "",
            references=typed_references(self.sources.data or ""),
            base=self.base.data or "",
            suggestion=suggestion,
        )

    def refuse_overtaken(self, refusal: Refused, base: str) -> None:
        """Say that another text is in force by now; what is sent next is written from that."""
        self.refuse(refusal)
        self.base.data = base


def known_text(revision: Revision | None, base: Revision | None) -> dict[str, object]:
    """What the form shows at first."""
    if revision is None:
        return {"base": "", "change": Change.MATERIAL.value}
    references = [reference_of(row) for row in sources_of([revision.id])]
    is_draft = base is None or revision.id != base.id
    return {
        **revision.words._asdict(),
        "base": base.key if base else "",
        "sources": shown_references(references),
        "change": revision.change.value if is_draft else "",
        "news": revision.summary if is_draft else "",
    }


def reference_of(row: Source) -> Reference:
    day = row.checked_on.isoformat() if row.checked_on else ""
    return Reference(row.cites, row.url, day, row.label, row.label_en)


class ApproveForm(Form):
    """Another person's yes, and their word for what kind of change it is."""

    seen = HiddenField()
    change = ChangeField(_("What kind of change is it?"))


class ReturnForm(Form):
    note = Prose(_("What is to be changed"), most=1000)


class SectionForm(Form):
    """The title of a section that an office adds."""

    token = Token()
    title = Line(_("Title"), [needed(_("Write the section's title."))])


class SlotsForm(Form):
    """What an office fills in; a field for each slot."""

    checked = SelectMultipleField(validate_choice=False)


def slots_form(known: dict[str, SlotValue], *, is_sent: bool) -> Any:
    """The form of all slots, as they are known or as they were sent."""

    class Filled(SlotsForm):
        pass

    for name in slot_names():
        setattr(Filled, f"slot_{name}", Line("", most=300))
    data = {f"slot_{name}": row.text for name, row in known.items()}
    return Filled() if is_sent else Filled(formdata=None, data=data)


def slots_asked(language: str) -> list[tuple[SlotName, str, str]]:
    """Each slot with how it is called and asked for in a language."""
    return [(each, *each.said(language)) for each in slot_names().values()]


def typed_slots(form: Any) -> dict[str, str]:
    return {name: form[f"slot_{name}"].data or "" for name in slot_names()}
