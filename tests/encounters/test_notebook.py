"""A stranger's whole way without JavaScript, and what is left of it at the office: nothing."""

import json
import logging
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from mori.core.bytes import FIRST_VIEW_BYTES, PAGE_BYTES, brotli_size
from mori.core.db import db
from mori.encounters.counting.models import NoteCount
from mori.encounters.notebook.rules import sounds_like_danger
from mori.encounters.reminding.models import DateReminder
from mori.encounters.rules import Note, opened, plain, written
from mori.encounters.services.rules import cards
from mori.web.wire.dictionaries import remembered
from tests.cast import TODAY
from tests.encounters.making import FIRST, LETTER, PERSON, WHOLE, carried, hidden

pytestmark = pytest.mark.usefixtures("noon")


def file_of(content, name="catatan.json"):
    return FileStorage(BytesIO(content), name, content_type="application/json")


def size_of(response):
    is_small = response.headers.get("Content-Encoding") == "br"
    return len(response.data) if is_small else brotli_size(response.data)


def flat(text):
    return " ".join(text.split())


def test_the_first_page_leads_a_stranger_there_in_one_tap(visit):
    browser = visit()

    page = browser.get("/", follow_redirects=True)

    assert 'href="/catatan"' in page.text
    front = browser.get("/catatan")
    assert front.status_code == 200
    assert "Belum menjadi laporan." in front.text
    assert size_of(front) <= FIRST_VIEW_BYTES
    assert size_of(browser.get("/catatan/baru")) <= PAGE_BYTES
    assert "Set-Cookie" not in front.headers


def test_a_note_is_written_looked_at_and_goes_on(visit):
    browser = visit()

    seen = browser.post("/catatan/lihat", FIRST)

    assert "9 November 2026 · sudah lewat" in flat(seen.text)
    assert "UU 25/2009 ps 42(2)" in seen.text
    assert "mungkin disebut: permintaan imbalan" in seen.text
    assert 'action="/catatan/surat"' in seen.text
    note = opened(json.dumps({"mori": "catatan", "version": 1, "note": json.loads(carried(seen))}))
    assert note[0].fee_asked == 50_000
    way = {"note": carried(seen), "complained_on": "2026-11-18", "channel": "said"}
    then = browser.post("/catatan/jalan/lihat", way)
    assert "sulit ditunjukkan" in then.text
    assert FIRST["story"] in browser.post("/catatan/ubah", {"note": carried(then)}).text
    assert 'value="2026-11-18"' in browser.post("/catatan/jalan", {"note": carried(then)}).text


def test_wrong_input_says_what_to_write_and_loses_nothing(visit):
    wrong = {**FIRST, "agency": " ", "promise": "lima", "promise_unit": "pekan", "happened": "apa"}

    page = visit().post("/catatan/lihat", wrong)

    assert page.status_code == 422
    assert FIRST["story"] in page.text
    assert "lima" in page.text
    assert page.text.count('class="error"') == 4


def test_an_nik_is_taken_out_of_what_is_typed(visit):
    page = visit().post("/catatan/lihat", {**FIRST, "loss": "NIK saya 6371010101900001, rugi"})

    assert "6371010101900001" not in page.text


def test_a_note_that_was_taken_away_goes_on_elsewhere(visit):
    taken = visit().post("/catatan/simpan", {**hidden(), "sebagai": "json"})
    file = file_of(taken.data)

    page = visit().upload("/catatan/buka?lang=en", {"file": file})

    assert opened(taken.text) == (WHOLE, [])
    assert json.loads(carried(page)) == plain(WHOLE)
    assert "days over" in page.text
    assert 'action="/catatan/surat?lang=en"' in page.text


NO_NOTES = {
    "empty": b"",
    "no text": b"\xff\xfe",
    "a list": b"[]",
    "nothing": b"{}",
    "a number": b"1" * 5000,
    "too deep": b"[" * 40_000,
    "another": b'{"mori":"lain","version":1,"note":{}}',
    "a later one": b'{"mori":"catatan","version":2,"note":{}}',
}


@pytest.mark.parametrize("content", NO_NOTES.values(), ids=list(NO_NOTES))
def test_what_is_no_note_is_refused_in_words(visit, content):
    page = visit().upload("/catatan/buka", {"file": file_of(content)})

    assert page.status_code == 422
    assert "Ini bukan berkas catatan." in page.text


def test_a_file_that_is_too_large_or_none_is_refused_in_words(visit):
    large = visit().upload("/catatan/buka", {"file": file_of(b" " * 120_000)})
    none = visit().post("/catatan/buka")

    assert (large.status_code, none.status_code) == (422, 422)
    assert "terlalu besar" in large.text
    assert "Pilih dulu berkas catatanmu." in none.text


def test_what_cannot_be_read_of_a_note_is_left_out_and_named(visit):
    note = {"service": "Akta", "promise": True, "served_on": "besok", "served_at": "pagi"}
    note |= {"story": "\ud800", "happened": ["late", 7], "proofs": [{"digest": "zz"}], "x": 1}
    file = json.dumps({"mori": "catatan", "version": 1, "note": note}).encode()

    page = visit().upload("/catatan/buka", {"file": file_of(file)})

    assert "happened, promise, proofs, served_at, served_on, story, x" in page.text
    assert json.loads(carried(page)) == {"service": "Akta"}


