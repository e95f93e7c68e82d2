"""Every list of tasks and notes finds its rows by an index."""

import pytest

from mori.core.db import db
from tests.guidance.making import coach, give
from tests.support.plans import asked, scans

pytestmark = pytest.mark.usefixtures("noon")

LISTS = [
    ("sari", "/"),
    ("sari", "/logbook/baru"),
    ("sari", "/saya"),
    ("sari", "/peserta/{placement}/tugas"),
    ("sari", "/peserta/{placement}/bimbingan"),
    ("sari", "/tugas/{task}"),
    ("rina", "/tinjau"),
    ("rina", "/tugas"),
    ("rina", "/tugas?saring=selesai&after=7"),
    ("rina", "/tugas/baru"),
    ("rina", "/tugas/{task}"),
    ("rina", "/peserta/{placement}"),
    ("wati", "/peserta/{placement}/tugas?after=7"),
    ("wati", "/peserta/{placement}/bimbingan?after=2026-11-18~7"),
]


@pytest.mark.parametrize(("who", "path"), LISTS)
def test_no_list_reads_a_table_from_end_to_end(visit, cast, who, path):
    task, note = give(cast), coach(cast)
    browser = visit(getattr(cast, who))

    with asked() as sent:
        address = path.format(task=task.key, placement=cast.placement.key)
        assert browser.get(address).status_code == 200

    read = {sql: scans(db.connection(), sql, params) for sql, params in sent}
    assert note
    assert sent
    assert not {sql: tables for sql, tables in read.items() if tables}
