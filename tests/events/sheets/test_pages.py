"""The signed sheet: rows typed in one line, undone, typed again; and the sheet itself."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from mori.events.presence.models import Presence, Scan, ScanVoid, SheetEntry
from mori.events.presence.operations import Way, mark_present
from mori.events.presence.rules import HalfDay, How, Part
from tests.cast import NOON, TODAY
from tests.events.presence.holding import hold_event, listed

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def event(cast):
    return hold_event(cast.banua, people=45)


def typed(rows: str, token: str = "s", **more: str) -> dict[str, str]:
    return {"token": token, "day": str(TODAY), "part": "am", "rows": rows, **more}


def test_forty_rows_from_one_line_undone_and_typed_again(visit, cast, event):
    browser, url = visit(cast.wati), f"/kegiatan/{event.key}/lembar"
    half = HalfDay(TODAY, Part.AM)
    mark_present(listed(event)[0], half, Way(How.DOOR), NOON, "door", NOON)

    shown = browser.post(url, typed("1-38, 40 45")).location
    assert "40 orang ditandai hadir." in browser.get(shown).text
    browser.post(url, typed("1-38, 40 45"))
    assert (Presence.select().count(), SheetEntry.select().count()) == (40, 1)

    undo = f"/lembar-kegiatan/{SheetEntry.get().key}/urungkan"
    browser.post(undo)
    assert [each.scan.how for each in Presence.select()] == [How.DOOR]
    assert "sudah ditarik kembali" in browser.get(browser.post(undo).location).text

    browser.post(url, typed("1-38, 40 45", token="again"))
    assert Presence.select().count() == 40
    assert Scan.select().count() == 81
    assert ScanVoid.select().count() == 40


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("1-46", "Tidak ada nama di baris 46."),
        ("1 dua", "“dua” bukan nomor baris."),
        ("9-3", "“9-3” terbalik."),
        ("", "Ketik nomor baris yang diparaf"),
    ],
)
def test_a_line_that_cannot_be_read_comes_back_with_what_to_do(visit, cast, event, rows, words):
    answer = visit(cast.wati).post(f"/kegiatan/{event.key}/lembar", typed(rows))

    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{rows}"' in answer.text
    assert not Scan.select().count()


def test_guests_of_the_blank_rows_are_added(visit, cast, event):
    guests = {"guest1": "Tamu Umpama", "community1": "Arisan Contoh", "guest4": "Tamu Misal"}

    answer = visit(cast.wati).post(f"/kegiatan/{event.key}/lembar", typed("", **guests))

    assert answer.status_code == 303
    assert [each.name for each in listed(event)[45:]] == ["Tamu Umpama", "Tamu Misal"]
    assert Presence.select().count() == 2


def test_the_sheet_has_everybody_by_number_and_blank_rows(visit, cast, event):
    last = listed(event)[-1]

    pdf = PdfReader(BytesIO(visit(cast.wati).get(f"/kegiatan/{event.key}/lembar.pdf").data))
    text = " ".join(each.extract_text() for each in pdf.pages)

    assert last.name in text
    assert last.short_code in text
    assert "Datang tanpa undangan?" in text
