"""What was understood of a list, and what is doubtful about it, as people read it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import ngettext

from mori.web.filters import as_far_as_known
from mori.web.i18n import locale

from ..rules import phone_shown
from ..values.rules import Doubt, DoubtKind, Field
from .rules import ReadRow

QUOTING_DAYS = (DoubtKind.DAY_ORDER, DoubtKind.MONTH_FIRST)


def said(field: Field, value: str, regions: Mapping[str, str]) -> str:
    """What was understood, as people read it; what they then write is understood as the same."""
    if field is Field.PHONE:
        return phone_shown(value)
    if field in (Field.STARTS, Field.ENDS):
        return as_far_as_known(locale(), value)
    if field is Field.LENGTH:
        return _length_said(value)
    return regions.get(value, value) if field is Field.REGION else value


def _length_said(value: str) -> str:
    """2 bulan of P2M"""
    count, unit = int(value[1:-1]), value[-1]
    if unit == "M":
        return str(ngettext("%(n)d month", "%(n)d months", count, n=count))
    if unit == "W":
        return str(ngettext("%(n)d week", "%(n)d weeks", count, n=count))
    return str(ngettext("%(n)d day", "%(n)d days", count, n=count))


def doubts_said(read: ReadRow) -> list[Any]:
    """What is doubtful about a row, each as a sentence."""
    return [_with_days_said(each).words for each in read.doubts]


def _with_days_said(doubt: Doubt) -> Doubt:
    if doubt.kind not in QUOTING_DAYS:
        return doubt
    return Doubt(
        doubt.kind,
        tuple(
            (name, value if name == "text" else as_far_as_known(locale(), value))
            for name, value in doubt.values
        ),
    )
