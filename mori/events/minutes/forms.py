from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import ValidationError

from mori.web.fields import Form, Prose, needed

from .rules import MOST_DECISION, MOST_DECISIONS, MOST_TEXT, decisions_written


class SeenForm(Form):
    """Which version of the draft somebody has read."""

    seen = HiddenField(default="0")

    @property
    def revision(self) -> int:
        said = self.seen.data or ""
        return int(said) if said.isdecimal() and len(said) < 9 else -1


class MinutesForm(SeenForm):
    """What was talked about, and what was decided."""

    text = Prose(
        _("What was talked about"),
        [needed(_("Write what was talked about, in a few sentences."))],
        most=MOST_TEXT,
    )
    decisions = Prose(_("Decisions, one a line"), most=MOST_DECISIONS * MOST_DECISION)

    def validate_decisions(self, field: Prose) -> None:
        written = self.decided
        if len(written) > MOST_DECISIONS:
            raise ValidationError(_("%(n)d decisions at most.", n=MOST_DECISIONS))
        if any(len(each) > MOST_DECISION for each in written):
            raise ValidationError(
                _("A decision has %(n)d characters at most. Make two of it.", n=MOST_DECISION)
            )

    @property
    def decided(self) -> list[str]:
        return decisions_written(self.decisions.data or "")
