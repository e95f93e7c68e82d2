"""Photos of an entry: three at most, small, private, loaded one by one, and never twice."""

import datetime as dt
import threading
from contextlib import contextmanager
from io import BytesIO

import pytest
import time_machine
from PIL import Image
from werkzeug.datastructures import FileStorage

from mori.core.bytes import PHOTO_BYTES
from mori.core.db import db
from mori.core.errors import Refused
from mori.core.files.images import Purpose
from mori.core.files.store import FolderStore
from mori.logbook.models import Entry, EntryEvent, OtherText
from mori.logbook.photos import operations as operations
from mori.logbook.photos.models import EntryPhoto
from mori.logbook.photos.queries import MANY, photos_by_entry, photos_of, photos_unseen
from mori.placements.models import UnitSpan
from mori.web.files import MOST_BYTES, MOST_FILE_BYTES, STORE
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry
from tests.support.pictures import MAKER, encoded, jpeg, scene

LATER = {"X-Mori-Queue": "later"}

TEXT = "Menerima tiga konsultasi."
PHOTO = jpeg(scene(80, 60))
OTHERS = [jpeg(scene(width, 60)) for width in (90, 100, 110)]


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON):
        yield


@pytest.fixture
def store(app, tmp_path):
    """A store of the test's own, so that what lies in it can be counted."""
    before = app.extensions[STORE]
    app.extensions[STORE] = FolderStore(tmp_path / "files")
    yield app.extensions[STORE]
    app.extensions[STORE] = before


def kept(store: FolderStore) -> set[str]:
    return {path.name for path in store.folder.rglob("*") if path.is_file()}


@pytest.fixture
def entry(cast) -> Entry:
    return write_entry(cast, text=TEXT, token="t1")


@pytest.fixture
def photo(store, entry) -> EntryPhoto:
    return attach(store, entry, "p1")


def attach(store, entry, token, content=PHOTO) -> EntryPhoto:
    return operations.attach_photo(store, entry, token, content, Purpose.PHOTO, NOON)


def file(content: bytes = PHOTO, name: str = "IMG_0001.jpg"):
    return FileStorage(BytesIO(content), name)


def send(browser, *files, **more):
    data = {"token": "t1", "day": TODAY, "text": TEXT, "activity": "", "photo": list(files)}
    return browser.upload("/logbook", data | more)


@pytest.mark.parametrize("path", ["/", "/logbook/baru"])
def test_both_forms_take_photos_without_a_script(visit, cast, path):
    page = visit(cast.sari).get(path).text
    form = page.split('action="/logbook" ')[1].split("</form>")[0]

    assert form.startswith('enctype="multipart/form-data"')
    assert 'type="file"' in form
    assert "multiple" in form


def test_text_and_photos_arrive_together(visit, cast, store):
    reply = send(visit(cast.sari), file(), file(OTHERS[0]), **{"from": "home"})

    photos = photos_of(Entry.get().id)
    assert (reply.status_code, reply.location) == (303, "/")
    assert [photo.position for photo in photos] == [1, 2]
    assert kept(store) == {photo.key for photo in photos}
    assert [event.verb for event in EntryEvent.select()] == ["submit", "add_photo", "add_photo"]


def test_what_a_camera_wrote_into_a_photo_is_gone(visit, cast, store):
    send(visit(cast.sari), file(jpeg(scene(2000, 1500, noise=0.4))))

    content = store.get(f"photos/{EntryPhoto.get().key}")
    assert len(content) == EntryPhoto.get().bytes <= PHOTO_BYTES
    assert not [each for each in (b"Exif", MAKER.encode(), b"2026:11") if each in content]


