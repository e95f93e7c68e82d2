"""A matter that tells of somebody is hinted, held up by a second person, and taken back."""

import re
from pathlib import Path

import pytest
from peewee import SqliteDatabase

from mori.contributions.matters.models import Matter
from mori.contributions.revealing.jobs import empty_log
from mori.contributions.revealing.operations import recall_matter
from mori.core.clock import now
from mori.core.db import db
from tests.contributions.opining import form_of, give, opened_matter
from tests.support.models import stored

pytestmark = pytest.mark.usefixtures("noon")

PLANTED = {
    "NIK": "6371010101900001",
    "telepon": "0812-3456-7890",
    "Nama": "Bapak Umpama Tertanam",
    "Alamat": "Jl. Tertanam Raya No. 12",
    "laporan": "0123/LM/IV/2026/BJM",
}
BODY = "Datang. ".join(f"{each} tertulis. " for each in PLANTED.values())
NO = dict.fromkeys(("name", "post", "place", "search"), "tidak")
CASE = {
    "title": "Surat Bapak Umpama Tertanam",
    "body": BODY,
    "kind": "study",
    "level": "fiction",
    "day": "2026-11-20",
    "time": "16.00",
}


def test_a_text_that_tells_is_hinted_held_up_and_leaves_nothing_behind(visit, cast):
    rina, budi, sari = visit(cast.rina), visit(cast.budi), visit(cast.sari)
    there = rina.post("/pendapat/baru", CASE | {"token": "a"}).location

    page = budi.get(there).text
    for planted in PLANTED.values():
        assert re.search(rf"<mark[^>]*>{re.escape(planted)}</mark>", page), planted
    digest = re.search(r'name="digest" value="(\w+)"', page)[1]
    assert rina.post(f"{there}/periksa", NO | {"digest": digest}).status_code == 409
    assert rina.post(f"{there}/keadaan", {"step": "open"}).status_code == 409

    assert budi.post(f"{there}/periksa", NO | {"digest": digest}).status_code == 303
    assert rina.post(f"{there}/ubah", CASE | {"body": BODY + "Tambah."}).status_code == 303
    assert Matter.get().state == "draft"
    assert rina.post(f"{there}/keadaan", {"step": "open"}).status_code == 409
    assert budi.post(f"{there}/periksa", NO | {"digest": digest}).status_code == 409
    digest = re.search(r'name="digest" value="(\w+)"', budi.get(there).text)[1]
    assert budi.post(f"{there}/periksa", NO | {"digest": digest}).status_code == 303

    sealed = {"finding": "none", "reasons": f"Menurut {PLANTED['Nama']}."}
    assert rina.post(f"{there}/simpulan", sealed).status_code == 303
    assert rina.post(f"{there}/keadaan", {"step": "open"}).status_code == 303
    quoted = form_of(reasons=f"Lihat {PLANTED['NIK']}.", proposal=PLANTED["telepon"])
    assert sari.post(f"/belajar{there}", quoted).status_code == 303

    assert budi.post(f"{there}/tarik", {}).status_code == 422
    assert budi.post(f"{there}/tarik", {"sure": "ya"}).status_code == 303

    for browser, path in ((rina, there), (sari, f"/belajar{there}"), (sari, "/belajar/pendapat")):
        answer = browser.get(path)
        assert not [each for each in PLANTED.values() if each in answer.text]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Use-As-Dictionary" not in answer.headers
    assert "data-forget" in sari.get("/belajar/pendapat").text
    dump = "".join(str(row) for model in stored() for row in model.select().tuples())
    assert not [each for each in (*PLANTED.values(), "Tertanam") if each in dump]


def test_the_files_of_sqlite_hold_nothing_either(committed):
    if not isinstance(db.obj, SqliteDatabase):
        pytest.skip("a file of SQLite")
    long = f"{BODY} Panjang sekali. " * 20
    matter = opened_matter(committed.cast, body=long[:5900])
    give(matter, committed.cast.sari, reasons=long[:3900])

    recall_matter(matter, committed.cast.wati.id, now())
    list(empty_log(now()))

    main = Path(db.obj.database)
    held = b"".join(path.read_bytes() for path in main.parent.glob(f"{main.name}*"))
    assert b"SQLite format 3" in held
    assert not [each for each in PLANTED.values() if each.encode() in held]
