"""Reports that offices took out of MORI as files, and how such a file is made at once."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from mori.background.lease_operations import claim_job
from mori.background.models import LongJob
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.files.store import Store
from mori.core.jobs import KINDS, Hand, Tools
from mori.core.workdays import DAY
from mori.recap.files.operations import begin_file
from mori.recap.files.rules import LIST, FileType, Wanted
from mori.recap.yearly.queries import count_interns

from .alumni.desk import Desk


def take_lists_out(desks: Iterable[Desk], store: Store) -> None:
    """Each office's list of this year's interns, ready to be downloaded."""
    for office, coordinator, at in desks:
        year, asked_at = local_date(at, office.zone).year, at - 2 * DAY
        title, reason = f"Daftar peserta magang tahun {year}", "Laporan tahunan ke kantor pusat"
        wanted = Wanted(LIST, title, {"tahun": year}, names_people=True)
        by = ("id", new_key(), coordinator.id, asked_at)
        rows = count_interns(office.id, year)
        make_at_once(
            begin_file(office.id, wanted, rows, FileType.XLSX, reason, *by), store, asked_at
        )


def make_at_once(job: LongJob, store: Store, at: dt.datetime) -> None:
    """All of a job, without a worker."""
    claim_job(job, at)
    with TemporaryDirectory() as folder:
        tools, hand = Tools(store, Path(folder), "", b"", lambda: at), Hand()
        while job.state.is_active:
            KINDS[job.kind].step(job, tools, hand)
        hand.let_go()