def test_the_same_form_sent_twice_adds_nothing(visit, cast, store):
    browser = visit(cast.sari)

    for _ in range(2):
        send(browser, file(), file(OTHERS[0]))

    assert EntryPhoto.select().count() == len(kept(store)) == 2


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<!doctype html><script>", "foto.jpg", "tidak bisa dibuka"),
        (b"\xff\xd8\xff" + bytes(MOST_FILE_BYTES), "foto.jpg", "lebih besar dari 6 MB"),
        (PHOTO[:4000], "separuh.jpg", "tidak bisa dibuka"),
    ],
)
def test_a_photo_that_is_none_costs_neither_the_text_nor_the_others(
    visit, cast, store, content, name, said
):
    reply = send(visit(cast.sari), file(), file(content, name))

    assert reply.status_code == 422
    assert "Foto 2: " in reply.text
    assert said in reply.text
    assert TEXT in reply.text
    assert Entry.get().text == TEXT
    assert len(photos_of(Entry.get().id)) == len(kept(store)) == 1


def test_with_htmx_a_refused_photo_is_told_on_the_entrys_page(visit, cast, store):
    browser = visit(cast.sari, htmx=True)

    reply = send(browser, file(b"x"), **{"from": "home"})

    entry = Entry.get()
    assert (reply.status_code, reply.headers["HX-Redirect"]) == (204, f"/logbook/{entry.key}")
    assert "tidak bisa dibuka" in visit_again(browser, entry)


def visit_again(browser, entry) -> str:
    browser.headers.pop("HX-Request")
    return browser.get(f"/logbook/{entry.key}").text


def test_a_text_that_is_wrong_keeps_no_photo(visit, cast, store):
    reply = send(visit(cast.sari), file(), text="", learnt="Belajar sabar.")

    assert reply.status_code == 422
    assert "Belajar sabar." in reply.text
    assert not EntryPhoto.select().exists()


def test_four_large_photos_still_leave_the_text(visit, cast, store):
    large = b"\xff\xd8\xff" + bytes(MOST_FILE_BYTES)

    reply = send(visit(cast.sari), *(file(large) for _ in range(4)))

    assert reply.status_code == 422
    assert Entry.get().text == TEXT


def test_more_than_any_form_needs_is_refused_in_words(visit, cast):
    reply = send(visit(cast.sari), file(bytes(MOST_BYTES)))

    assert reply.status_code == 413
    assert "Kembali dan kirim lebih sedikit" in reply.text


@pytest.mark.parametrize("path", ["/masuk", "/logbook/x/komentar", "/presensi/masuk"])
def test_other_forms_take_no_more_than_before(visit, cast, path):
    reply = visit(cast.sari).post(path, {"text": "x" * 300_000})

    assert reply.status_code == 413


def test_a_stranger_sends_nothing_large(visit):
    assert send(visit(), file(bytes(300_000))).status_code == 413


def test_a_fourth_photo_is_refused_in_words(visit, cast, store, entry):
    browser = visit(cast.sari)

    reply = browser.upload(
        f"/logbook/{entry.key}/foto", {"photo": [file(each) for each in (PHOTO, *OTHERS)]}
    )

    assert reply.status_code == 422
    assert "Foto 4: Satu catatan paling banyak berisi tiga foto." in reply.text
    assert len(photos_of(entry.id)) == len(kept(store)) == 3
    assert 'type="file"' not in browser.get(f"/logbook/{entry.key}").text


def test_photos_are_added_on_the_entrys_page(visit, cast, store, entry):
    reply = visit(cast.sari).upload(f"/logbook/{entry.key}/foto", {"photo": [file()]})

    assert (reply.status_code, reply.location) == (303, f"/logbook/{entry.key}")
    assert len(photos_of(entry.id)) == 1
    assert Entry.get().revision == 1


def test_nothing_chosen_is_said(visit, cast, entry):
    reply = visit(cast.sari).upload(f"/logbook/{entry.key}/foto", {"photo": [file(b"", "")]})

    assert reply.status_code == 422
    assert "Pilih fotonya dulu." in reply.text


def queued(browser, content=PHOTO, **more):
    data = {"entry_token": "t1", "token": "p1", "photo": file(content)}
    return browser.upload("/logbook/foto", data | more, headers=LATER)


def test_a_phones_queue_sends_each_photo_by_itself_and_may_send_it_again(visit, cast, store, entry):
    replies = [queued(visit(cast.sari)) for _ in range(2)]

    receipts = [(reply.json["token"], reply.json["state"]) for reply in replies]
    assert receipts == [("p1", "received")] * 2
    assert replies[0].json["url"] == f"/logbook/{entry.key}"
    assert kept(store) == {EntryPhoto.get().key}


