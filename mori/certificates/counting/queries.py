"""Certificates as they are counted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import NUMBERED, PaperState
from mori.certificates.statements.rules import PaperKind
from mori.core.compiled import Compiled
from mori.core.db import literals
from mori.placements.counting.queries import MOST


class Issued(NamedTuple):
    """A certificate, and the date it bears."""

    placement_id: int | None
    issued_on: dt.date | None


def _issued(ids: Any, kind: Any, first: Any, last: Any) -> Any:
    return Paper.select(Paper.placement.alias("placement_id"), Paper.issued_on).where(
        Paper.placement.in_(ids),
        Paper.kind == kind,
        Paper.state.in_(literals(NUMBERED - {PaperState.REVOKED})),
        Paper.issued_on.between(first, last),
    )


_issued_of = Compiled(Issued, _issued, ids=MOST)


def certificates_issued(
    placement_ids: Sequence[int], first: dt.date, last: dt.date
) -> list[Issued]:
    """Those with a number that count, of at most ``MOST`` placements."""
    return _issued_of(ids=placement_ids, kind=PaperKind.CERTIFICATE, first=first, last=last)
