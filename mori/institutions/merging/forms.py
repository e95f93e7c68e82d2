from collections.abc import Callable

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField

from mori.web.fields import NOT_OFFERED, Form, choices, one_line

from ..models import Institution
from ..operations import Facts
from .operations import facts_of

HERE, THERE = "kept", "merged"
FIELDS = {
    "name": _("Name"),
    "type_id": _("Kind of institution"),
    "region_id": _("Regency, city or province"),
    "address": _("Address"),
}


def _side(label: str) -> RadioField:
    both = choices([(HERE, ""), (THERE, "")])
    return RadioField(label, choices=both, default=HERE, invalid_choice_message=NOT_OFFERED)


class MergeForm(Form):
    """Field by field, which of the two is right; and what the page showed of both."""

    other = HiddenField(filters=[one_line])
    seen_kept = HiddenField()
    seen_merged = HiddenField()
    name = _side(FIELDS["name"])
    type_id = _side(FIELDS["type_id"])
    region_id = _side(FIELDS["region_id"])
    address = _side(FIELDS["address"])

    def facts(self, kept: Institution, merged: Institution) -> Facts:
        sides = {HERE: facts_of(kept)._asdict(), THERE: facts_of(merged)._asdict()}
        return Facts(**{name: sides[self[name].data][name] for name in FIELDS})


def fitting(kept: Institution, merged: Institution) -> dict[str, str]:
    """What the form shows at first: the kept one's fields, but where it has none."""
    mine, theirs = facts_of(kept)._asdict(), facts_of(merged)._asdict()
    sides = {name: THERE if not mine[name] and theirs[name] else HERE for name in FIELDS}
    return sides | {"other": merged.key, "seen_kept": kept.seen, "seen_merged": merged.seen}


def compared(
    kept: Institution, merged: Institution, written: dict[str, Callable[[Institution], str]]
) -> list[tuple[str, str, str, str]]:
    """Each field: its name, label, and what the two say of it."""
    return [
        (name, label, written[name](kept), written[name](merged)) for name, label in FIELDS.items()
    ]
