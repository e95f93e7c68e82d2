"""Bringing a list, saying what its columns hold, and letting it be read."""

import datetime as dt
import json
from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from mori.background.models import LongJob
from mori.background.operations import begin_job, cancel_job, close_jobs, resume_job
from mori.background.queries import job_about
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile
from mori.uploads.models import Upload
from mori.uploads.operations import hand_in

from ..understanding.column_rules import MANY
from ..understanding.rules import RowKind
from ..values.rules import Field
from .models import Import, ImportEvent, ImportMapping, ImportRow
from .queries import import_of
from .rules import LIST_JOBS, LOOKING, MOVES, READING, ImportState
from .sheet_rules import (
    SheetPlan,
    fields_kept,
    headings_digest,
    packed_plans,
    unpacked_plans,
)


@writing()
def begin_import(
    office_id: int, upload: Upload, token: str, actor_id: int, at: dt.datetime
) -> Import:
    """Take a list that somebody brought; the background work looks at it."""
    hand_in(upload)
    made = Import.create(
        token=token,
        office=office_id,
        made_by=actor_id,
        upload=upload.id,
        name=upload.name,
        digest=upload.digest,
        made_at=at,
    )
    ImportEvent.create(imported=made.id, verb="upload", actor=actor_id, at=at)
    begin_work(made, LOOKING, actor_id, at)
    return made


@writing()
def choose_columns(
    imported: Import,
    position: int,
    fields: Mapping[int, Field | None],
    is_left_out: bool,
    actor_id: int,
    at: dt.datetime,
) -> None:
    """Say what the columns of a sheet hold, or leave it out; remembered for its headings."""
    plans = unpacked_plans(imported.sheets)
    plan = next((each for each in plans if each.position == position), None)
    if plan is None:
        raise changed_meanwhile()
    chosen = plan.chosen(fields, is_left_out=is_left_out)
    after = [chosen if each is plan else each for each in plans]
    changed = Import.update(sheets=packed_plans(after), revision=Import.revision + 1).where(
        Import.id == imported.id,
        Import.revision == imported.revision,
        Import.state == ImportState.MAPPED,
    )
    if not changed.execute():
        raise changed_meanwhile()
    ImportEvent.create(
        imported=imported.id, verb="map", actor=actor_id, at=at, note=plan.layout.sheet[:300]
    )
    if not is_left_out:
        _remember(imported.office_id, chosen, actor_id, at)


def require_one_name(plan: SheetPlan) -> None:
    """Names stand in one column, and so do what else one person has just one of."""
    fields = [each.field for each in plan.layout.columns if each.field]
    twice = next((each for each in fields if each not in MANY and fields.count(each) > 1), None)
    if plan.is_left_out:
        return
    if twice:
        raise Refused(_("Two columns cannot both hold this: %(field)s", field=twice.label))
    if not plan.layout.has_names:
        raise Refused(_("Say which column holds the names, or leave the sheet out."))


def _remember(office_id: int, plan: SheetPlan, actor_id: int, at: dt.datetime) -> None:
    digest = headings_digest(plan.layout)
    if digest:
        ImportMapping.insert(
            office=office_id,
            headings=digest,
            fields=json.dumps(fields_kept(plan.layout)),
            chosen_by=actor_id,
            chosen_at=at,
        ).on_conflict(
            conflict_target=[ImportMapping.office, ImportMapping.headings],
            preserve=[ImportMapping.fields, ImportMapping.chosen_by, ImportMapping.chosen_at],
        ).execute()


@writing()
def start_reading(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Let the background work read every row of the sheets that are not left out."""
    plans = unpacked_plans(imported.sheets)
    read = [each for each in plans if not each.is_left_out]
    if not read:
        raise Refused(_("All sheets are left out. Choose at least one."))
    unready = [each.layout.sheet for each in read if not each.is_ready]
    if unready:
        raise Refused(
            _(
                "Say which column holds the names, or leave the sheet out: %(sheets)s",
                sheets=", ".join(unready),
            )
        )
    advance(
        imported,
        MOVES,
        "read",
        actor_id,
        at,
        same=("revision",),
        revision=imported.revision + 1,
        row_count=sum(each.row_count for each in read),
        rows_read=0,
        rows_compared=0,
    )
    begin_work(imported, READING, actor_id, at)


def stop_reading(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Look at it or read it no more; what was read stays."""
    stop_work(imported, _taken_in_by(imported), actor_id, at)


def resume_reading(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Go on where it was stopped or failed."""
    resume_work(imported, _taken_in_by(imported), actor_id, at)


def _taken_in_by(imported: Import) -> str:
    """A list that nobody has looked at yet has no state of its own for being stopped."""
    return LOOKING if imported.state is ImportState.UPLOADED else READING


@writing()
def map_again(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Go back to the columns; the background work reads every row anew."""
    advance(imported, MOVES, "map_again", actor_id, at, revision=imported.revision + 1)
    close_work(imported)


@writing()
def compare_again(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Compare every person's row that nobody decided on with who is known by now."""
    advance(imported, MOVES, "compare", actor_id, at, rows_compared=0, compared_to=0)
    ImportRow.update(verdict="", joins=None, joins_row=None).where(
        ImportRow.imported == imported.id,
        ImportRow.decision == "",
        ImportRow.kind == RowKind.PERSON,
    ).execute()
    begin_work(imported, READING, actor_id, at)


@writing()
def drop_import(imported: Import, actor_id: int, at: dt.datetime) -> None:
    """Do without it; the background work throws its file and its rows away."""
    advance(imported, MOVES, "drop", actor_id, at)
    close_work(imported)


@writing()
def begin_work(imported: Import, kind: str, actor_id: int, at: dt.datetime) -> None:
    """Let the background work go on with a list; what was stopped of it before is over."""
    close_work(imported)
    begin_job(kind, imported.office_id, actor_id, at, subject=imported.key, what=imported.name)


def close_work(imported: Import) -> None:
    """The list is elsewhere by now: nothing that was stopped of it can be gone on with."""
    close_jobs(list(LIST_JOBS), imported.key)


def stop_work(imported: Import, kind: str, actor_id: int, at: dt.datetime) -> None:
    """Do no more of it for now; what is done stays."""
    cancel_job(_last(imported, kind), actor_id, at)


def resume_work(imported: Import, kind: str, actor_id: int, at: dt.datetime) -> None:
    """Go on where it was stopped."""
    resume_job(_last(imported, kind), actor_id, at)


def _last(imported: Import, kind: str) -> LongJob:
    job = job_about([kind], imported.key)
    if job is None:
        raise changed_meanwhile()
    return job


def stop_with_job(job: LongJob, actor_id: int | None, at: dt.datetime, said: str) -> None:
    """The list stops with the work on it, in the same transaction."""
    imported, kind = import_of(job), LIST_JOBS[job.kind]
    if kind.stop and imported.state is kind.state:  # else it came to its end in this moment
        advance(imported, MOVES, kind.stop, actor_id, at, said)


def resume_with_job(job: LongJob, actor_id: int | None, at: dt.datetime, said: str) -> None:
    """The same when it goes on."""
    imported, kind = import_of(job), LIST_JOBS[job.kind]
    if imported.state is not kind.state:
        advance(imported, MOVES, kind.resume, actor_id, at, said)
