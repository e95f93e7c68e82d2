"""A paper about a day away: one, light, still readable, for those who may read the placement."""

import datetime as dt
import threading
from io import BytesIO

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from mori.attendance.models import Attendance, AttendanceEvent
from mori.attendance.papers.models import AttendancePaper
from mori.attendance.papers.operations import attach_paper
from mori.core.bytes import PAPER_BYTES
from mori.core.db import db
from mori.core.errors import Refused
from mori.core.files.store import FolderStore
from tests.cast import NOON, TODAY
from tests.support.answers import kept
from tests.support.pictures import jpeg, letter, scene

pytestmark = pytest.mark.usefixtures("noon")
LETTER = jpeg(scene(90, 120))


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


LATER = {"X-Mori-Queue": "later"}


def queued(browser, content: bytes = LETTER, **more):
    data = {"token": "p1", "day": TODAY, "paper": FileStorage(BytesIO(content), "surat.jpg")}
    return browser.upload("/presensi/kabar/surat", data | more, headers=LATER)


@pytest.fixture
def word(visit, cast, store) -> Attendance:
    """Sari's word for today, without a paper."""
    visit(cast.sari).post("/presensi/kabar", {"kind": "sick", "day": TODAY, "note": "Demam"})
    return Attendance.get()


def test_a_phones_queue_sends_a_paper_after_its_word_and_may_send_it_again(
    visit, cast, store, word
):
    replies = [queued(visit(cast.sari)) for _ in range(2)]

    assert [(each.json["token"], each.json["state"]) for each in replies] == [
        ("p1", "received")
    ] * 2
    assert replies[0].json["url"] == "/presensi?bulan=2026-11"
    assert AttendancePaper.get().attendance_id == word.id
    assert kept(store) == {AttendancePaper.get().key}


def test_a_queued_paper_is_one_with_the_same_that_came_with_its_form(visit, cast, store, paper):
    Attendance.update(proof_seen_at=NOON).execute()

    queued(visit(cast.sari))

    assert AttendancePaper.get().key == paper.key
    assert Attendance.get().proof_seen_at == NOON


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"day": TODAY - dt.timedelta(days=1)}, 503),  # no word for this day has come yet
        ({"day": TODAY + dt.timedelta(days=900)}, 409),
        ({"day": ""}, 422),
        ({"token": ""}, 422),
        ({"token": "x" * 41}, 422),
        ({"paper": FileStorage(BytesIO(b""), "")}, 422),
        ({"content": b"<!doctype html>"}, 422),
        ({"content": b"\xff\xd8\xff" + bytes(6_000_000)}, 422),
    ],
)
def test_what_is_no_paper_of_a_day_is_told_it_by_a_status(visit, cast, store, word, more, status):
    reply = queued(visit(cast.sari), **more)

    assert reply.status_code == status
    assert (reply.data == b"") is (status == 503)
    assert not kept(store)


def test_a_queued_paper_of_a_day_of_presence_is_refused_in_words(visit, cast, store, word):
    Attendance.update(kind="present").execute()

    reply = queued(visit(cast.sari))

    assert reply.status_code == 422
    assert reply.json["token"] == "p1"
    assert "hari" in reply.json["why"]
    assert not kept(store)


def test_a_queued_paper_belongs_to_ones_own_day_alone(visit, cast, store, word):
    assert queued(visit(cast.tono)).status_code == 503
    assert queued(visit(cast.rina)).status_code == 403
    assert queued(visit()).status_code == 401
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


def test_four_at_once_leave_one_paper_and_one_file(committed, tmp_path):
    cast, store = committed.cast, FolderStore(tmp_path / "files")
    day = Attendance.create(
        placement=cast.placement, person=cast.sari, office=cast.banua, day=TODAY, kind="sick"
    )
    letters = [jpeg(scene(width, 40)) for width in (40, 50)]

    def send(number: int) -> None:
        attach_paper(store, day, letters[number % 2], NOON)
        db.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert kept(store) == {AttendancePaper.get().key}
