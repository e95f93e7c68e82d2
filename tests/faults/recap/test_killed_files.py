"""A list on paper whose worker is killed over it: laid out anew of the same lines."""

import pytest
from pypdf import PdfReader

from mori.background.models import LongJob
from mori.background.rules import JobState
from mori.core.clock import now
from mori.recap.files.operations import begin_file
from mori.recap.files.rules import FOLDER, LIST, FileType, Wanted
from tests.cast import place
from tests.faults.site import forget_leases, kill, until

STAYS = 100  # laying out so many takes half a second or more


@pytest.mark.once  # what a kill leaves there no database changes
def test_killed_while_it_is_laid_out_it_goes_on_and_is_whole(site):
    cast = site.cast
    for _each in range(STAYS):
        place(cast.sari, cast.banua, [(cast.pvl, cast.rina, None)])
    wanted = Wanted(LIST, "Daftar peserta", {"tahun": 2026}, names_people=True)
    by = ("id", "t", cast.wati.id, now())
    job = begin_file(cast.banua.id, wanted, STAYS + 1, FileType.PDF, "Laporan tahunan", *by)

    worker = site.work()
    until(lambda: LongJob.get_by_id(job.id).done > STAYS, 60)
    kill(worker)
    row = LongJob.get_by_id(job.id)
    assert (row.state, row.file) == (JobState.RUNNING, ""), "it was made before it could be killed"
    forget_leases()
    site.work()
    until(lambda: LongJob.get_by_id(job.id).state.is_done, 60)

    (file,) = (site.settings.folder / "files" / FOLDER).iterdir()
    assert file.name == LongJob.get_by_id(job.id).file
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())
    assert text.count("Sari Contoh") == STAYS + 1
