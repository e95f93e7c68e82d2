from flask_babel import lazy_gettext as _
from wtforms import FieldList

from mori.web.fields import Form, Prose

from .rules import lines_said


class CompetencesForm(Form):
    """What each unit teaches, one a line, in the units' order."""

    units = FieldList(Prose(_("Competences, one a line"), most=2000), max_entries=40)

    @property
    def texts(self) -> list[list[str]]:
        return [lines_said(entry.data or "") for entry in self.units]
