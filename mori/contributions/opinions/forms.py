from flask_babel import lazy_gettext as _

from mori.web.fields import Prose, Token

from ..matters.forms import JudgedForm, one_of
from ..matters.rules import LONGEST_WORDS, Finding, Judgement
from .rules import Sureness


class OpinionForm(JudgedForm):
    """What an intern thinks of a matter, before it is sealed."""

    proposal = Prose(_("Proposal (may stay empty)"), most=LONGEST_WORDS)
    sure = one_of(_("How sure are you?"), Sureness, _("Say how sure you are."), Sureness.FAIRLY)
    token = Token()

    @property
    def judgement(self) -> Judgement:
        return Judgement(
            Finding(self.finding.data),
            self.f.data,
            self.c.data,
            self.reasons.data,
            self.proposal.data,
            self.sure.data,
        )
