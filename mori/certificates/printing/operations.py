"""Making the PDFs of papers that have their number; a made one never changes."""

import datetime as dt
import hashlib
import subprocess  # nosec B404 - its exceptions
from collections.abc import Callable

from mori.certificates.papers import queries
from mori.certificates.papers.letters import tell_of_paper
from mori.certificates.papers.models import FILES, Paper
from mori.certificates.papers.operations import record
from mori.certificates.statements.rules import Statement
from mori.core.db import new_key, writing
from mori.core.files.store import Store, StoreAway

Print = Callable[[Statement, dt.datetime], bytes]
PAUSES = (1, 5, 15, 60)  # minutes before it is tried again
FAILURES = (StoreAway, subprocess.SubprocessError)


def print_next(store: Store, render: Print, address: str, at: dt.datetime) -> bool:
    """Make one PDF that is due, and say whether there was any; what fails is tried again."""
    paper = queries.next_to_print(at)
    if paper is None:
        return False
    try:
        print_paper(store, render, paper, address, at)
    except FAILURES:
        _try_later(paper, at)
    return True


def print_paper(store: Store, render: Print, paper: Paper, address: str, at: dt.datetime) -> None:
    """The file stands in the store before the row names it; of two at once one is kept."""
    content, key = render(Statement.from_json(paper.statement), at), new_key()
    store.put(f"{FILES}/{key}", content)
    if not _keep(paper, key, hashlib.sha256(content).hexdigest(), address, at):
        store.remove(f"{FILES}/{key}")


@writing()
def _keep(paper: Paper, key: str, digest: str, address: str, at: dt.datetime) -> bool:
    kept = Paper.update(file=key, sha256=digest, print_at=None, print_tries=0).where(
        Paper.id == paper.id,
        Paper.file == "",
        Paper.statement == paper.statement,
        Paper.print_at.is_null(False),
    )
    if not kept.execute():
        return False
    record(paper.id, "print", None, at)
    made = queries.paper_by_id(paper.id)
    if made.is_out:
        tell_of_paper(made, address, at)
    return True


@writing()
def _try_later(paper: Paper, at: dt.datetime) -> None:
    """Its number stays; the page says that the PDF could not be made yet."""
    pause = PAUSES[min(paper.print_tries, len(PAUSES) - 1)]
    Paper.update(
        print_at=at + dt.timedelta(minutes=pause), print_tries=Paper.print_tries + 1
    ).where(Paper.id == paper.id, Paper.print_at.is_null(False)).execute()
