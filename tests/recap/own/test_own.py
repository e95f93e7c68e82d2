"""The small overviews: an intern's own weeks, a supervisor's own interns."""

import re

import pytest

from mori.attendance.models import Attendance
from mori.core.workdays import DAY
from mori.logbook.models import Activity
from mori.logbook.rules import EntryState
from mori.recap.models import OfficeRollup
from mori.recap.own.queries import OwnDay
from mori.recap.own.rules import minutes_by_work
from tests.cast import TODAY
from tests.logbook.writing import write_entry
from tests.recap.overview.test_page import tonos, words, write
from tests.recap.rollups.recounting import rebuild
from tests.support.answers import statements

pytestmark = pytest.mark.usefixtures("noon")

OWN, INTERNS = "/saya/ringkasan", "/tinjau/ringkasan"


def test_hours_are_summed_by_kind_of_work_the_most_first():
    days = [
        OwnDay(TODAY, 1, 0, minutes, label, label)
        for minutes, label in (
            (60, "Surat"),
            (0, "Rapat"),
            (90, None),
            (200, "Telaah"),
            (30, "Surat"),
        )
    ]

    assert minutes_by_work(days) == [("Telaah", 200), ("Surat", 90), (None, 90)]


def test_an_intern_sees_their_own_weeks_hours_and_what_they_learnt(visit, cast):
    work = Activity.create(office=cast.banua, code="x", label="Telaah berkas", label_en="Files")
    write(cast, TODAY - DAY, 3, minutes=90, activity=work, learnt="Membaca berkas dengan sabar.")
    write(cast, TODAY, minutes=60, activity=work)
    write(cast, TODAY - 8 * DAY, 1, minutes=30)
    write(cast, TODAY, **tonos(cast), learnt="Punya Tono.")
    rebuild(cast.banua)

    page = visit(cast.sari).get(OWN).text
    said = words(page)

    assert "3 catatan, 2 sudah diparaf" in said
    assert "Telaah berkas 2,5" in said
    assert "tidak disebut 0,5" in said
    assert "Sel 17 Nov Membaca berkas dengan sabar." in said
    assert "Tono" not in page
    assert 'scope="row">16/11</th><td class="number">2</td><td class="number">1</td>' in page


def test_before_anything_is_written_it_says_what_will_stand_there(visit, cast):
    rebuild(cast.banua)

    said = words(visit(cast.sari).get(OWN).text)

    assert "Belum ada catatan" in said
    assert "Belum ada catatan yang menyebut jam." in said
    assert "Hitungan kantor ini belum disusun." in words(visit(cast.laila).get(OWN).text)


def test_of_days_that_are_counted_in_part_nothing_is_said(visit, cast):
    write(cast, TODAY - DAY, 3)
    rebuild(cast.banua)
    OfficeRollup.delete().execute()

    own, interns = (words(visit(who).get(path).text)
                    for who, path in ((cast.sari, OWN), (cast.rina, INTERNS)))  # fmt: skip

    for said in (own, interns):
        assert "Hitungan kantor ini belum disusun." in said
    assert "1 catatan" not in own
    assert "Belum ada catatan" not in own


def test_a_supervisor_sees_their_interns_and_how_quickly_they_answer(visit, cast):
    write(cast, TODAY - DAY, 10)
    write(cast, TODAY - 2 * DAY, 50)
    write(cast, TODAY - 5 * DAY)
    write(cast, TODAY - DAY, 700, **tonos(cast))
    Attendance.create(
        placement=cast.placement, person=cast.sari, office=cast.banua, day=TODAY, kind="sick"
    )
    rebuild(cast.banua)

    page = visit(cast.rina).get(INTERNS).text

    assert "1 peserta bersama Anda, 1 catatan mereka menunggu" in words(page)
    assert "Median empat pekan ini: 1,2 hari. Batasnya 2 hari." in words(page)  # of 10 and 50 hours
    assert "Sari Contoh PVL Sakit catatan terakhir Sel 17 Nov menunggu 1" in words(page)
    assert "Tono" not in page
    budi = visit(cast.budi).get(INTERNS).text
    assert "21,2 hari" in budi  # of 700 hours, without what lies on weekends
    assert 'class="over"' in budi
    assert 'class="within"' in page


def test_without_interns_and_decisions_it_says_so(visit, cast):
    rebuild(cast.banua)
    write_entry(cast, state=EntryState.WITHDRAWN)

    said = words(visit(cast.rina).get(INTERNS).text)

    assert "– Belum ada yang Anda putuskan dalam empat pekan ini." in said
    assert "– Hitungan kantor ini belum disusun." in words(visit(cast.joko).get(INTERNS).text)


def test_each_is_found_on_the_own_page_and_closed_to_others(visit, cast):
    assert f'href="{OWN}"' in visit(cast.sari).get("/saya").text
    assert f'href="{INTERNS}"' in visit(cast.rina).get("/saya").text
    assert not re.search(f'href="({OWN}|{INTERNS})"', visit(cast.wati).get("/saya").text)
    assert visit(cast.rina).get(OWN).status_code == 403
    assert visit(cast.sari).get(INTERNS).status_code == 403
    assert visit(cast.wati).get(INTERNS).status_code == 403


@pytest.mark.parametrize(("who", "path"), [("sari", OWN), ("rina", INTERNS)])
def test_they_take_five_statements_at_most_when_hot(visit, cast, who, path):
    write(cast, TODAY, 1)
    rebuild(cast.banua)
    browser = visit(getattr(cast, who))
    browser.get(path)

    with statements() as sent:
        browser.get(path)

    assert len(sent) <= 5, sent
