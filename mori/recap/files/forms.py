from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from mori.web.fields import NOT_OFFERED, Form, Line, Token, needed

from .rules import MOST_ON_PAPER, FileType

IN_LISTS = (FileType.PDF, FileType.XLSX)  # no CSV: what a list has to say below its rows is lost


class FileForm(Form):
    """What a file is for, and which; without a reason there is none."""

    token = Token()
    reason = Line(
        _("What is it for?"),
        [needed(_("Write what the file is for: it stands in the log that your head reads."))],
        most=300,
    )
    type = RadioField(
        _("File"),
        choices=[SelectChoice(each.value, each.label) for each in FileType],
        default=FileType.PDF.value,
        invalid_choice_message=NOT_OFFERED,
    )

    def accept(self, rows: int) -> bool:
        """Whether all is said, and can be had of a table of so many rows."""
        self.validate()
        if self.type.data == FileType.PDF and rows > MOST_ON_PAPER:
            said = _("A PDF has %(most)d rows at most. Choose a spreadsheet.", most=MOST_ON_PAPER)
            self.form_errors.append(said)
        return not self.errors


class ListForm(FileForm):
    type = RadioField(
        _("File"),
        choices=[SelectChoice(each.value, each.label) for each in IN_LISTS],
        default=FileType.PDF.value,
        invalid_choice_message=NOT_OFFERED,
    )
