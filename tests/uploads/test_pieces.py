"""A file goes up in pieces: what is acknowledged is kept, whatever comes twice or elsewhere."""

import datetime as dt
import hashlib

import pytest

from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind
from mori.uploads import operations, rules
from mori.uploads.models import Upload
from mori.uploads.rules import PIECE_BYTES
from tests.support import documents
from tests.support.together import all_at_once

from .sending import FILE


def test_pieces_become_the_file_once_all_of_them_are_there(handing):
    phone = handing.phone()
    begun = phone.begin().json

    received = [
        phone.piece(begun["key"], offset).json["received"]
        for offset in range(0, len(FILE), PIECE_BYTES)
    ]
    whole = phone.finish(begun["key"]).json

    assert (begun["received"], begun["whole"]) == (0, False)
    assert received == [PIECE_BYTES, 2 * PIECE_BYTES, len(FILE)]
    assert whole == {"key": begun["key"], "received": len(FILE), "whole": True}
    assert handing.store.get(Upload.get().path) == FILE
    assert handing.files() == ["sketches"]


def test_the_same_piece_twice_is_one(handing):
    phone = handing.phone()
    key = phone.begin().json["key"]
    phone.piece(key, 0)
    phone.piece(key, PIECE_BYTES)

    again = phone.piece(key, 0)

    assert (again.status_code, again.json["received"]) == (200, 2 * PIECE_BYTES)
    assert handing.files() == ["pieces"] * 2


@pytest.mark.parametrize("offset", [PIECE_BYTES, 1, -1, 10**12])
def test_a_piece_for_another_place_is_told_where_to_go_on(handing, offset):
    phone = handing.phone()
    key = phone.begin().json["key"]

    reply = phone.raw(key, offset, FILE[:PIECE_BYTES])

    assert (reply.status_code, reply.json["received"], reply.json["key"]) == (409, 0, key)
    assert handing.files() == []


@pytest.mark.parametrize("length", [0, 1, PIECE_BYTES - 1, PIECE_BYTES + 1])
def test_a_piece_that_is_not_whole_is_not_received(handing, length):
    phone = handing.phone()
    key = phone.begin().json["key"]

    reply = phone.raw(key, 0, FILE[:length])

    assert (reply.status_code, reply.json["received"]) == (409, 0)


def test_a_file_is_not_finished_before_its_last_piece(handing):
    phone = handing.phone()
    key = phone.begin().json["key"]
    phone.piece(key, 0)

    reply = phone.finish(key)

    assert (reply.status_code, reply.json["received"]) == (409, PIECE_BYTES)
    assert not Upload.get().is_whole


def test_the_same_file_is_gone_on_with_even_under_another_token(handing):
    phone = handing.phone()
    key = phone.begin().json["key"]
    phone.piece(key, 0)

    again = phone.begin(token="after the browser forgot").json

    assert (again["key"], again["received"]) == (key, PIECE_BYTES)
    assert Upload.select().count() == 1


def test_what_does_not_have_the_promised_digest_is_thrown_away_in_words(handing):
    phone = handing.phone()
    key = phone.send(digest=hashlib.sha256(b"another file").hexdigest())

    reply = phone.finish(key)

    assert (reply.status_code, "seperti yang dikirim" in reply.json["why"]) == (422, True)
    assert not Upload.select().exists()
    assert handing.files() == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (documents.HTML * 4000, "bukan PDF"),
        (documents.bomb(), "terlalu besar saat dibuka"),
        (documents.pdf(250_000)[:-10], "tidak utuh"),
    ],
    ids=["HTML", "bomb", "cut"],
)
def test_what_is_none_of_the_kinds_is_thrown_away_in_words(handing, content, why):
    phone = handing.phone()

    reply = phone.finish(phone.send(content))

    assert reply.status_code == 422
    assert why in reply.json["why"]
    assert handing.files() == []
    assert not Upload.select().exists()


def test_more_than_the_purpose_takes_is_refused_before_a_byte_is_sent(handing):
    reply = handing.phone().begin(bytes="10100000")

    assert (reply.status_code, "lebih besar dari 10 MB" in reply.json["why"]) == (422, True)


@pytest.mark.parametrize(
    "changes",
    [{"purpose": "photos"}, {"purpose": ""}, {"bytes": "0"}, {"bytes": "x"}, {"digest": "A" * 64}],
    ids=str,
)
def test_what_says_too_little_begins_nothing(handing, changes):
    reply = handing.phone().begin(**changes)

    assert reply.status_code == 422
    assert not Upload.select().exists()


