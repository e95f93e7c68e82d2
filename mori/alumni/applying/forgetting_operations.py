"""Emptying lists that were taken over or back long ago: what became of each row stays; and ending
those with which nobody went on.
"""

import datetime as dt

from mori.core.db import writing
from mori.core.states import advance, lock

from ..imports.models import Import, ImportRow
from ..imports.operations import close_work
from ..imports.queries import next_left
from ..imports.row_rules import EMPTY
from ..imports.rules import DROPPABLE, MOVES, RowOutcome
from . import queries
from .models import ImportChange
from .rules import FORGETTABLE


@writing()
def forget_rows(quiet_since: dt.datetime, most: int, at: dt.datetime) -> int:
    """Empty some rows of the first list with which nothing happened since; how many, or that one
    is done with.
    """
    imported = queries.next_to_forget(quiet_since)
    if imported is None or not lock(imported, where=[Import.state.in_(list(FORGETTABLE))]):
        return 0
    ids = queries.rows_to_forget(imported, most)
    ImportChange.delete().where(ImportChange.row.in_(ids)).execute()
    ImportRow.update(packed=EMPTY, corrected="", why="[]").where(ImportRow.id.in_(ids)).execute()
    if not ids:
        Import.update(rows_gone_at=at, sheets="[]").where(Import.id == imported.id).execute()
    return max(len(ids), 1)


@writing()
def end_left(quiet_since: dt.datetime, most: int, at: dt.datetime) -> int:
    """End the first list with which nobody went on; how many, or that one has come nearer its end.

    One of which nothing is taken over is dropped: the background work throws it away. Of one that
    was stopped halfway, rows that came to nothing yet are kept as they were, as if left undecided.
    """
    imported = next_left(quiet_since)
    if imported is None or not lock(imported, "state"):
        return 0
    if imported.state in DROPPABLE:
        advance(imported, MOVES, "drop", None, at)
    elif not _keep_rest(imported, most):
        advance(imported, MOVES, "close", None, at, rows_done=imported.row_count)
    close_work(imported)
    return 1


def _keep_rest(imported: Import, most: int) -> bool:
    ids = [row.id for row in queries.rows_to_apply(imported, most)]
    ImportRow.update(outcome=RowOutcome.KEPT).where(ImportRow.id.in_(ids)).execute()
    return bool(ids)
