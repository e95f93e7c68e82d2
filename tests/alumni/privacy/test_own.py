"""An alumnus has a copy of the own data at once, and asks by the link or signed in."""

import datetime as dt
import json

import pytest

from mori.alumni.models import Alumnus
from mori.alumni.privacy import operations, queries
from mori.alumni.privacy.models import PrivacyRequest
from mori.alumni.privacy.own_words import TECHNICAL, held_about
from mori.alumni.privacy.prints import content
from mori.alumni.privacy.rules import RequestKind, RequestState, columns, kept
from mori.alumni.queries import alumnus_by_key
from mori.core.bytes import brotli_size
from tests.alumni.own.holding import base_of, holder, link_to
from tests.alumni.privacy import asking
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def alumnus(cast):
    return asking.whole(cast)


@pytest.fixture
def given(cast, alumnus):
    return link_to(cast, alumnus)


@pytest.fixture
def path(given):
    return f"{base_of(given)}/data"


@pytest.fixture
def browser(visit, given):
    return holder(visit, given)


def test_the_own_page_leads_there(browser, given, path):
    assert f'href="{path}"' in browser.get(base_of(given)).text


def test_the_page_is_small(browser, path, alumnus):
    for kind in (RequestKind.CORRECTION, RequestKind.ERASURE):
        asking.ask(alumnus, kind, text="Nama", token=kind)

    answer = browser.get(path)

    assert answer.status_code == 200
    assert brotli_size(answer.data) <= 4096


def test_the_copy_holds_all_that_the_office_holds(cast, browser, path, alumnus):
    asking.merge(alumnus, asking.whole(cast, "S. Umpamanya"))

    answer = browser.get(f"{path}/salinan.json")

    text = json.dumps(answer.json, ensure_ascii=False)
    missing = [each for each in asking.SECRETS if each not in text and each != "siti umpama"]
    assert missing == []
    assert "S. Umpamanya" in text
    assert answer.json["words"][0]["text"]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_copy_says_each_field_that_the_document_explains(alumnus):
    tables = held_about(alumnus_by_key(alumnus.key), NOON)["tables"]

    documented = {(each.table, each.column) for each in columns()}
    told = {(table, name) for table, rows in tables.items() for row in rows for name in row}
    assert told <= documented
    foreign = {
        (about.name, field.name)
        for about in queries.tables_about([alumnus.id])
        for field in about.model._meta.refs
    }
    filled = {table for table, rows in tables.items() if rows}
    left_out = {
        each
        for each in documented - told - foreign
        if each[0] in filled and each[1] not in TECHNICAL
    }
    assert left_out == set()


def test_nobody_else_is_in_the_copy(cast, browser, path):
    asking.whole(cast, "Budi Lain")

    assert "Budi" not in browser.get(f"{path}/salinan.json").text


def test_the_readable_copy_is_a_pdf_with_the_words_agreed_to(browser, path, alumnus):
    answer = browser.get(f"{path}/salinan.pdf")
    assert answer.data.startswith(b"%PDF-")

    shown = content(alumnus_by_key(alumnus.key), "id", NOON)
    text = json.dumps(shown, ensure_ascii=False)
    assert all(each in text for each in ("Jalan Rahasia 7", "0811-7770-000", "NIM-778899"))
    assert "Ditemukan" in text or "ditemukan" in text


def test_asked_by_link_it_waits_with_its_deadline_in_words(browser, path):
    answer = browser.post(path, {"kind": "correction", "text": "Tahun 2014", "token": "x"})

    assert answer.status_code == 303
    text = browser.get(path).text
    assert "kantor memutuskan paling lambat Sabtu, 21 November 2026 12.00 WITA" in text
    assert PrivacyRequest.get().way == "link"


def test_a_correction_without_words_comes_back(browser, path):
    assert browser.post(path, {"kind": "correction", "text": ""}).status_code == 422
    assert browser.post(path, {"kind": "none"}).status_code == 422


def test_what_stays_is_said_before_anybody_asks(browser, path):
    text = browser.get(path).text

    assert all(each.bahasa in text for each in kept())


def test_what_waits_is_taken_back_by_whoever_asked(cast, browser, path, visit):
    browser.post(path, {"kind": "erasure", "token": "x"})
    asked = PrivacyRequest.get()
    other = link_to(cast, asking.whole(cast, "Budi Lain"), "o")

    holder(visit, other).post(f"{base_of(other)}/data", {"back": asked.key})
    assert PrivacyRequest.get().state is RequestState.OPEN
    assert browser.post(path, {"back": asked.key}).status_code == 303
    assert browser.post(path, {"back": asked.key}).status_code == 303

    assert PrivacyRequest.get().state is RequestState.TAKEN_BACK


def test_the_answer_is_read_by_whoever_asked(cast, browser, path, alumnus):
    asked = asking.ask(alumnus, RequestKind.CORRECTION, text="Tahun 2014")
    operations.refuse(asked, "Surat menyebut 2015.", cast.wati.id, NOON + dt.timedelta(hours=2))

    text = browser.get(path).text

    assert "Ditolak" in text
    assert "Surat menyebut 2015." in text


def test_after_an_erasure_the_link_opens_nothing(cast, browser, path, alumnus):
    asked = asking.ask(alumnus)
    operations.settle(asked, "", cast.wati.id, NOON)

    assert browser.get(path).status_code == 404
    assert browser.get(f"{path}/salinan.json").status_code == 404


def test_signed_in_it_is_the_same(cast, visit, alumnus):
    Alumnus.update(person=cast.tono).where(Alumnus.id == alumnus.id).execute()
    tono, path = visit(cast.tono), f"/saya/alumni/{alumnus.key}/data"

    assert tono.get(path).status_code == 200
    assert tono.post(path, {"kind": "erasure", "token": "x"}).status_code == 303
    asked = PrivacyRequest.get()
    assert asked.way == "account"
    assert "Siti Umpama" in tono.get(f"{path}/salinan.json").text
    assert visit(cast.sari).get(path).status_code == 404
    assert visit(cast.sari).post(path, {"back": asked.key}).status_code == 404
    assert tono.post(path, {"back": asked.key}).status_code == 303
    assert PrivacyRequest.get().state is RequestState.TAKEN_BACK