def test_twenty_equal_finishes_make_one_file(handing):
    key = handing.phone().send()
    upload, at = Upload.get(), now()

    ends = all_at_once(
        *[lambda: operations.finish_upload(handing.store, upload, handing.purpose, at)] * 20
    )

    whole = Upload.get()
    assert ends.count("done") >= 2  # others may have been told to come again
    assert handing.files() == ["sketches"]
    assert (whole.key, handing.store.get(whole.path)) == (key, FILE)


def test_twenty_equal_pieces_count_once(handing):
    key = handing.phone().begin().json["key"]
    upload, at = Upload.get(), now()

    ends = all_at_once(
        *[lambda: operations.keep_piece(handing.store, upload, 0, FILE[:PIECE_BYTES], at)] * 20
    )

    assert set(ends) == {"done"}
    assert Upload.get(Upload.key == key).received_bytes == PIECE_BYTES
    assert handing.files() == ["pieces"]


@pytest.mark.parametrize("time", range(4))
def test_a_file_cancelled_while_it_is_finished_leaves_nothing(handing, time):
    handing.phone().send()
    upload, at = Upload.get(), now()

    all_at_once(
        lambda: operations.finish_upload(handing.store, upload, handing.purpose, at),
        lambda: operations.drop_upload(handing.store, upload, at),
    )

    assert not Upload.select().exists()
    assert handing.files() == []


def test_a_piece_that_was_long_on_its_way_takes_nothing_back(handing):
    phone = handing.phone()
    key = phone.begin().json["key"]
    early = Upload.get()
    phone.piece(key, 0)
    phone.piece(key, PIECE_BYTES)

    received = operations.keep_piece(handing.store, early, 0, FILE[:PIECE_BYTES], now())

    assert received == Upload.get().received_bytes == 2 * PIECE_BYTES


def test_a_request_from_before_the_cancelling_goes_on_with_nothing(handing):
    handing.phone().send()
    upload, at = Upload.get(), now()
    operations._close(upload, at)

    for moment in (at, at - dt.timedelta(seconds=5)):
        with pytest.raises(Refused):
            operations.finish_upload(handing.store, upload, handing.purpose, moment)
        assert not operations._say_whole(upload, FileKind.PDF, "abc", moment)


def test_a_piece_on_its_way_while_its_upload_is_cancelled_leaves_nothing(handing):
    handing.phone().begin()
    upload = Upload.get()
    operations.drop_upload(handing.store, upload, now())

    ends = all_at_once(
        lambda: operations.keep_piece(handing.store, upload, 0, FILE[:PIECE_BYTES], now())
    )

    assert ends == ["refused"]
    assert handing.files() == []


def test_a_piece_sent_again_after_a_kill_lands_where_the_kill_left_it(handing):
    key = handing.phone().begin().json["key"]
    handing.store.put(rules.piece_name(key, 0), FILE[:100])  # and nothing in the database

    handing.phone().send()

    assert handing.phone().finish(key).json["whole"]
    assert handing.files() == ["sketches"]


def test_a_full_disk_says_so_and_what_was_received_stays(handing, monkeypatch):
    from mori.core.files import store

    phone = handing.phone()
    key = phone.begin().json["key"]
    phone.piece(key, 0)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store, "_write_through", full)
        reply = phone.piece(key, PIECE_BYTES)

    assert (reply.status_code, "penuh" in reply.json["why"]) == (503, True)
    for offset in (PIECE_BYTES, 2 * PIECE_BYTES):
        phone.piece(key, offset)
    assert phone.finish(key).json["whole"]
    assert handing.store.get(Upload.get().path) == FILE


def test_the_names_of_pieces_are_names_of_the_store_and_differ():
    names = {rules.piece_name("abcdefgh234567", offset) for offset in rules.offsets(10_000_000)}

    assert len(names) == 157
    assert all(len(name) == len("pieces/") + 14 for name in names)


def test_what_nobody_went_on_with_for_a_week_is_swept(handing):
    phone = handing.phone()
    key = phone.begin().json["key"]
    phone.piece(key, 0)
    week = now() + rules.KEEP + dt.timedelta(seconds=1)

    operations.sweep_uploads(handing.store, now())
    assert handing.files() == ["pieces"]
    operations.sweep_uploads(handing.store, week)

    assert handing.files() == []
    assert not Upload.select().exists()
    assert phone.piece(key, PIECE_BYTES).status_code == 404
