"""An office keeps an institution's own form, and gets it back filled in for each student."""

import re
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from mori.campus.own_forms.models import OwnForm, OwnFormVersion
from mori.campus.own_forms.rules import MOST_FORMS
from mori.placements.models import Placement
from mori.uploads.models import Upload
from mori.web.files import STORE
from tests.campus.filling import docx, keep_form, words_in, xlsx
from tests.support import documents

pytestmark = pytest.mark.usefixtures("noon")
GOOD = docx("Nama: {{ nama }}")


@pytest.fixture
def browser(visit, cast):
    return visit(cast.wati)


@pytest.fixture
def path(campus) -> str:
    return f"/lembaga/{campus.key}/formulir"


@pytest.fixture
def kept(app, cast, campus) -> str:
    return f"/formulir-lembaga/{keep_form(cast, app.extensions[STORE], campus).key}"


def send(browser, path: str, content: bytes = GOOD, **said: str):
    file = FileStorage(BytesIO(content), "f.docx")
    sent = {"token": "x", "name": "Lembar nilai", **said, "file": file}
    return browser.upload(path, sent)


def test_a_form_is_kept_and_filled_in_for_a_student(cast, browser, path):
    reply = send(browser, path)
    page = browser.get(reply.location)
    address = re.search(r'href="([^"]+peserta=[^"]+)"', page.text)[1]

    filled = browser.get(address.replace("&amp;", "&"))

    assert reply.status_code == 303
    assert words_in(filled.data) == "Nama: Sari Contoh"
    disposition = 'attachment; filename="lembar-nilai-sari-contoh.docx"'
    assert filled.headers["Content-Disposition"] == disposition
    assert "sandbox" in filled.headers["Content-Security-Policy"]


def test_the_file_comes_back_as_it_was_brought(browser, path):
    send(browser, path)

    assert browser.get(f"/formulir-lembaga/{OwnForm.get().key}/berkas.unduh").data == GOOD


def test_the_same_form_twice_keeps_one(browser, path):
    replies = {send(browser, path).location for _time in range(2)}

    assert (len(replies), OwnForm.select().count()) == (1, 1)


def test_a_placeholder_that_does_not_exist_is_named_and_nothing_is_kept(browser, path):
    reply = send(browser, path, docx("{{ nmaa }}"))

    assert reply.status_code == 422
    assert "Isian ini tidak ada: nmaa" in reply.text
    assert 'value="Lembar nilai"' in reply.text
    assert not OwnForm.select().exists()
    assert not Upload.select().exists()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!doctype html><p>{{ nama }}</p>", "bukan"),
        (documents.pdf(4_000), "bukan"),
        (GOOD[:-40], "rusak"),
        (LOCKED, "dikunci dengan kata sandi"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bukan"),
        (b"PK\x03\x04" + bytes(10_100_000), "lebih besar dari 10 MB"),
        (b"", "bukan"),
    ],
    ids=["a page", "a PDF", "cut off", "with a password", "an old .doc", "10.1 MB", "empty"],
)
def test_what_is_no_form_is_refused_in_words(browser, path, content, said):
    reply = send(browser, path, content)

    assert reply.status_code == 422
    assert said in reply.text
    assert not OwnForm.select().exists()


def test_a_better_file_follows_and_the_one_before_stays(browser, kept):
    send(browser, kept, xlsx("{{ nama }}"))

    page = browser.get(kept).text
    assert [each.number for each in OwnFormVersion.select()] == [1, 2]
    assert "XLSX" in page
    assert "DOCX" in page


def test_a_worse_file_changes_nothing(browser, kept):
    reply = send(browser, kept, docx("{{ nmaa }}"))

    assert reply.status_code == 422
    assert OwnFormVersion.select().count() == 1


def test_a_form_put_away_is_filled_in_no_longer(cast, browser, kept):
    browser.post(f"{kept}/berhenti")

    reply = browser.get(f"{kept}/isi.unduh?peserta={cast.placement.key}")

    assert (reply.status_code, reply.location) == (303, kept)
    assert send(browser, kept).status_code == 422
    assert browser.get(f"{kept}/berkas.unduh").status_code == 200
    assert browser.post(f"{kept}/berhenti").status_code == 409


def test_it_is_filled_in_for_students_of_the_institution_alone(cast, browser, kept):
    for placement in (cast.placement_tono, cast.placement_laila):
        reply = browser.get(f"{kept}/isi.unduh?peserta={placement.key}")

        assert (reply.status_code, reply.location) == (303, kept)


def test_the_head_reads_and_changes_nothing(cast, visit, kept, path):
    head = visit(cast.hasan)
    filled = head.get(f"{kept}/isi.unduh?peserta={cast.placement.key}")

    assert words_in(filled.data) == "Nama: Sari Contoh"
    assert "Ganti berkas" not in head.get(kept).text
    assert send(head, kept).status_code == 404
    assert head.get(path).status_code == 404


def test_another_office_does_not_see_that_it_is_there(cast, visit, kept):
    for address in (kept, f"{kept}/isi.unduh", f"{kept}/berkas.unduh"):
        assert visit(cast.citra).get(address).status_code == 404
    assert "Lembar nilai" not in visit(cast.citra).get("/formulir-lembaga").text


def test_there_is_an_end_to_forms(app, cast, campus, browser, path):
    for _number in range(MOST_FORMS):
        keep_form(cast, app.extensions[STORE], campus)

    reply = send(browser, path)

    assert reply.status_code == 422
    assert f"sudah punya {MOST_FORMS} formulir" in reply.text


def test_every_placeholder_is_listed_with_an_example(browser):
    page = browser.get("/formulir-lembaga/isian").text

    assert "{{ nama }}" in page
    assert "{%tr for x in minggu %}" in page
    assert "Siti Contoh" in page


def test_a_form_of_what_was_merged_goes_on(cast, browser, kept, campus, twin):
    from mori.institutions.merging.operations import facts_of, merge_institutions
    from tests.cast import NOON

    Placement.update(institution=twin).where(Placement.id == cast.placement_tono).execute()
    merge_institutions(twin, campus, facts_of(twin), (twin.seen, campus.seen), cast.wati.id, NOON)

    page = browser.get(kept).text
    assert "Sari Contoh" in page
    assert "Tono Contoh" in page
