"""Files made in the background: the table gathered part by part, then laid out as one file.

What was gathered is kept with how far it came, so that a file whose worker was killed is laid out
anew of the same lines, and comes out the same.
"""

import datetime as dt
import json

from mori.background.lease_operations import finish_with_file, keep_part, note_progress
from mori.background.models import LongJob
from mori.background.queries import parts_of
from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.files.documents import make_pdf
from mori.core.files.tables import BOM, written_line
from mori.core.jobs import Hand, Tools
from mori.web.i18n import translated_to

from ..reports.desk import report_of
from ..reports.figure_rules import Grouping, Table
from ..reports.prints import content_of
from ..reports.segments import period_asked
from ..reports.sheets import workbook
from ..reports.words import lines_with_reasons, table_of
from ..rollups.queries import counting_of
from ..yearly.queries import interns_of, listed
from ..yearly.words import table_of as list_of
from .rules import AT_ONCE, CLOSING, LAYOUTS, LIST, REPORT, FileType, Gathered, Reached, joined


def make_some(job: LongJob, tools: Tools, _hand: Hand) -> bool:
    """Gather the next rows, or else make the file of what was gathered."""
    reached = Reached(*json.loads(job.cursor)) if job.cursor else Reached()
    with translated_to(job.locale):
        if reached.is_all:
            _make_file(job, tools)
        else:
            _gather(job, reached, tools.clock())
    return True


def _gather(job: LongJob, reached: Reached, at: dt.datetime) -> None:
    found = READERS[job.kind](job, reached)
    cursor = json.dumps(Reached(reached.parts + 1, found.last, found.last is None))
    with writing():
        note_progress(job, at, done=job.done + found.rows, cursor=cursor)
        keep_part(job, reached.parts, json.dumps(found.table))


def _report(job: LongJob, _reached: Reached) -> Gathered:
    """All of a report, as it is at this moment."""
    wanted, today = job.wanted, _day_begun(job)
    written, since, until = (wanted.get(name, "") for name in ("periode", "dari", "sampai"))
    period = period_asked(written, since, until, today)
    report = report_of(job.office_id, Grouping(wanted["per"]), period, today, job.locale)
    table = table_of(report, job.locale)
    if _type_of(job).between:
        heads, *lines = lines_with_reasons(report, job.locale)
        table = table._replace(heads=heads, lines=lines, notes=[])
    return Gathered(table, len(report.rows))


def _list(job: LongJob, reached: Reached) -> Gathered:
    """So many interns of a year, after those that were read before."""
    year, place = int(job.wanted["tahun"]), reached.last
    after = (dt.date.fromisoformat(place[0]), place[1]) if place else None
    found = interns_of(job.office_id, year, after, AT_ONCE)
    stays, more = found[:AT_ONCE], found[AT_ONCE:]
    rows = listed(stays, year, _day_begun(job), is_counted=counting_of(job.office_id) is not None)
    last = (stays[-1].starts_on.isoformat(), stays[-1].id) if more else None
    return Gathered(list_of(rows, year, job.locale), len(rows), last)


READERS = {REPORT: _report, LIST: _list}


def _make_file(job: LongJob, tools: Tools) -> None:
    at = tools.clock()
    note_progress(job, at, due_at=at + CLOSING)
    table = joined([Table(*json.loads(part)) for part in parts_of(job.id)])
    finish_with_file(job, tools, _content(job, table), at)


def _content(job: LongJob, table: Table) -> bytes:
    at, file_type, layout = _begun_at(job), _type_of(job), LAYOUTS[job.kind]
    if file_type.is_paper:
        return make_pdf("report", content_of(job.office, table, job.locale, at, layout), at)
    if not file_type.between:
        return workbook(table, layout.texts, at)
    lines = (written_line(line, file_type.between) for line in [table.heads, *table.lines])
    return (BOM + "".join(lines)).encode()


def _begun_at(job: LongJob) -> dt.datetime:
    return job.started_at or job.made_at


def _day_begun(job: LongJob) -> dt.date:
    return local_date(_begun_at(job), job.office.zone)


def _type_of(job: LongJob) -> FileType:
    return FileType(job.wanted["type"])
