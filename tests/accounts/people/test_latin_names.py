"""Names are in Latin letters, which every sheet can print; those from before stay as they are."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

from mori.accounts.models import Person
from mori.accounts.rules import is_in_latin
from mori.core.files.documents import BOX, make_pdf
from tests.cast import role_of
from tests.core.test_documents import AT, FRAME

SAID = "Tulis namanya dengan huruf Latin, seperti di KTP atau paspor."
SARI = "ꦱꦫꦶ"
NEW = {"phone": "", "email": "baru@contoh.example", "role": "intern", "unit": ""}


@pytest.mark.parametrize(
    "name", ["Nur’aini", "Ni Luh Ayu, S.H.", "Đặng Thị Ý", "D'Souza-Łuk", "Śrī Ḥasan", "Umpama 3"]
)
def test_names_as_identity_cards_have_them_are_taken(name):
    assert is_in_latin(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize("name", [SARI, f"Sari {SARI}", "李娜", "Сари", "Sari 😀", "سارة", "123"])
def test_other_scripts_and_pictures_are_not(name):
    assert not is_in_latin(name)


def test_whatever_a_name_may_hold_can_be_printed():
    signs = [chr(code) for code in range(0x3000) if is_in_latin(f"a{chr(code)}")]
    names = ["".join(f"a{sign}" for sign in signs[at : at + 60]) for at in range(0, len(signs), 60)]

    pdf = make_pdf("sheet", {**FRAME, "names": names, "unprinted": "tidak tercetak"}, AT)

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert len(signs) > 900
    assert BOX not in text
    assert "tidak tercetak" not in text


@pytest.mark.parametrize("path", ["/orang/baru", "/orang/tempel"])
def test_a_form_says_what_to_write_and_keeps_what_was_typed(visit, cast, path):
    fields = {**NEW, "name": SARI, "table": f"{SARI}\t\tbaru@contoh.example"}

    reply = visit(cast.wati).post(path, fields)

    assert SAID in reply.text
    assert SARI in reply.text
    assert not Person.select().where(Person.email == NEW["email"]).exists()


def test_whoever_has_such_a_name_from_before_keeps_it_while_their_number_changes(visit, cast):
    Person.update(name=SARI).where(Person.id == cast.sari.id).execute()
    path, browser = f"/orang/{role_of(cast.sari).key}", visit(cast.wati)

    kept = browser.post(path, {"name": SARI, "phone": "081299990000", "email": ""})
    changed = browser.post(path, {"name": SARI * 2, "phone": "081299990000", "email": ""})

    assert (kept.status_code, changed.status_code) == (303, 422)
    assert Person.get_by_id(cast.sari.id).phone == "+6281299990000"
    assert Person.get_by_id(cast.sari.id).name == SARI


def test_anothers_number_is_refused_in_the_form_with_all_that_was_typed(visit, cast):
    reply = visit(cast.wati).post(
        f"/orang/{role_of(cast.sari).key}",
        {"name": "Sari Baru", "phone": "", "email": cast.tono.email},
    )

    assert reply.status_code == 409
    assert "Surel ini sudah dipakai orang lain untuk masuk." in reply.text
    assert 'value="Sari Baru"' in reply.text
