from flask_babel import lazy_gettext as _
from wtforms import SelectField

from mori.web.fields import NOT_OFFERED, Form, Prose, Token, choices, needed
from mori.web.i18n import locale

from . import queries
from .rules import LONGEST


class SuggestionForm(Form):
    """What somebody would change, and in which chapter."""

    token = Token()
    chapter = SelectField(
        _("Chapter"), [needed(_("Choose the chapter."))], invalid_choice_message=NOT_OFFERED
    )
    text = Prose(
        _("What would you change, and why?"),
        [needed(_("Write what you would change."))],
        most=LONGEST,
    )

    def offer(self, office_id: int) -> None:
        """The chapters that there are, each with its book."""
        is_english = locale() == "en"
        offered = [
            (
                chapter.key,
                f"{book.title_en if is_english else book.title} · {chapter.position}. "
                f"{english if is_english and english else title}",
            )
            for book, chapter, title, english in queries.chapters_to_read(office_id)
        ]
        self.chapter.choices = choices([("", _("Choose")), *offered])

    @property
    def is_any_offered(self) -> bool:
        return len(self.chapter.choices) > 1


class ReplyForm(Form):
    """Why a chapter stays as it is."""

    reply = Prose(_("Your words to whoever suggested it"), most=LONGEST)
