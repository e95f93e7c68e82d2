"""The page of jobs says when an office was counted anew, and whether a sample was right."""

import datetime as dt

import pytest

from mori.recap.models import OfficeRollup
from tests.cast import NOON
from tests.recap.rollups.recounting import rebuild

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def said(cast, visit):
    def read(who=cast.wati) -> str:
        page = visit(who).get("/pekerjaan").text
        return " ".join(page.split("Hitungan kantor</h2>")[1].split("</section>")[0].split())

    return read


def compared(cast, differing: int) -> None:
    night = NOON - dt.timedelta(hours=10)
    OfficeRollup.update(compared_at=night, differing=differing).where(
        OfficeRollup.office == cast.banua.id
    ).execute()


def test_what_was_never_counted_begins_by_itself(said):
    assert "belum disusun. Penyusunannya dimulai dengan sendirinya." in said()


def test_it_says_when_and_what_the_sample_came_to(cast, said):
    rebuild(cast.banua)
    assert "Disusun ulang Rab 18 Nov, 12.00. Sebagian akan dicocokkan malam ini." in said()

    compared(cast, 0)
    assert "Sebagian dicocokkan Rab 18 Nov, 02.00: semuanya benar." in said(cast.hasan)

    compared(cast, 3)
    assert "02.00: 3 hitungan keliru dan sudah dibetulkan." in said()


def test_another_office_sees_its_own(cast, said):
    rebuild(cast.banua)

    assert "belum disusun" in said(cast.citra)
