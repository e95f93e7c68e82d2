from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from mori.accounts.forms import LANGUAGES
from mori.certificates.papers.forms import DATED
from mori.certificates.statements.rules import OF_INTERNSHIPS, PaperKind
from mori.web.fields import NOT_OFFERED, Day, Form, Token, choices


class IssueForm(Form):
    """Which papers are made for those who are chosen."""

    token = Token()
    kinds = SelectMultipleField(
        _("Papers"),
        choices=[SelectChoice(each.value, each.label) for each in OF_INTERNSHIPS],
        default=[PaperKind.CERTIFICATE, PaperKind.TRANSCRIPT],
    )
    locale = RadioField(
        _("Language of the papers"),
        choices=choices(LANGUAGES),
        default="id",
        invalid_choice_message=NOT_OFFERED,
    )
    issued_on: Any = Day(_("Date on the papers"), missing=DATED)

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid: bool = super().validate(extra_validators)
        if not self.kinds.data:
            self.kinds.errors = [_("Choose at least one kind of paper.")]
            return False
        return is_valid

    @property
    def wanted(self) -> list[PaperKind]:
        return [each for each in OF_INTERNSHIPS if each.value in self.kinds.data]
