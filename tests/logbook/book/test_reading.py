"""A logbook on the screen: searched, filtered, and read by whoever may read its entries."""

import datetime as dt

import pytest

from mori.logbook.models import Activity, Entry
from mori.logbook.operations import approve_entry
from mori.placements.models import Placement
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry

DAY = dt.timedelta(days=1)
MONTH_AGO = 30 * DAY

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def logbook(cast):
    """Today's consultation, yesterday's letters (initialled), and a meeting a month ago."""
    Placement.update(starts_on=TODAY - 40 * DAY).where(Placement.id == cast.placement.id).execute()
    activity = Activity.get(Activity.unit_code == "")
    write_entry(cast, TODAY, "Menerima konsultasi.", NOON)
    letters = write_entry(
        cast, TODAY - DAY, "Menyusun 100% surat.", NOON - DAY, learnt="Sabar.", activity=activity
    )
    approve_entry(letters, 1, cast.rina.id, NOON)
    write_entry(cast, TODAY - MONTH_AGO, "Rapat bulanan.", NOON - MONTH_AGO, supervisor=cast.budi)
    return activity


TEXTS = {"Menerima konsultasi.", "Menyusun 100% surat.", "Rapat bulanan."}


def found(browser, path: str) -> set[str]:
    reply = browser.get(path)
    assert reply.status_code == 200
    return {text for text in TEXTS if text in reply.text}


@pytest.mark.parametrize("who", ["wati", "hasan"])
def test_coordinator_and_head_read_the_whole_logbook(visit, cast, logbook, who):
    path = f"/peserta/{cast.placement.key}/logbook"

    assert found(visit(getattr(cast, who)), path) == TEXTS
    assert path in visit(getattr(cast, who)).get(f"/peserta/{cast.placement.key}").text


def test_a_supervisor_reads_what_is_theirs(visit, cast, logbook):
    path = f"/peserta/{cast.placement.key}/logbook"

    assert found(visit(cast.rina), path) == TEXTS - {"Rapat bulanan."}


def test_a_supervisor_is_offered_the_kinds_of_work_of_their_own_alone(visit, cast, logbook):
    path = f"/peserta/{cast.placement.key}/logbook"
    Entry.update(stand_in=None).where(Entry.activity == logbook).execute()

    assert logbook.key in visit(cast.rina).get(path).text
    assert logbook.key not in visit(cast.budi).get(path).text


def test_another_office_and_other_roles_see_nothing(visit, cast, logbook):
    path = f"/peserta/{cast.placement.key}/logbook"

    assert visit(cast.citra).get(path).status_code == 404
    assert visit(cast.tono).get(path).status_code in (403, 404)
    assert visit(cast.ningsih).get(path).status_code in (403, 404)


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("", TEXTS),
        ("cari=KONSULTASI", {"Menerima konsultasi."}),
        ("cari=sabar", {"Menyusun 100% surat."}),
        ("cari=100%25", {"Menyusun 100% surat."}),
        ("cari=%25", {"Menyusun 100% surat."}),  # a sign, not everything
        ("cari=_", set()),
        ("bulan=2026-11", TEXTS - {"Rapat bulanan."}),
        ("bulan=2026-10", {"Rapat bulanan."}),
        ("bulan=besok", TEXTS),
        ("keadaan=diparaf", {"Menyusun 100% surat."}),
        ("keadaan=menunggu&bulan=2026-11", {"Menerima konsultasi."}),
        ("cari=tidak+ada", set()),
    ],
)
def test_interns_search_their_own(visit, cast, logbook, query, texts):
    assert found(visit(cast.sari), f"/logbook/cari?{query}") == texts


def test_a_kind_of_work_is_filtered(visit, cast, logbook):
    path = f"/logbook/cari?jenis={logbook.key}"

    assert found(visit(cast.sari), path) == {"Menyusun 100% surat."}


def test_what_fits_nothing_says_what_to_do(visit, cast, logbook):
    page = visit(cast.sari).get("/logbook/cari?cari=tidak+ada").text

    assert "Tidak ada catatan yang cocok." in page
    assert 'value="tidak ada"' in page


def test_long_results_go_on_page_after_page(visit, cast):
    for age in range(12):
        write_entry(cast, TODAY - age * DAY, f"Kegiatan nomor {age}.", NOON - age * DAY)
    browser, path = visit(cast.sari), "/logbook/cari?cari=nomor"

    first = browser.get(path).text
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = browser.get(following.replace("&amp;", "&")).text

    assert first.count("Kegiatan nomor") == 10
    assert second.count("Kegiatan nomor") == 2
