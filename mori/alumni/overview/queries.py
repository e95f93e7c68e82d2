"""What alumni have asked for, and lists that wait for somebody."""

from typing import Any

from peewee import SQL, Case

from mori.core.counts.overview import MOST, NO_NUMBER, found, number_of, one_row, value
from mori.core.db import literals

from ..imports.models import Import, ImportRow
from ..imports.rules import ImportState, RowVerdict
from ..models import Alumnus
from ..privacy.models import PrivacyRequest
from ..privacy.rules import RequestState

PASSED, TODAY, LATER = range(3)  # how far the clock of a request is


def _open(office: Any) -> Any:
    return PrivacyRequest.select().where(
        PrivacyRequest.office == office,
        PrivacyRequest.state.in_(literals([RequestState.OPEN])),
    )


def requests(office: Any, now: Any, tomorrow: Any) -> Any:
    """Those that wait, the soonest due first."""
    due = PrivacyRequest.due_at
    clock = Case(
        None, [(due <= now, SQL(str(PASSED))), (due <= tomorrow, SQL(str(TODAY)))], SQL(str(LATER))
    )
    columns = found("requests", key=PrivacyRequest.key, who=Alumnus.name, rank=clock)
    return _open(office).select(*columns).join(Alumnus).order_by(due).limit(MOST + 1)


def request_count(office: Any) -> Any:
    return one_row(value("requests", number_of(_open(office))))


def lists(office: Any) -> Any:
    """Lists whose columns wait to be looked at, or whose rows wait for a decision."""
    doubtful = ImportRow.select().where(
        ImportRow.imported == Import.id,
        ImportRow.decision == "",
        ImportRow.verdict.in_(literals([RowVerdict.DOUBTFUL])),
    )
    waits = literals([ImportState.MAPPED, ImportState.DECIDING])
    is_deciding = Import.state.in_(literals([ImportState.DECIDING]))
    columns = found(
        "lists", key=Import.key, who=Import.name,
        n=Case(None, [(is_deciding, number_of(doubtful))], NO_NUMBER),
    )  # fmt: skip
    return (
        Import.select(*columns)
        .where(Import.office == office, Import.state.in_(waits))
        .order_by(Import.id)
        .limit(MOST + 1)
    )
