"""Imports as their pages and the background work ask for them."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.background.models import LongJob
from mori.background.queries import job_about
from mori.core.clock import local_date
from mori.core.db import literals
from mori.institutions.models import Institution, InstitutionName, Region
from mori.offices.models import Office

from ..models import Alumnus
from ..queries import ids_with
from ..rules import AlumnusState
from ..understanding.rules import Surroundings
from ..values.institution_rules import Known, known_institutions
from ..values.region_rules import region_in, region_index
from ..values.rules import Field
from .models import Import, ImportEvent, ImportMapping, ImportRow
from .rules import APPLYING, ENDED, LIST_JOBS, UNDOING, WAITING, ImportState

PAGE = 20
Become = Institution.alias("become")


def import_by_key(key: str) -> Import | None:
    """An import with its office and who brought it."""
    found: Import | None = _imports().where(Import.key == key).get_or_none()
    return found


def _imports() -> Any:
    return (
        Import.select(Import, Person, Office)
        .join(Person, on=Import.made_by)
        .switch(Import)
        .join(Office)
    )


def import_of(job: LongJob) -> Import:
    """The list that a long job works on."""
    found: Import = _imports().where(Import.key == job.subject).get()
    return found


def last_job(imported: Import) -> LongJob | None:
    """The last work on a list, unless that is so long ago that it is gone."""
    return job_about(list(LIST_JOBS), imported.key)


def job_shown(imported: Import, kinds: Collection[str] = tuple(LIST_JOBS)) -> LongJob | None:
    """The last work of some kinds on a list, as far as the list is now and not at the last beat.

    None once the list is elsewhere and nothing can go on with that work.
    """
    job = job_about(kinds, imported.key)
    if job is None or not job.may_go_on:
        return None
    is_read = job.kind in (APPLYING, UNDOING)
    job.done = imported.rows_done if is_read else imported.rows_known
    job.total = imported.row_count
    return job


def import_by_token(token: str) -> Import | None:
    return Import.get_or_none(Import.token == token)


def imports_of(office_id: int, before: int | None = None, most: int = PAGE + 1) -> list[Import]:
    """An office's imports, the latest first."""
    found = _imports().where(Import.office == office_id)
    if before is not None:
        found = found.where(Import.id < before)
    return list(found.order_by(Import.id.desc()).limit(most))


def earlier_of(imported: Import) -> Import | None:
    """The last import of the very same file before this one, unless it was given up."""
    given_up = literals([ImportState.DROPPED, ImportState.REFUSED])
    found = Import.select().where(
        Import.office == imported.office_id,
        Import.digest == imported.digest,
        Import.id < imported.id,
        Import.state.not_in(given_up),
    )
    return found.order_by(Import.id.desc()).limit(1).get_or_none()


def unfinished_count(office_id: int) -> int:
    """How many of an office's imports somebody or something still is at."""
    open_states = literals(set(ImportState) - ENDED)
    rows = Import.select(Import.id).where(Import.office == office_id, Import.state.in_(open_states))
    return len(rows)


def events_of(imported: Import) -> list[ImportEvent]:
    return list(
        ImportEvent.select(ImportEvent, Person)
        .left_outer_join(Person, on=ImportEvent.actor)
        .where(ImportEvent.imported == imported.id)
        .order_by(ImportEvent.id)
    )


def last_done_at(imported: Import) -> dt.datetime:
    """When somebody last went on with it."""
    happened = ImportEvent.select(fn.MAX(ImportEvent.at)).where(ImportEvent.imported == imported.id)
    decided = ImportRow.select(fn.MAX(ImportRow.decided_at)).where(
        ImportRow.imported == imported.id
    )
    moments: list[dt.datetime | None] = [happened.scalar(), decided.scalar()]
    return max([imported.made_at, *filter(None, moments)])


def next_left(quiet_since: dt.datetime) -> Import | None:
    """A list that waits for somebody, with whom nobody went on since a moment."""
    later = ImportEvent.select(ImportEvent.id).where(
        ImportEvent.imported == Import.id, ImportEvent.at > quiet_since
    )
    decided = ImportRow.select(ImportRow.id).where(
        ImportRow.imported == Import.id, ImportRow.decided_at > quiet_since
    )
    left = Import.select().where(
        Import.state.in_(literals(WAITING)),
        Import.made_at <= quiet_since,
        ~fn.EXISTS(later),
        ~fn.EXISTS(decided),
    )
    found: Import | None = left.order_by(Import.id).first()
    return found


