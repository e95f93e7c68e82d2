from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _

from mori.uploads.forms import WithUpload
from mori.web.fields import Form

from ..values.rules import Field
from .sheet_rules import CHOICES, SheetPlan

EVENT_LABELS = {
    "upload": _("Uploaded"),
    "look": _("Looked at"),
    "refuse": _("Not readable"),
    "read": _("Columns checked"),
    "stop_reading": _("Reading stopped"),
    "resume_read": _("Gone on with"),
    "finish_read": _("Read and compared"),
    "map_again": _("Back to the columns"),
    "compare": _("Compared once more"),
    "apply": _("Taking over begun"),
    "stop_apply": _("Taking over stopped"),
    "resume_apply": _("Gone on with"),
    "finish_apply": _("Taken over"),
    "undo": _("Undoing begun"),
    "stop_undo": _("Undoing stopped"),
    "resume_undo": _("Gone on with"),
    "finish_undo": _("Undone"),
    "drop": _("Dropped"),
    "map": _("Columns chosen"),
    "close": _("Closed: nobody went on with it"),
}


class ListForm(WithUpload):
    """A list of former interns."""


class ColumnsForm(Form):
    """What the columns of a sheet hold; one select each, by its number."""

    @property
    def is_left_out(self) -> bool:
        return "is_left_out" in request.form

    @property
    def revision(self) -> int:
        sent = request.form.get("revision", "")
        return int(sent) if sent.isdecimal() and len(sent) < 9 else -1

    def fields(self, plan: SheetPlan) -> Mapping[int, Field | None]:
        """What was chosen, for the columns that were sent; nonsense counts as nothing chosen."""
        sent: dict[int, Any] = {
            each.column: request.form.get(f"column-{each.column}") for each in plan.layout.columns
        }
        offered = {str(each): each for each in CHOICES}
        return {column: offered.get(value) for column, value in sent.items() if value is not None}
