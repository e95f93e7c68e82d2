"""A table whose worker is killed in the middle: gone on with, whole, and nothing lies about."""

import pytest

from mori.alumni.directory.segments import Segment
from mori.alumni.exports.operations import Asked, begin_export
from mori.alumni.exports.rules import FOLDER, TableForm
from mori.background.models import LongJob, LongJobPart
from mori.background.rules import JobState
from mori.core.clock import now
from tests.alumni.exports.making import sheets_of
from tests.alumni.exports.test_size import fill
from tests.faults.site import forget_leases, kill, until

PEOPLE = 3000


def asked_for(site, person, office, people, token):
    asked = Asked(Segment(), "Semua", TableForm.XLSX, "Undangan", "id", people)
    return begin_export(office.id, asked, token, person.id, now())


@pytest.mark.once  # what a kill leaves there no database changes
def test_killed_in_the_middle_it_goes_on_and_is_whole(site):
    fill(site.cast.banua, PEOPLE)
    fill(site.cast.seberang, 3)
    export = asked_for(site, site.cast.wati, site.cast.banua, PEOPLE, "t")

    worker = site.work()
    until(lambda: LongJob.get_by_id(export.id).done, 60)
    small = asked_for(site, site.cast.citra, site.cast.seberang, 3, "u")
    until(lambda: LongJob.get_by_id(small.id).state.is_done, 60)
    kill(worker)
    row = LongJob.get_by_id(export.id)
    gathered = LongJobPart.select().where(LongJobPart.job == export).count()
    assert (row.state, row.file) == (JobState.RUNNING, ""), "it was done before the small one"
    assert gathered
    forget_leases()
    site.work()
    until(lambda: LongJob.get_by_id(export.id).state.is_done, 120)

    row = LongJob.get_by_id(export.id)
    files = site.settings.folder / "files" / FOLDER
    assert {each.name for each in files.iterdir()} == {row.file, LongJob.get_by_id(small.id).file}
    table = sheets_of((files / row.file).read_bytes())["Alumni"]
    assert [line[0] for line in table[1:]] == [f"Umpama {each:06}" for each in range(PEOPLE)]
    assert not list((site.settings.folder / "longwork").glob("*"))
