"""A paper about a day away: one, light, still readable, for those who may read the placement."""

import datetime as dt
import threading
from io import BytesIO

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from mori.core.bytes import PAPER_BYTES
from mori.core.db import db
from mori.core.errors import Refused
from mori.core.files import FolderStore
from mori.placements.models import Attendance, AttendanceEvent, AttendancePaper
from mori.placements.paper_operations import attach_paper
from mori.web.uploads import STORE
from tests.cast import NOON, TODAY
from tests.support.pictures import jpeg, letter, scene

pytestmark = pytest.mark.usefixtures("noon")
LETTER = jpeg(scene(90, 120))


@pytest.fixture
def store(app, tmp_path):
    """A store of the test's own, so that what lies in it can be counted."""
    before = app.extensions[STORE]
    app.extensions[STORE] = FolderStore(tmp_path / "files")
    yield app.extensions[STORE]
    app.extensions[STORE] = before


def kept(store: FolderStore) -> set[str]:
    return {path.name for path in store.folder.rglob("*") if path.is_file()}


def report(browser, content: bytes = LETTER, **more):
    data = {"kind": "sick", "day": TODAY, "note": "Demam"}
    paper = {"paper": FileStorage(BytesIO(content), "surat.jpg")}
    return browser.upload("/presensi/kabar", data | paper | more)


@pytest.fixture
def paper(visit, cast, store) -> AttendancePaper:
    report(visit(cast.sari))
    return AttendancePaper.get()


def test_the_form_takes_a_paper_without_a_script(visit, cast):
    page = visit(cast.sari).get("/presensi").text
    form = page.split('action="/presensi/kabar" ')[1].split("</form>")[0]

    assert form.startswith('enctype="multipart/form-data"')
    assert 'name="paper"' in form


def test_a_word_and_its_paper_arrive_together(visit, cast, store):
    reply = report(visit(cast.sari))

    paper = AttendancePaper.get()
    assert (reply.status_code, reply.location) == (303, "/presensi?bulan=2026-11")
    assert (paper.attendance.day, paper.attendance.kind) == (TODAY, "sick")
    assert kept(store) == {paper.key}
    assert [event.verb for event in AttendanceEvent.select()] == ["sick", "paper"]


def test_a_word_needs_no_paper(visit, cast):
    reply = visit(cast.sari).post("/presensi/kabar", {"kind": "sick", "day": TODAY, "note": ""})

    assert reply.status_code == 303
    assert not AttendancePaper.select().exists()


def test_a_full_page_is_grey_light_and_large_enough_to_read(visit, cast, store):
    report(visit(cast.sari), jpeg(letter()))

    paper = AttendancePaper.get()
    image = Image.open(BytesIO(store.get(f"papers/{paper.key}"))).convert("RGB")
    red, _, blue = image.resize((8, 8)).split()
    assert paper.bytes <= PAPER_BYTES
    assert paper.height >= 1280
    assert max(abs(a - b) for a, b in zip(red.tobytes(), blue.tobytes(), strict=True)) <= 8


def test_the_same_paper_again_changes_nothing(visit, cast, store, paper):
    report(visit(cast.sari))

    assert [each.key for each in AttendancePaper.select()] == [paper.key]
    assert kept(store) == {paper.key}


def test_another_paper_takes_its_place(visit, cast, store, paper):
    report(visit(cast.sari), jpeg(scene(600, 800)))

    (now,) = AttendancePaper.select()
    assert now.key != paper.key
    assert kept(store) == {now.key}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!doctype html>", "tidak bisa dibuka"),
        (b"\xff\xd8\xff" + bytes(6_000_000), "lebih besar dari 6 MB"),
    ],
)
def test_a_paper_that_is_none_leaves_the_word(visit, cast, store, content, said):
    reply = report(visit(cast.sari), content)

    assert reply.status_code == 422
    assert "Kabarmu sudah tersimpan." in reply.text
    assert said in reply.text
    assert 'value="Demam"' in reply.text
    assert Attendance.get().kind == "sick"
    assert not kept(store)


def test_a_day_of_presence_takes_no_paper(cast, store):
    day = Attendance.create(
        placement=cast.placement, person=cast.sari, office=cast.banua, day=TODAY, kind="present"
    )

    with pytest.raises(Refused):
        attach_paper(store, day, LETTER, NOON)

    assert not kept(store)


READERS = {
    "sari": 200, "rina": 200, "budi": 200, "wati": 200, "hasan": 200,
    "tono": 404, "ningsih": 404, "laila": 404, "joko": 404, "citra": 404, "dewi": 404, "eko": 404,
}  # fmt: skip


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_a_paper_is_for_whoever_may_read_the_placement(visit, cast, paper, who, status):
    browser = visit(getattr(cast, who))

    replies = [browser.get(f"/surat/{paper.key}{more}") for more in ("", "/lihat")]

    assert [reply.status_code for reply in replies] == [status, status]


def test_a_paper_can_be_looked_at_and_nothing_else(visit, cast, paper):
    headers = visit(cast.rina).get(f"/surat/{paper.key}").headers

    assert headers["Content-Type"] == "image/webp"
    assert headers["Cache-Control"].startswith("private, ")
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Content-Disposition"] == 'inline; filename="surat-2026-11-18.webp"'


def test_a_paper_whose_file_is_lost_is_not_there(visit, cast, store, paper):
    store.remove(f"papers/{paper.key}")

    assert visit(cast.sari).get(f"/surat/{paper.key}").status_code == 404


@pytest.mark.parametrize("who", ["sari", "rina", "wati", "hasan"])
def test_a_month_links_to_its_papers_and_loads_none(visit, cast, paper, who):
    path = "/presensi" if who == "sari" else f"/peserta/{cast.placement.key}"

    page = visit(getattr(cast, who)).get(f"{path}?bulan=2026-11").text

    assert f'href="/surat/{paper.key}/lihat"' in page
    assert "<img" not in page


def test_the_way_back_leads_to_the_month(visit, cast, paper):
    Attendance.update(day=TODAY - dt.timedelta(days=1)).execute()

    own = visit(cast.sari).get(f"/surat/{paper.key}/lihat").text
    staff = visit(cast.wati).get(f"/surat/{paper.key}/lihat").text

    assert 'href="/presensi?bulan=2026-11"' in own
    assert f'href="/peserta/{cast.placement.key}?bulan=2026-11"' in staff


def test_eight_at_once_leave_one_paper_and_one_file(committed, tmp_path):
    cast, store = committed.cast, FolderStore(tmp_path / "files")
    day = Attendance.create(
        placement=cast.placement, person=cast.sari, office=cast.banua, day=TODAY, kind="sick"
    )
    letters = [jpeg(scene(width, 40)) for width in (40, 50)]

    def send(number: int) -> None:
        attach_paper(store, day, letters[number % 2], NOON)
        db.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert kept(store) == {AttendancePaper.get().key}
