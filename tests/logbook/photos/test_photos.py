"""Photos of an entry: three at most, small, private, loaded one by one, and never twice."""

import datetime as dt
import threading
from io import BytesIO

import pytest
from PIL import Image

from mori.core.bytes import PHOTO_BYTES
from mori.core.db import db
from mori.core.errors import Refused
from mori.core.files import readers
from mori.core.files.store import FolderStore
from mori.logbook.models import Entry, EntryEvent
from mori.logbook.photos import operations as operations
from mori.logbook.photos.models import EntryPhoto
from mori.logbook.photos.queries import MANY, photos_by_entry, photos_of, photos_unseen
from mori.web.files import MOST_BYTES, MOST_FILE_BYTES
from tests.cast import NOON, TODAY
from tests.logbook.photos.taking import OTHERS, PHOTO, TEXT, attach, file, queued, send
from tests.logbook.writing import write_entry
from tests.support.answers import kept
from tests.support.pictures import MAKER, encoded, jpeg, scene


def visit_again(browser, entry) -> str:
    browser.headers.pop("HX-Request")
    return browser.get(f"/logbook/{entry.key}").text


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


def test_writing_that_has_to_be_readable_may_weigh_more(visit, cast, store):
    send(visit(cast.sari), file(jpeg(scene(1600, 1200, noise=1.0))), readable="y")

    image = Image.open(BytesIO(store.get(f"photos/{EntryPhoto.get().key}"))).convert("RGB")
    red, _, blue = image.resize((8, 8)).split()
    assert PHOTO_BYTES / 2 < EntryPhoto.get().bytes <= 90_000
    assert max(abs(a - b) for a, b in zip(red.tobytes(), blue.tobytes(), strict=True)) <= 8


def test_ten_at_once_add_three(committed, tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "_places", threading.BoundedSemaphore(10))
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