def next_to_clear() -> Import | None:
    """An import that has ended, of which not all that is of no more use is gone."""
    ended = Import.select().where(Import.state.in_(literals(ENDED)), Import.file_gone_at.is_null())
    return ended.order_by(Import.id).limit(1).get_or_none()


def mappings_of(office_id: int, headings: Collection[str]) -> dict[str, str]:
    """What an office took columns for: digest of the headings → JSON."""
    rows: Any = ImportMapping.select(ImportMapping.headings, ImportMapping.fields).where(
        ImportMapping.office == office_id, ImportMapping.headings.in_(list(headings))
    )
    return dict(rows.tuples())


def surroundings(office: Office, at: dt.datetime) -> Surroundings:
    """What an office's lists are understood by."""
    regions: Any = Region.select(Region.code, Region.name).order_by(Region.code)
    rows = list(regions.tuples())
    seat = region_in(office.seat, region_index(rows)).values(Field.REGION)
    home = seat[0][:2] if seat else ""
    return Surroundings(
        known_of(office.id), region_index(rows, home), local_date(at, office.zone).year
    )


def known_of(office_id: int) -> Known:
    """An office's institutions under all their spellings, each as the one that stands for it."""
    rows = (
        InstitutionName.select(InstitutionName, Institution, Become)
        .join(Institution)
        .left_outer_join(Become, on=(Institution.merged_into == Become.id), attr="merged_into")
        .where(InstitutionName.office == office_id)
        .order_by(InstitutionName.id)
    )
    standing = ((row.institution.standing, row.text) for row in rows)
    return known_institutions((str(each.id), each.name, text) for each, text in standing)


def became_before(imported: Import, positions: Collection[int]) -> dict[int, int]:
    """Whose record a row of the very same file became when that was taken over before.

    Position → the record as it is shown now; of two, neither.
    """
    rows: Any = (
        ImportRow.select(ImportRow.position, ImportRow.alumnus_id)
        .join(Import)
        .where(
            Import.office == imported.office_id,
            Import.digest == imported.digest,
            Import.state == ImportState.APPLIED,
            Import.id != imported.id,
            ImportRow.position.in_(list(positions)),
            ImportRow.alumnus.is_null(False),
        )
    )
    found = list(rows.tuples())
    heads = _standing({alumnus_id for _position, alumnus_id in found}) if found else {}
    became: dict[int, set[int]] = {}
    for position, alumnus_id in found:
        if alumnus_id in heads:
            became.setdefault(position, set()).add(heads[alumnus_id])
    return {position: next(iter(ids)) for position, ids in became.items() if len(ids) == 1}


def _standing(ids: Collection[int]) -> dict[int, int]:
    """Records, each as the one it is shown as; the erased left out."""
    heads = ids_with(ids)
    there = Alumnus.select(Alumnus.id).where(
        Alumnus.id.in_(list(heads.values())), Alumnus.state != AlumnusState.ERASED
    )
    standing = {row.id for row in there}
    return {number: head for number, head in heads.items() if head in standing}


def standing_ids(ids: Collection[int]) -> list[int]:
    """Records as they are shown now, each once; the erased left out."""
    return sorted(set(_standing(ids).values())) if ids else []


def last_alumnus(office_id: int) -> int:
    """The office's last record, by which it is told whether others came since."""
    rows = Alumnus.select(Alumnus.id).where(Alumnus.office == office_id)
    return int(rows.order_by(Alumnus.id.desc()).limit(1).scalar() or 0)


def is_compared(imported: Import) -> bool:
    """Whether nobody became known since the rows of a list were compared, or is about to."""
    others = Import.select(Import.id).where(
        Import.office == imported.office_id,
        Import.state.in_(literals([ImportState.APPLYING])),
        Import.id != imported.id,
    )
    return last_alumnus(imported.office_id) <= imported.compared_to and not others.exists()
