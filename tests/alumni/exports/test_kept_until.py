"""How long an export is kept, and where that is said."""

import datetime as dt

import pytest

from mori.alumni.exports import queries
from mori.alumni.exports.rules import FOLDER
from mori.background.rules import kept_for
from tests.alumni.exports import making
from tests.background.working import work_on
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


def test_its_days_count_from_when_it_was_made_wherever_they_are_said(cast, visit, store):
    making.alumnus(cast.banua, "Ayu Umpama")
    wati = visit(cast.wati)
    export = making.ask(wati)

    work_on(store, NOON + dt.timedelta(days=5))

    made = queries.export_by_key(export.key)
    assert made.file_until == NOON + dt.timedelta(days=5) + kept_for("result")
    about = dict(making.sheets_of(store.get(f"{FOLDER}/{made.file}"))["Tentang ekspor ini"])
    assert about["Hapus paling lambat"] == "Senin, 30 November 2026"
    assert "Senin, 30 November 2026" in wati.get(f"/alumni/ekspor/{export.key}").text
    assert "30 November 2026" in wati.get("/pekerjaan").text
