"""A phone's queue sends each photo by itself."""

import pytest

from mori.core.files.store import FolderStore
from mori.logbook.models import OtherText
from mori.logbook.photos import operations as operations
from mori.logbook.photos.models import EntryPhoto
from mori.logbook.photos.queries import photos_of
from mori.web.files import STORE
from tests.logbook.photos.taking import LATER, OTHERS, file, queued, send
from tests.support.answers import kept


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
