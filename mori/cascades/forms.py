"""What forms of several rooms share."""

from wtforms import HiddenField

from mori.web.fields import Form


def revision_in(text: str | None) -> int:
    """A report's revision as a form says it; none fits what is no number."""
    said = text or ""
    return int(said) if said.isdecimal() and len(said) < 9 else -1


class TapForm(Form):
    """A button, and which version of the report it was pressed for."""

    seen = HiddenField(default="")

    @property
    def revision(self) -> int:
        return revision_in(self.seen.data)