def test_a_photo_finds_the_entry_beside_which_its_text_is_kept(visit, cast, store, entry):
    browser = visit(cast.sari)

    queued(browser, entry_token="t2", day=str(entry.day))

    assert EntryPhoto.get().entry_id == entry.id


def test_photos_of_a_text_that_is_kept_beside_come_to_the_days_entry(visit, cast, store, entry):
    send(visit(cast.sari), file(), token="t2", text="Dari HP kedua.")

    assert EntryPhoto.get().entry_id == entry.id
    assert OtherText.get().text == "Dari HP kedua."


def test_several_photos_of_a_queue_have_one_receipt(visit, cast, store, entry):
    data = {"token": "p9", "photo": [file(each) for each in OTHERS]}

    reply = visit(cast.sari).upload(f"/logbook/{entry.key}/foto", data, headers=LATER)

    assert (reply.json["token"], reply.json["state"]) == ("p9", "received")
    assert len(photos_of(entry.id)) == len(OTHERS)


def test_what_keeps_a_queued_photo_out_is_told_the_phone(visit, cast, store, entry):
    data = {"token": "p9", "photo": [file(b"x")]}

    reply = visit(cast.sari).upload(f"/logbook/{entry.key}/foto", data, headers=LATER)

    assert (reply.status_code, reply.json["token"]) == (422, "p9")
    assert reply.json["why"].startswith("Foto 1: ")


@pytest.mark.parametrize("who", ["tono", "laila"])
def test_a_token_finds_only_ones_own_entry(visit, cast, store, entry, who):
    reply = queued(visit(getattr(cast, who)))

    assert (reply.status_code, reply.data) == (503, b"")
    assert not kept(store)


@pytest.mark.parametrize("who", ["rina", "wati", "hasan", "ningsih"])
def test_only_interns_have_such_a_queue(visit, cast, entry, who):
    assert queued(visit(getattr(cast, who))).status_code == 403


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"entry_token": "not there yet"}, 503),
        ({"day": "2026-01-05"}, 503),
        ({"entry_token": ""}, 422),
        ({"token": ""}, 422),
        ({"token": "x" * 41}, 422),
        ({"photo": file(b"", "")}, 422),
        ({"photo": [file(), file()]}, 422),
        ({"photo": file(b"x")}, 422),
    ],
)
def test_what_a_queue_cannot_send_is_told_it_by_a_status(visit, cast, store, entry, more, status):
    reply = queued(visit(cast.sari), **more)

    assert reply.status_code == status
    assert not kept(store)


def test_a_queue_is_asked_to_wait_while_the_store_is_away(visit, cast, entry, app, tmp_path):
    (tmp_path / "files").write_text("no folder")
    before, app.extensions[STORE] = app.extensions[STORE], FolderStore(tmp_path / "files")

    several = f"/logbook/{entry.key}/foto"
    replies = [
        queued(visit(cast.sari)),
        visit(cast.sari).upload(several, {"token": "p9", "photo": [file()]}, headers=LATER),
    ]

    app.extensions[STORE] = before
    assert {(each.status_code, each.headers["Retry-After"]) for each in replies} == {(503, "60")}
    assert not EntryPhoto.select().exists()


def test_an_initialled_entry_keeps_its_photos_as_they_are(visit, cast, store, photo):
    Entry.update(state="approved").execute()
    browser = visit(cast.sari)

    added = queued(browser, token="p2")
    removed = browser.post(f"/foto/{photo.key}/hapus")

    assert (added.status_code, removed.status_code) == (409, 409)
    assert kept(store) == {photo.key}
    assert "hapus" not in browser.get(f"/logbook/{photo.entry.key}").text


def test_an_entry_initialled_meanwhile_takes_no_photo_and_no_file_stays(store, entry):
    Entry.update(state="approved").execute()

    with pytest.raises(Refused):  # the page was loaded before
        attach(store, entry, "p1")

    assert not kept(store)


def test_the_token_of_another_entrys_photo_adds_none(cast, store, photo):
    other = write_entry(cast, TODAY - dt.timedelta(days=1))

    with pytest.raises(Refused):
        attach(store, other, "p1")

    assert kept(store) == {photo.key}


