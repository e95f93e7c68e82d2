"""Of two rows, which is right in what."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField

from mori.accounts.rules import shown_phone
from mori.institutions.forms import region_label
from mori.web.fields import NOT_OFFERED, Form, choices, one_line
from mori.web.i18n import locale

from ..members.forms import LOCALES
from ..rules import type_label
from .operations import facts_of, kind_of

HERE, THERE = "kept", "merged"


def _side(label: Any) -> RadioField:
    both = choices([(HERE, ""), (THERE, "")])
    return RadioField(label, choices=both, default=HERE, invalid_choice_message=NOT_OFFERED)


class MergeForm(Form):
    """What the page showed of both."""

    other = HiddenField(filters=[one_line])
    seen_kept = HiddenField()
    seen_merged = HiddenField()
    name = _side(_("Name"))

    def facts(self, kept: Any, merged: Any) -> dict[str, Any]:
        sides = {HERE: facts_of(kept), THERE: facts_of(merged)}
        return {name: sides[self[name].data][name] for name in kind_of(kept).facts}


class MemberMergeForm(MergeForm):
    """Field by field, which of two members is right."""

    phone = _side(_("WhatsApp or phone"))
    mail = _side(_("E-mail"))
    region_id = _side(_("Regency, city or province"))
    locale = _side(_("Language"))


class CommunityMergeForm(MergeForm):
    """Field by field, which of two communities is right."""

    type = _side(_("Kind of community"))
    region_id = _side(_("Regency, city or province"))
    institution_id = _side(_("Campus or school it belongs to"))
    about = _side(_("What it does"))


WRITTEN: dict[str, Callable[[Any], Any]] = {
    "phone": lambda row: shown_phone(row.phone) if row.phone else "",
    "region_id": lambda row: region_label(row.region),
    "locale": lambda row: LOCALES[row.locale],
    "type": lambda row: type_label(row.type, locale()),
    "institution_id": lambda row: row.institution.standing.name if row.institution_id else "",
}


def fitting(kept: Any, merged: Any) -> dict[str, str]:
    """What the form shows at first: the kept one's fields, but where it has none."""
    mine, theirs = facts_of(kept), facts_of(merged)
    sides = {name: THERE if not mine[name] and theirs[name] else HERE for name in mine}
    return {
        **sides,
        "other": merged.key,
        "seen_kept": str(kept.revision),
        "seen_merged": str(merged.revision),
    }


def compared(form: MergeForm, kept: Any, merged: Any) -> list[tuple[str, Any, Any, Any]]:
    """Each field: its name, label, and what the two say of it."""
    found = []
    for name in kind_of(kept).facts:
        said = WRITTEN.get(name, lambda row, name=name: getattr(row, name))
        found.append((name, form[name].label.text, said(kept), said(merged)))
    return found
