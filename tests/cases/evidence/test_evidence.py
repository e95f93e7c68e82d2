"""Files of a case: sealed as they come, looked at by officers who proved who they are."""

import datetime as dt
from io import BytesIO

import pytest
from PIL import Image

from mori.cases.evidence.models import Evidence
from mori.cases.evidence.operations import sweep_evidence
from mori.cases.evidence.rules import PIECE_BYTES, mark_of
from mori.safeguarding.alerts import operations as alerts
from mori.safeguarding.alerts.models import Delivery, Tap
from mori.safeguarding.audit.models import AuditRecord
from mori.web.files import STORE
from tests.cases.evidence.sending import (
    WORDS,
    add,
    begin,
    kept_files,
    only_evidence,
    photo,
    piece,
    send,
    step,
    taken_out,
)
from tests.cases.opening import PASSPHRASE, give_key, opened
from tests.cases.thread.writing import case_of, code_of
from tests.cast import NOON
from tests.support.documents import pdf
from tests.support.pictures import MAKER

pytestmark = pytest.mark.usefixtures("noon", "english")


def test_a_file_comes_to_the_officers_unchanged_and_is_kept_sealed(visit, cast, alert, app):
    give_key(cast.ningsih, app)
    content = photo()

    assert send(visit(cast.sari), alert, content).status_code == 303
    officer = opened(visit, cast.ningsih, PASSPHRASE)
    html = case_of(officer, alert)
    original = taken_out(officer)

    assert WORDS in html
    assert original.data == content
    for path in kept_files(app):
        assert MAKER.encode() not in path.read_bytes()
        assert content[:64] not in path.read_bytes()


def test_the_original_is_an_attachment_that_can_do_nothing(visit, cast, alert):
    send(visit(cast.sari), alert, photo())

    headers = taken_out(opened(visit, cast.ningsih)).headers

    assert headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "application/octet-stream"


def test_a_cleaned_copy_says_neither_where_nor_with_what_it_was_taken(visit, cast, alert):
    send(visit(cast.sari), alert, photo())

    copy = taken_out(opened(visit, cast.ningsih), "bersih")

    picture = Image.open(BytesIO(copy.data))
    assert picture.format == "WEBP"
    assert not picture.getexif()
    assert MAKER.encode() not in copy.data
    assert "sandbox" in copy.headers["Content-Security-Policy"]


def test_of_a_document_there_is_no_cleaned_copy(visit, cast, alert):
    send(visit(cast.sari), alert, pdf(), name="surat.jpg")
    officer = opened(visit, cast.ningsih)

    assert "Cleaned copy" not in case_of(officer, alert)
    assert taken_out(officer, "bersih").status_code == 404
    assert taken_out(officer).headers["Content-Disposition"].endswith('.pdf"')


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 a program", b"<html>x", b"PK\x03\x04zip"])
def test_what_is_no_photo_recording_or_document_is_refused(visit, cast, alert, content):
    answer = send(visit(cast.sari), alert, content)

    assert answer.status_code == 422
    assert not Evidence.select().exists()


def test_a_file_that_is_not_as_announced_is_not_handed_out(visit, cast, alert, app):
    content, phone = photo(), visit(cast.sari)
    key = begin(phone, alert, content).json["key"]
    piece(phone, alert, key, content[:-2] + b"\x00\x01", 0)
    for offset in range(PIECE_BYTES, len(content), PIECE_BYTES):
        piece(phone, alert, key, content[:-2] + b"\x00\x01", offset)
    phone.post(f"/c/{code_of(alert)}/bukti", {"token": "f1", "upload": key, "text": ""})
    officer = opened(visit, cast.ningsih)

    answer = taken_out(officer)

    assert answer.status_code == 303
    assert "not as its sender announced" in case_of(officer, alert)


def test_its_digest_and_each_look_are_records_of_the_chain(visit, cast, alert):
    send(visit(cast.sari), alert, photo())
    taken_out(opened(visit, cast.ningsih))

    digest = AuditRecord.get(AuditRecord.verb == "digest")
    look = AuditRecord.get(AuditRecord.verb == "see evidence")
    assert (digest.about, digest.actor) == (mark_of(only_evidence().digest), cast.sari.key)
    assert (look.about, look.actor) == (alert.key, cast.ningsih.key)


