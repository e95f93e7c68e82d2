import datetime as dt
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import ValidationError

from mori.institutions.forms import RegionForm
from mori.institutions.queries import regions_called, regions_meant
from mori.web.fields import Day, Form, Line, Token, needed

from ..making.forms import Number
from .operations import Said
from .rules import MOST_AIMED, FollowUpState

WHAT = _("What you will teach")
WHOM = _("Whom will you teach?")
BY = _("Before which day")
AIMED = _("About how many people")
STEP_LABELS = {
    "promise": _("Promised"),
    "move": _("Moved"),
    "finish": FollowUpState.DONE.label,
    "drop": FollowUpState.DROPPED.label,
    "reopen": _("Promised again"),
}


class PromiseForm(RegionForm):
    """Whom somebody will teach, where, by when, about how many."""

    token = Token()
    what = Line(WHAT, [needed(_("Write what you will teach."))])
    whom = Line(WHOM, [needed(_("Write whom you will teach."))])
    by_on = Day(BY, _("Choose the day before which you teach."))
    aimed_at = Number(AIMED, MOST_AIMED, may_be_empty=True)

    def meant(self) -> "PromiseForm":
        self.offer_regions(*regions_meant(self.region.data or ""))
        return self

    @property
    def said(self) -> Said:
        return Said(
            self.what.data or "",
            self.whom.data or "",
            self.region_id,
            self.by_on.data,
            self.aimed_at.data,
        )


def promise_form(known: dict[str, Any]) -> PromiseForm:
    """What is shown at first."""
    form = PromiseForm(formdata=None, data=known)
    form.offer_regions([], [])
    return form


class Seen(Form):
    """Which version of a promise was answered."""

    seen = HiddenField(default="")

    @property
    def revision(self) -> int:
        said = self.seen.data or ""
        return int(said) if said.isdecimal() and len(said) < 9 else -1


class FinishForm(Seen):
    on = Day(_("On which day"), _("Choose the day on which you taught."))
    heads = Number(_("How many people, counted"), MOST_AIMED, may_be_empty=True)


class MoveForm(Seen):
    by_on = Day(_("Before which day now"), _("Choose the new day."))


class DropForm(Seen):
    reason = Line(
        _("Why it does not happen"),
        [needed(_("Write the reason: the office learns from it."))],
        most=300,
    )


class NotesForm(Form):
    """What several promise, one after another; see ``notes_form``."""

    token = Token()
    what = Line(WHAT, [needed(_("Write what they will teach."))])
    by_on = Day(BY, _("Choose the day before which they teach."))
    rows = 0

    def rows_said(self) -> list[tuple[int, Said]]:
        """Of each row in which whom is said: its number, and the promise."""
        return [
            (n, Said(self.what.data or "", whom, self.places[n], self.by_on.data, aimed))
            for n in range(self.rows)
            if (whom := self[f"whom_{n}"].data)
            for aimed in [self[f"aimed_{n}"].data]
        ]

    def read_places(self) -> bool:
        """Whether each place that was written is one alone."""
        self.places: dict[int, int | None] = {}
        for n in range(self.rows):
            field = self[f"region_{n}"]
            found = regions_called(field.data) if field.data else []
            self.places[n] = found[0].id if len(found) == 1 else None
            if field.data and len(found) != 1:
                field.errors = [_("Write it in full, such as Kota Banjarmasin.")]
        return not any(self[f"region_{n}"].errors for n in range(self.rows))

    def refuse_empty(self) -> None:
        self.form_errors.append(_("Write of one at least whom they will teach."))


def _needs_whom(form: Any, field: Any) -> None:
    number = field.name.rpartition("_")[2]
    if field.data and not form[f"whom_{number}"].data:
        raise ValidationError(_("Write whom they will teach, too."))


@cache
def notes_form(rows: int) -> type[NotesForm]:
    """The form of so many participants."""
    fields: dict[str, Any] = {"rows": rows}
    for n in range(rows):
        fields[f"whom_{n}"] = Line(_("Whom"))
        fields[f"region_{n}"] = Line(_("Where"), [_needs_whom], most=60)
        fields[f"aimed_{n}"] = Number(_("How many"), MOST_AIMED, may_be_empty=True)
    return type(f"NotesForm{rows}", (NotesForm,), fields)


def in_a_month(today: dt.date) -> dt.date:
    """The day that is proposed."""
    return today + dt.timedelta(days=30)