def test_a_photo_is_removed_with_its_file(visit, cast, store, photo):
    reply = visit(cast.sari).post(f"/foto/{photo.key}/hapus")

    assert (reply.status_code, reply.location) == (303, f"/logbook/{photo.entry.key}")
    assert not EntryPhoto.select().exists()
    assert not kept(store)


def test_after_one_is_removed_the_next_comes_last(store, entry):
    first = [attach(store, entry, f"p{n}", each) for n, each in enumerate((PHOTO, *OTHERS[:2]))]
    operations.remove_photo(store, first[0], NOON)

    attach(store, entry, "p9", OTHERS[2])

    assert [photo.position for photo in photos_of(entry.id)] == [2, 3, 4]


READERS = {
    "sari": 200, "rina": 200, "budi": 200, "wati": 200, "hasan": 200,
    "tono": 404, "ningsih": 404, "laila": 404, "joko": 404, "citra": 404, "dewi": 404, "eko": 404,
}  # fmt: skip


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_a_photo_is_for_whoever_may_read_the_entry(visit, cast, photo, who, status):
    browser = visit(getattr(cast, who))

    replies = [browser.get(f"/foto/{photo.key}{more}") for more in ("", "/lihat")]

    assert [reply.status_code for reply in replies] == [status, status]


@pytest.mark.parametrize("who", ["rina", "tono", "wati", "ningsih", "laila"])
def test_only_the_writer_removes_a_photo(visit, cast, photo, who):
    assert visit(getattr(cast, who)).post(f"/foto/{photo.key}/hapus").status_code == 404
    assert EntryPhoto.select().exists()


def test_a_stranger_signs_in_first(visit, photo):
    assert visit().get(f"/foto/{photo.key}").status_code == 303


def test_a_picture_can_be_looked_at_and_nothing_else(visit, cast, photo):
    headers = visit(cast.sari).get(f"/foto/{photo.key}").headers

    assert headers["Content-Type"] == "image/webp"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, max-age=2592000, immutable"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Content-Disposition"] == 'inline; filename="foto-1.webp"'


def test_a_picture_whose_file_is_lost_is_not_there(visit, cast, store, photo):
    store.remove(f"photos/{photo.key}")

    assert visit(cast.sari).get(f"/foto/{photo.key}").status_code == 404


def test_a_reviewer_who_loads_it_has_seen_it(visit, cast, store, photo, noon):
    other = attach(store, photo.entry, "p2", OTHERS[0])
    for who in (cast.sari, cast.wati, cast.hasan):
        visit(who).get(f"/foto/{photo.key}")
    assert EntryPhoto.get_by_id(photo.id).seen_at is None

    visit(cast.budi).get(f"/foto/{photo.key}")

    assert EntryPhoto.get_by_id(photo.id).seen_at
    assert photos_unseen([photo.entry_id]) == {photo.entry_id}
    visit(cast.rina).get(f"/foto/{other.key}")
    assert photos_unseen([photo.entry_id]) == set()


def test_photos_are_told_for_each_entry_asked_for_with_or_without(store, photo):
    ids = range(photo.entry_id, photo.entry_id + MANY)

    found = photos_by_entry(ids)

    assert {id: [row.key for row in rows] for id, rows in found.items()} == {
        id: [photo.key] if id == photo.entry_id else [] for id in ids
    }


@pytest.mark.parametrize("ask", [photos_by_entry, photos_unseen])
def test_photos_of_more_entries_than_can_be_asked_for_are_refused(app, ask):
    with pytest.raises(ValueError, match="at most"):
        ask(range(MANY + 1))


@pytest.mark.parametrize(
    ("who", "path"), [("sari", "/"), ("sari", "/logbook"), ("rina", "/tinjau")]
)
def test_a_list_names_photos_with_their_size_and_loads_none(visit, cast, photo, who, path):
    Entry.update(day=TODAY).execute()

    page = visit(getattr(cast, who)).get(path).text

    assert "<img" not in page
    assert ("1 foto" if path == "/" else f"{round(photo.bytes / 1000)} kB") in page
    assert path == "/" or f'href="/foto/{photo.key}/lihat' in page


