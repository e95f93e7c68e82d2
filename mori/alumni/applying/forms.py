"""How rows of lists are shown."""

from flask_babel import lazy_gettext as _

from ..imports.models import ImportRow

TABLE_LABELS = {
    "alumnus": _("Record"),
    "alumnus_stay": _("Internship"),
    "stay_unit": _("Unit"),
    "alumnus_contact": _("Phone or mail"),
    "engagement": _("Now at"),
    "institution": _("Campus or school"),
    "institution_name": _("Campus or school"),
    "institution_event": _("Campus or school"),
}


def written(row: ImportRow) -> str:
    """What stood in a row."""
    return " · ".join(cell for cell in row.read.cells if cell)