def test_a_carried_note_that_is_none_is_refused(visit):
    for sent in ("", "x", "[]"):
        assert visit().post("/catatan/simpan", {"note": sent}).status_code == 400


def test_reminders_ring_on_the_days_that_run(visit):
    note = written(Note(served_on=TODAY), TODAY)
    packed = json.dumps(json.loads(note)["note"])

    file = visit().post("/catatan/simpan", {"note": packed, "sebagai": "ics"})

    assert file.text.count("BEGIN:VEVENT") == 2  # to complain, and two years
    assert visit().post("/catatan/simpan", {"note": "{}", "sebagai": "ics"}).status_code == 409


def test_danger_leads_to_help_and_not_to_the_counter(visit):
    browser = visit()
    for said in ({"happened": ["harm"]}, {"story": "Petugas itu mengancam saya."}):
        page = browser.post("/catatan/lihat", {**FIRST, **said})
        assert "Pertolongan dulu" in page.text
        assert 'href="/bantuan"' in page.text
        assert "/catatan/surat" not in page.text
    harmed = {"note": json.dumps({**plain(WHOLE), "happened": ["harm"]})}
    assert "/catatan/surat" not in browser.post("/catatan/lanjut", harmed).text
    for path in ("/catatan/surat", "/catatan/surat/buat"):
        assert "Pertolongan dulu" in browser.post(path, {**harmed, **LETTER}).text
    assert not sounds_like_danger(WHOLE)


def test_the_cards_say_where_they_are_from_and_that_nobody_checked_them(visit):
    browser = visit()

    assert len(cards()) == 10
    for card in cards():
        page = browser.get(f"/catatan/baru?layanan={card.code}").text
        assert card.names["id"] in page
        assert "belum diperiksa kantor" in page
        assert "tanyakan di loket" in page
        assert card.source in page


def test_each_page_carries_the_button_and_is_kept_by_no_browser(visit, cast):
    posts = ("ubah", "lihat", "jalan", "jalan/lihat", "lanjut", "surat", "berkas", "simpan")
    for browser in (visit(), visit(cast.sari)):
        # a browser that keeps dictionaries, and the first page, which is one of all others
        told = {"Sec-CH-UA": '"Chromium";v="140"', "Accept-Encoding": "br, dcz"}
        browser.get("/", headers=told)
        pages = [browser.post(f"/catatan/{path}", hidden(), headers=told) for path in posts]
        pages += [browser.get(path, headers=told) for path in ("/catatan", "/catatan/baru")]
        for page in pages:
            assert page.headers["Cache-Control"] == "no-store"
            assert page.headers.get("Content-Encoding") != "dcz"
            assert "Use-As-Dictionary" not in page.headers


PLANTED = [f"rahasia-{word}-tertanam" for word in ("satu", "dua", "tiga", "empat", "lima")]


def test_nothing_of_a_whole_story_is_left_at_the_office(visit, cast, app, caplog):
    caplog.set_level(logging.DEBUG)
    one, two, three, four, five = PLANTED
    first = {**FIRST, "story": one, "loss": two, "officer": three}
    for browser in (visit(), visit(cast.sari)):
        packed = {"note": carried(browser.post("/catatan/lihat", first))}
        browser.post("/catatan/lihat", {**first, "agency": ""})
        browser.post("/catatan/jalan/lihat", {**packed, "complained_to": four, "told_on": "x"})
        for kind in ("pdf", "txt", "wa"):
            browser.post("/catatan/surat/buat", {**packed, **LETTER, "name": five, "sebagai": kind})
        for kind in ("lihat", "pdf", "txt", "json"):
            person = {**PERSON, "name": five, "sebagai": kind}
            browser.post("/catatan/berkas/buat", {**packed, **person})
        taken = browser.post("/catatan/simpan", {**packed, "sebagai": "json"})
        browser.upload("/catatan/buka", {"file": file_of(taken.data, f"{one}.json")})
        browser.post("/catatan/simpan", {**packed, "sebagai": one})
        browser.post("/catatan/hitung/simpan", {**packed, "region": "Kota Banjarmasin"})
        days = {"days": ["2028-11-02"], "mail": "warga@rahasia-enam-tertanam.id"}
        kept_days = browser.post("/catatan/ingatkan/simpan", {**packed, **days})
        assert "2 November 2028" in kept_days.text
        proof = FileStorage(BytesIO(b"rahasia-tujuh-tertanam" * 40_000), f"{two}.jpg")
        browser.upload("/catatan/berkas/buat", {**packed, **PERSON, "proof_file": [proof]})

    more = ["rahasia-enam-tertanam", "rahasia-tujuh-tertanam"]
    kept = [
        repr(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"')
    ]
    files = [path for path in app.config["SETTINGS"].folder.rglob("*") if path.is_file()]
    with app.app_context():
        pages = repr(vars(remembered()))
    assert NoteCount.select().exists()
    assert DateReminder.select().exists()
    for words_told in PLANTED + more:
        assert words_told in taken.text or words_told in (four, five, *more)
        assert not [row for row in kept if words_told in row]
        assert words_told not in caplog.text
        assert words_told not in pages
        assert not [path for path in files if words_told.encode() in path.read_bytes()]


def test_an_amount_may_be_typed_as_people_write_it(visit):
    page = visit().get("/catatan/baru").text

    assert 'type="number"' not in page
