"""Who of an office is ready for which papers, and what is missing for whom."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mori.certificates.papers.endings_queries import endings_of
from mori.certificates.papers.models import Paper
from mori.certificates.papers.queries import papers_of
from mori.certificates.papers.rules import Obstacle, obstacles
from mori.certificates.statements.rules import OF_INTERNSHIPS, PaperKind
from mori.evaluation.assessments.rules import Missing
from mori.guidebook.agreeing.standing import unsigned_of
from mori.guidebook.models import Book
from mori.placements.models import Placement

from . import queries
from .rules import Readiness

PAGE = 30
SCANNED = 150  # internships that one page looks through at most
AT_ONCE = 300  # internships of one run at most


class Candidate(NamedTuple):
    """An internship with what it has, may get, and lacks."""

    placement: Placement
    papers: Sequence[Paper]  # those not revoked
    kinds: Sequence[PaperKind]  # what it may get
    obstacles: Sequence[Obstacle]  # to a certificate
    missing: Sequence[Missing]
    unsigned: Sequence[Book] = ()  # what their office asked them to sign; keeps nothing back

    @property
    def readiness(self) -> Readiness:
        if any(each.kind is PaperKind.CERTIFICATE for each in self.papers):
            return Readiness.ISSUED
        return Readiness.READY if PaperKind.CERTIFICATE in self.kinds else Readiness.LACKING


class Found(NamedTuple):
    """A page of candidates, and where the next one begins, if there may be more."""

    rows: list[Candidate]
    after: tuple[dt.date, int] | None


def candidates(
    office_id: int,
    readiness: Readiness,
    name: str,
    today: dt.date,
    after: tuple[dt.date, int] | None = None,
    most: int = PAGE,
) -> Found:
    """Those of a readiness, the latest to end first.

    Readiness is asked of many slices, not of a column: so each page looks through a bounded
    number of internships, and goes on where it stopped.
    """
    placements = queries.ending(office_id, today, name, after, SCANNED + 1)
    looked_at = placements[:SCANNED]
    rows: list[Candidate] = []
    for row in judged(looked_at):
        if row.readiness is readiness:
            if len(rows) == most:
                return Found(rows, _place(rows[-1].placement))
            rows.append(row)
    is_more = len(placements) > SCANNED
    return Found(rows, _place(looked_at[-1]) if is_more else None)


def _place(placement: Placement) -> tuple[dt.date, int]:
    return placement.ends_on, placement.id


def judged(placements: Sequence[Placement]) -> Iterator[Candidate]:
    """Each of some internships of one office with what it may get."""
    endings, papers = endings_of(placements), papers_of([each.id for each in placements])
    unsigned = unsigned_of(placements[0].office_id, placements) if placements else {}
    for placement in placements:
        ending = endings[placement.id]
        standing = [each for each in papers[placement.id] if not each.state.is_revoked]
        kinds = [kind for kind in OF_INTERNSHIPS if not any(obstacles(kind, ending))]
        hindering = list(obstacles(PaperKind.CERTIFICATE, ending))
        yield Candidate(
            placement, standing, kinds, hindering, ending.missing, unsigned[placement.id]
        )


def chosen(office_id: int, keys: Sequence[str]) -> list[Candidate]:
    """The internships that somebody picked, as far as they are of the office."""
    return list(judged(queries.ending_keyed(office_id, keys[:AT_ONCE])))


def all_ready(office_id: int, name: str, today: dt.date) -> list[Candidate]:
    """Everybody who is ready, as many as one run may have."""
    rows: list[Candidate] = []
    after = None
    for _page in range(4):
        found = candidates(office_id, Readiness.READY, name, today, after, AT_ONCE - len(rows))
        rows += found.rows
        after = found.after
        if after is None or len(rows) >= AT_ONCE:
            break
    return rows
