from collections.abc import Collection

from flask import request
from flask_babel import lazy_gettext as _

from mori.web.fields import NOT_OFFERED, Form

from .rules import chosen_in


class TriesForm(Form):
    """Answers to some of a chapter's questions, each in a field of its own."""

    @property
    def chosen(self) -> dict[str, str]:
        """The letters that were chosen, by the keys of the wordings."""
        return chosen_in(request.form) if self.is_submitted() else {}

    def offers(self, letters: dict[str, Collection[str]]) -> bool:
        """Whether each choice is one of its question's; ``letters`` are those offered, by key."""
        known = {key: letter for key, letter in self.chosen.items() if key in letters}
        if not known:
            self.form_errors.append(str(_("Choose an answer to at least one question first.")))
        elif any(letter not in letters[key] for key, letter in known.items()):
            self.form_errors.append(str(NOT_OFFERED))
        return not self.form_errors
