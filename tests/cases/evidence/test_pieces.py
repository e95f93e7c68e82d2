"""Files of a case in pieces: sealed as they arrive, gone on with where they stopped."""

import pytest

from mori.cases.evidence import operations
from mori.cases.evidence.models import Evidence, EvidencePiece
from mori.cases.evidence.rules import MOST_OPEN, PIECE_BYTES
from mori.cases.keys.operations import pair_to_write, renew_pair
from tests.cases.evidence.sending import (
    WORDS,
    begin,
    kept_files,
    photo,
    piece,
    step,
    taken_out,
)
from tests.cases.opening import opened
from tests.cases.thread.writing import code_of
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon", "english")


def test_a_file_goes_on_where_it_stopped_and_its_pieces_are_sealed_as_they_arrive(
    visit, cast, alert, app
):
    content = photo(0.6)
    assert len(content) > 2 * PIECE_BYTES
    phone = visit(cast.sari)
    key = begin(phone, alert, content).json["key"]
    piece(phone, alert, key, content, 0)

    again = begin(visit(cast.sari), alert, content, token="p2").json
    rest = range(again["received"], len(content), PIECE_BYTES)
    received = [piece(phone, alert, key, content, each).json["received"] for each in rest]
    done = step(phone, alert, key, "selesai").json
    phone.post(f"/c/{code_of(alert)}/bukti", {"token": "f1", "upload": key, "text": WORDS})

    assert (again["key"], again["received"]) == (key, PIECE_BYTES)
    assert received[-1] == len(content)
    assert done == {"key": key, "received": len(content), "whole": True}
    assert taken_out(opened(visit, cast.ningsih)).data == content
    kept = {path.name for path in kept_files(app)}
    assert kept >= {each.file for each in EvidencePiece.select()}


def test_a_first_piece_of_no_kind_ends_it(visit, cast, alert):
    phone, content = visit(cast.sari), b"MZ" + bytes(90_000)
    key = begin(phone, alert, content).json["key"]

    answer = piece(phone, alert, key, content, 0)

    assert answer.status_code == 422
    assert not Evidence.select().exists()


def test_a_piece_for_another_place_is_told_where_to_go_on(visit, cast, alert):
    content, phone = photo(0.6), visit(cast.sari)
    key = begin(phone, alert, content).json["key"]

    ahead = piece(phone, alert, key, content, PIECE_BYTES)
    piece(phone, alert, key, content, 0)
    twice = piece(phone, alert, key, content, 0)
    early = step(phone, alert, key, "selesai")

    assert (ahead.status_code, ahead.json["received"]) == (409, 0)
    assert twice.json["received"] == PIECE_BYTES
    assert early.status_code == 409


def test_what_comes_after_somebody_left_is_sealed_to_a_pair_they_have_not(visit, cast, alert, app):
    content, phone = photo(0.6), visit(cast.sari)
    key = begin(phone, alert, content).json["key"]
    piece(phone, alert, key, content, 0)

    renew_pair(alert, app.config["SECRET_KEY"], NOON)
    piece(phone, alert, key, content, PIECE_BYTES)

    first, second = EvidencePiece.select().order_by(EvidencePiece.offset)
    assert first.pair_id != second.pair_id


def test_a_piece_sealed_while_somebody_leaves_does_not_count(visit, cast, alert, app, monkeypatch):
    content, phone, server = photo(0.6), visit(cast.sari), app.config["SECRET_KEY"]
    key = begin(phone, alert, content).json["key"]
    old = pair_to_write(alert, server, NOON)
    monkeypatch.setattr(operations, "pair_to_write", lambda *_asked: old)
    renew_pair(alert, server, NOON)

    answer = piece(phone, alert, key, content, 0)

    assert answer.status_code == 422
    assert Evidence.get(Evidence.key == key).received_bytes == 0
    assert not EvidencePiece.select().exists()


def test_there_is_room_for_so_many_files_and_no_more(visit, cast, alert):
    phone = visit(cast.sari)
    for number in range(MOST_OPEN):
        assert begin(phone, alert, photo() + bytes([number])).status_code == 200

    answer = begin(phone, alert, photo())

    assert answer.status_code == 422
    assert "no room for a further file" in answer.json["why"]