def test_an_officer_adds_a_file_and_hears_nothing_of_it(visit, cast, alert):
    told = Delivery.select().count()

    assert add(visit(cast.ningsih), alert, photo()).status_code == 303

    assert only_evidence().author == cast.ningsih
    assert Delivery.select().count() == told
    assert add(visit(cast.dewi), alert, photo()).status_code == 404


def test_a_file_of_the_person_is_told_to_the_officers(visit, cast, alert):
    told = Delivery.select().count()

    send(visit(cast.sari), alert, photo())

    assert Delivery.select().count() == told + 1


def test_whoever_was_not_told_takes_nothing_out(visit, cast, alert):
    send(visit(cast.sari), alert, photo())

    for who in (cast.dewi, cast.rina, cast.wati, cast.sari):
        assert taken_out(visit(who)).status_code == 404
    assert "Who opens this?" in taken_out(visit(cast.opik)).text


def test_the_page_says_that_none_is_needed_and_what_the_person_has_sent(visit, cast, alert):
    phone = visit(cast.sari)
    send(phone, alert, photo())
    add(visit(cast.ningsih), alert, pdf())

    text = phone.get(f"/c/{code_of(alert)}/bukti").text

    assert "You need not prove anything." in text
    assert "UU 12/2022" in text
    assert text.count("Photo or picture") == 1
    assert "PDF document" not in text


def test_after_pressed_by_accident_nothing_is_taken_or_shown(visit, cast, alert):
    phone, content = visit(cast.sari), photo()
    key = begin(phone, alert, content).json["key"]
    alerts.mark_accident(Tap.get(Tap.alert == alert), NOON)

    answers = [
        phone.get(f"/c/{code_of(alert)}/bukti"),
        send(phone, alert, content),
        begin(phone, alert, content),
        piece(phone, alert, key, content, 0),
    ]

    assert {(each.status_code, each.location) for each in answers} == {
        (303, f"/c/{code_of(alert)}")
    }


def test_of_another_call_nothing_goes_on(visit, cast, alert):
    content = photo()
    key = begin(visit(cast.sari), alert, content).json["key"]

    assert piece(visit(cast.tono), alert, key, content, 0).status_code == 404
    assert Evidence.get(Evidence.key == key).received_bytes == 0


def test_what_is_not_handed_in_for_a_week_goes_with_its_pieces(visit, cast, alert, app):
    content, phone = photo(), visit(cast.sari)
    before = len(kept_files(app))
    key = begin(phone, alert, content).json["key"]
    piece(phone, alert, key, content, 0)
    assert len(kept_files(app)) == before + 1

    sweep_evidence(app.extensions[STORE], NOON + dt.timedelta(days=8))

    assert len(kept_files(app)) == before
    assert not Evidence.select().exists()


def test_what_is_cancelled_leaves_no_file(visit, cast, alert, app):
    content, phone = photo(), visit(cast.sari)
    before = len(kept_files(app))
    key = begin(phone, alert, content).json["key"]
    piece(phone, alert, key, content, 0)
    assert step(phone, alert, key, "batal").status_code == 200
    assert len(kept_files(app)) == before
    assert not Evidence.select().exists()


def test_no_file_on_its_way_touches_the_disk_in_clear(visit, cast, alert, monkeypatch):
    """Werkzeug would put what is larger than half a megabyte into a temporary file."""

    def on_disk(*_what, **_how):
        raise AssertionError("a file in clear was about to lie on the disk")

    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", on_disk)
    content = photo() + bytes(900_000)

    assert send(visit(cast.sari), alert, content).status_code == 303
    assert add(visit(cast.ningsih), alert, content, "o2").status_code == 303


def test_too_large_is_too_large_and_a_stranger_sends_nothing_large(visit, cast, alert):
    large = photo() + bytes(10_000_000)

    whole = send(visit(cast.sari), alert, large)
    pieces = begin(visit(cast.sari), alert, photo(), size=10_000_001)
    stranger = send(visit(), alert, photo() + bytes(900_000))

    assert whole.status_code == 422
    assert "larger than 10 MB" in whole.text
    assert pieces.status_code == 422
    assert stranger.status_code in (404, 413)