@contextmanager
def statements():
    sent: list[str] = []
    db.obj.query_hooks.append(lambda event: sent.append(event.sql))
    try:
        yield sent
    finally:
        db.obj.query_hooks.pop()


@pytest.mark.parametrize(
    ("who", "path"), [("sari", "/"), ("sari", "/logbook"), ("rina", "/tinjau")]
)
def test_photos_in_a_list_cost_no_more_than_its_five_statements(visit, cast, photo, who, path):
    browser = visit(getattr(cast, who))
    browser.get(path)

    with statements() as sent:
        browser.get(path)

    assert len(sent) <= 5, "\n".join(sent)


def test_a_tap_puts_the_picture_in_its_place_or_opens_a_page(visit, cast, photo):
    path = f"/foto/{photo.key}/lihat"

    fragment, page = visit(cast.rina, htmx=True).get(path), visit(cast.rina).get(path)

    assert fragment.text.lstrip().startswith(f'<figure class="picture" id="photo-{photo.key}"')
    assert f'<img src="/foto/{photo.key}"' in fragment.text
    assert f'<img src="/foto/{photo.key}"' in page.text
    assert f'href="/logbook/{photo.entry.key}"' in page.text


def test_a_picture_in_a_row_has_an_id_of_its_own(visit, cast, photo):
    page = visit(cast.rina).get("/tinjau").text

    fragment = visit(cast.rina, htmx=True).get(f"/foto/{photo.key}/lihat?di=row")

    assert f'href="/foto/{photo.key}/lihat?di=row"' in page
    assert f'id="photo-{photo.key}-row"' in fragment.text


def test_writing_that_has_to_be_readable_may_weigh_more(visit, cast, store):
    send(visit(cast.sari), file(jpeg(scene(1600, 1200, noise=1.0))), readable="y")

    image = Image.open(BytesIO(store.get(f"photos/{EntryPhoto.get().key}"))).convert("RGB")
    red, _, blue = image.resize((8, 8)).split()
    assert PHOTO_BYTES / 2 < EntryPhoto.get().bytes <= 90_000
    assert max(abs(a - b) for a, b in zip(red.tobytes(), blue.tobytes(), strict=True)) <= 8


def test_ten_at_once_add_three(committed, tmp_path):
    cast = committed.cast
    store = FolderStore(tmp_path / "files")
    entry = write_entry(cast)
    refused = []

    def add(number: int) -> None:
        try:
            attach(store, entry, f"p{number % 5}", encoded(scene(40 + number % 5, 30), "PNG"))
        except Refused:
            refused.append(number)
        finally:
            db.close()

    threads = [threading.Thread(target=add, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    photos = photos_of(entry.id)
    assert [photo.position for photo in photos] == [1, 2, 3]
    assert kept(store) == {photo.key for photo in photos}
    assert len(refused) == 4  # two of the five, twice each


def test_a_photo_that_fills_the_entry_meanwhile_finds_itself(cast, tmp_path):
    store, entry = FolderStore(tmp_path / "files"), write_entry(cast)
    content, hooks = encoded(scene(40, 30), "PNG"), db.obj.query_hooks

    def meanwhile(event) -> None:  # as soon as somebody has looked which photos are there
        if event.sql.startswith("SELECT") and '"entry_photo"' in event.sql:
            hooks.remove(meanwhile)
            for token in ("p1", "p2", "p3"):
                attach(store, entry, token, content)

    hooks.append(meanwhile)
    photo = attach(store, entry, "p3", content)

    assert (photo.token, photo.position) == ("p3", 3)


def test_a_new_supervisor_sees_the_photos_too(visit, cast, photo):
    from mori.logbook.operations import follow_rotation

    UnitSpan.update(supervisor=cast.budi, stand_in=None).where(
        UnitSpan.placement == cast.placement.id
    ).execute()
    follow_rotation(NOON)

    assert visit(cast.budi).get(f"/foto/{photo.key}").status_code == 200
    assert visit(cast.rina).get(f"/foto/{photo.key}").status_code == 404
