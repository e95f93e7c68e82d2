from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField

from mori.institutions.forms import region_label
from mori.web.fields import NOT_OFFERED, Form, choices, one_line

from ..models import Alumnus
from .operations import facts_of
from .rules import Facts

HERE, THERE = "kept", "merged"
FIELDS = {
    "name": _("Name"),
    "titles_before": _("Titles before the name"),
    "titles_after": _("Titles after the name"),
    "region_id": _("Regency, city or province"),
    "address": _("Address"),
}
WRITTEN: dict[str, Callable[[Alumnus], str]] = {
    "name": lambda row: row.name,
    "titles_before": lambda row: row.titles_before,
    "titles_after": lambda row: row.titles_after,
    "region_id": lambda row: region_label(row.region),
    "address": lambda row: row.address,
}


def _side(label: Any) -> RadioField:
    both = choices([(HERE, ""), (THERE, "")])
    return RadioField(label, choices=both, default=HERE, invalid_choice_message=NOT_OFFERED)


class MergeForm(Form):
    """Field by field, which of the two is right; and what the page showed of both."""

    other = HiddenField(filters=[one_line])
    seen_kept = HiddenField(filters=[one_line])
    seen_merged = HiddenField(filters=[one_line])
    name = _side(FIELDS["name"])
    titles_before = _side(FIELDS["titles_before"])
    titles_after = _side(FIELDS["titles_after"])
    region_id = _side(FIELDS["region_id"])
    address = _side(FIELDS["address"])

    def facts(self, kept: Alumnus, merged: Alumnus) -> Facts:
        sides = {HERE: facts_of(kept)._asdict(), THERE: facts_of(merged)._asdict()}
        return Facts(**{name: sides[self[name].data][name] for name in FIELDS})

    @property
    def seen(self) -> tuple[str, str]:
        return self.seen_kept.data or "", self.seen_merged.data or ""


class OtherForm(Form):
    """Who the other one is."""

    other = HiddenField(filters=[one_line])


def fitting(kept: Alumnus, merged: Alumnus) -> dict[str, str]:
    """What the form shows at first: the kept one's fields, but where it has none."""
    mine, theirs = facts_of(kept)._asdict(), facts_of(merged)._asdict()
    sides = {name: THERE if not mine[name] and theirs[name] else HERE for name in FIELDS}
    seen = {"seen_kept": str(kept.revision), "seen_merged": str(merged.revision)}
    return {**sides, **seen, "other": merged.key}


def compared(kept: Alumnus, merged: Alumnus) -> list[tuple[str, Any, str, str]]:
    """Each field: its name, label, and what the two say of it."""
    return [
        (name, label, WRITTEN[name](kept), WRITTEN[name](merged)) for name, label in FIELDS.items()
    ]


def beside(kept: Any, merged: Any) -> list[tuple[Any, str, str]]:
    """What two records hold besides, which stays with each and is shown under one."""
    named: dict[Any, Callable[[Any], list[str]]] = {
        _("State"): lambda row: [str(row.state.label)],
        _("Campus or school"): lambda row: [name for _id, name in row.institutions],
        _("Student number"): lambda row: list(row.numbers),
        _("Year"): lambda row: [str(year) for year in row.years],
        _("Unit"): lambda row: [name for _id, name in row.units],
        _("Phone"): lambda row: list(row.phones_shown),
        _("E-mail"): lambda row: list(row.mails),
        _("Now at"): lambda row: list(row.now_at),
    }
    rows = [(label, ", ".join(of(kept)), ", ".join(of(merged))) for label, of in named.items()]
    return [row for row in rows if row[1] or row[2]]
