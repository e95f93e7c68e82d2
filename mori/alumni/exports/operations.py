"""Exports asked for, and made in the background: gathered part by part, then written as one file.

What was gathered is kept with how far it came. A file that was being written when its worker was
killed is written anew, of the same parts.
"""

import datetime as dt
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mori.background.lease_operations import finish_with_file, keep_part, note_progress
from mori.background.models import LongJob
from mori.background.operations import begin_job
from mori.background.queries import part_at
from mori.core.db import writing
from mori.core.jobs import Hand, Tools

from ..directory.queries import ids_in
from ..directory.segments import Segment
from ..queries import records_of
from ..rules import Agreed
from . import queries, words
from .rules import AT_ONCE, CLOSING, KIND, TableForm, line_of
from .sheets import Table, Workbook, Zipped


class Asked(NamedTuple):
    """Which alumni, as what, and what for."""

    segment: Segment
    said: str  # the segment in words
    form: TableForm
    reason: str
    locale: str
    people: int  # how many the directory shows now


class Reached(NamedTuple):
    """Up to which alumnus the directory was read, into how many parts, and whether that is all."""

    last: int = 0
    parts: int = 0
    is_all: bool = False
    left_before: int = 0  # how many had left in the last minute before it was begun


def begin_export(
    office_id: int, asked: Asked, token: str, actor_id: int, at: dt.datetime
) -> LongJob:
    """Ask for a table; the same form again is the same export."""
    job, _is_new = begin_job(
        KIND,
        office_id,
        actor_id,
        at,
        token=token,
        asked={"segment": asked.segment.as_args(), "form": asked.form},
        what=asked.said,
        why=asked.reason,
        locale=asked.locale,
        total=asked.people,
    )
    return job


def make_some(job: LongJob, tools: Tools, hand: Hand) -> bool:
    """Gather the next few people, or else write what was gathered."""
    reached = Reached(*json.loads(job.cursor)) if job.cursor else _beginning(job, tools.clock())
    if not reached.is_all:
        _gather(job, reached, tools.clock())
    elif hand.has_room:
        _write_some(job, tools, hand)
    else:
        return False
    return True


def _beginning(job: LongJob, at: dt.datetime) -> Reached:
    left_before = queries.leaving_count(job.office_id, job.started_at or at)
    return Reached(left_before=left_before)


def _gather(job: LongJob, reached: Reached, at: dt.datetime) -> None:
    """So many people, each with what they agree to at this moment."""
    segment = Segment.from_args(job.wanted["segment"])
    ids = ids_in(job.office_id, segment, Agreed.DIRECTORY, reached.last, AT_ONCE)
    lines = [line for record in records_of(ids) if (line := line_of(record))] if ids else []
    last, parts = (ids[-1] if ids else reached.last), reached.parts + bool(lines)
    cursor = json.dumps(Reached(last, parts, not ids, reached.left_before))
    with writing():
        note_progress(job, at, done=job.done + len(lines), cursor=cursor)
        if lines:
            keep_part(job, reached.parts, json.dumps(lines))


@dataclass
class Underway:
    """A file that is being written, in a folder of its own, and which part comes next."""

    folder: Path
    table: Table
    path: Path
    part: int = 0
    is_open: bool = True

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self.table.close()

    def let_go(self) -> None:
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _write_some(job: LongJob, tools: Tools, hand: Hand) -> None:
    if hand.kept is None:
        hand.kept = _opened(job, tools.folder)
    underway: Underway = hand.kept
    content = part_at(job.id, underway.part)
    if content is None:
        _finish(job, tools, underway)
        return
    for line in json.loads(content):
        underway.table.add(line)
    underway.part += 1
    note_progress(job, tools.clock())


def _opened(job: LongJob, folder: Path) -> Underway:
    """Begun anew, in a folder of this lease's own."""
    own = folder / f"{job.key}-{job.epoch}"
    own.mkdir(mode=0o700, parents=True)
    path, form = own / "table", TableForm(job.wanted["form"])
    heads, titles = words.heads(job.locale), words.titles(job.locale)
    if form.between:
        return Underway(own, Zipped(path, heads, titles, form.between, job.made_at), path)
    return Underway(own, Workbook(path, heads, titles), path)


def _finish(job: LongJob, tools: Tools, underway: Underway) -> None:
    at = tools.clock()
    note_progress(job, at, due_at=at + CLOSING)
    underway.table.tell(words.about(job, job.done, at))
    underway.close()
    finish_with_file(job, tools, underway.path.read_bytes(), at)
