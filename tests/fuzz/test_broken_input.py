"""What no page of ours sends, and scripts, old phones and the curious do: it is answered."""

from io import BytesIO

import pytest
import time_machine
from werkzeug.datastructures import FileStorage

from mori.core import tickets
from mori.logbook.models import Entry
from mori.web.phone.queue import RECEIPT
from tests.cast import NOON, PASSWORD, TODAY
from tests.safeguarding.alerts.alarm import replay, tap

BOUNDARY = "batas"
FORM = "application/x-www-form-urlencoded"
QUEUED = {"X-Mori-Queue": "now"}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON):
        yield


@pytest.mark.parametrize("wanted", ["/\r\nx", "/\t/evil.example", "http://[::1", "//["])
def test_signing_in_leads_to_no_address_that_cannot_be_one(visit, wanted):
    form = {"login": "sari@contoh.example", "password": PASSWORD, "next": wanted}

    reply = visit().post("/masuk", form)

    assert (reply.status_code, reply.location) == (303, "/")


def test_signing_in_leads_to_the_page_that_was_wanted(visit):
    form = {
        "login": "sari@contoh.example",
        "password": PASSWORD,
        "next": "/logbook?hari=2026-11-17",
    }

    assert visit().post("/masuk", form).location == "/logbook?hari=2026-11-17"


def test_a_receipt_tells_the_time_to_somebody_who_is_not_signed_in(app, visit, cast):
    code = replay(tap(cast.sari)).code
    ticket = tickets.tap_ticket(app.config["SETTINGS"].key, code, 0)
    browser = visit()
    browser.client.set_cookie(tickets.TAP_COOKIE, ticket, domain="127.0.0.1")

    reply = browser.post(f"/c/{code}/dihubungi", {"token": "t"}, headers=QUEUED)

    assert (reply.status_code, reply.json["token"]) == (200, "t")
    assert reply.json["clock"] == "11.00 WIB"  # the installation's


@pytest.mark.parametrize("named", ["\xff", ":\xff:", ":=:", "x" * 9000])
def test_a_dictionary_that_cannot_be_is_none(visit, cast, named):
    accepts = {"Available-Dictionary": named, "Accept-Encoding": "dcz, br"}

    assert visit(cast.sari).get("/logbook", headers=accepts).headers["Content-Encoding"] == "br"


@pytest.mark.parametrize("token", ["a\nb", "satu\u2713"])
def test_a_token_that_no_header_carries_is_not_echoed(visit, cast, token):
    form = {"token": token, "day": TODAY, "text": "Menyusun.", "from": "home"}

    reply = visit(cast.sari, htmx=True).post("/logbook", form, headers=QUEUED)

    assert (reply.status_code, reply.headers[RECEIPT]) == (200, " 12.00 WITA")


def test_what_was_cut_off_on_its_way_has_no_token(visit, cast):
    browser = visit(cast.sari)
    cut = {"data": b"token=t&text=Menyu", "content_type": FORM}
    longer = {"CONTENT_LENGTH": "730"}

    reply = browser._ask("POST", "/logbook", **cut, headers=QUEUED, environ_overrides=longer)

    assert (reply.status_code, reply.json["token"]) == (400, "")


def test_whoever_asks_with_far_too_much_is_asked_to_sign_in(visit):
    much = {"data": b"writer=" + b"x" * 300_000, "content_type": FORM}

    assert visit()._ask("GET", "/logbook", **much).status_code == 303


@pytest.fixture
def nameless(visit, cast):
    """Sari's browser, and a form of which one part has no name."""
    browser = visit(cast.sari)
    parts = [
        f'Content-Disposition: form-data; name="csrf_token"\r\n\r\n{browser.form_token}',
        "Content-Disposition: form-data\r\n\r\nx",
    ]
    body = "".join(f"--{BOUNDARY}\r\n{part}\r\n" for part in parts) + f"--{BOUNDARY}--\r\n"
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return browser, {"data": body.encode(), "content_type": kind}


@pytest.mark.parametrize("path", ["/keluar", "/logbook", "/saya/pengingat", "/saya/sandi"])
def test_a_part_without_a_name_is_no_field(nameless, path):
    browser, form = nameless

    assert browser._ask("POST", path, **form).status_code in (303, 422)


def test_a_file_is_not_taken_for_words(visit, cast):
    form = {"token": "t", "day": str(TODAY), "text": FileStorage(BytesIO(b"Menyusun."), "text.txt")}

    reply = visit(cast.sari).upload("/logbook", form)

    assert reply.status_code == 422
    assert Entry.select().count() == 0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"text": [[1]], "day": null}'),
        ("application/json", b'["text"]'),
        ("application/json", b"{"),
        (f"multipart/form-data; boundary={BOUNDARY}", b"--batas\r\n\r\n"),
        (FORM, b"text=\xff"),
        ("multipart/form-data", b""),
    ],
)
@pytest.mark.parametrize(
    "path", ["/logbook", "/presensi/kabar", "/presensi/koreksi", "/saya/sandi"]
)
def test_a_body_that_cannot_be_read_is_an_empty_form(visit, cast, path, kind, body):
    browser = visit(cast.sari)
    proof = {"X-CSRFToken": browser.form_token}

    reply = browser._ask("POST", path, data=body, content_type=kind, headers=proof)

    assert reply.status_code == 422


@pytest.mark.parametrize("path", ["/perpanjang", "/akhiri"])
def test_a_day_is_asked_for_where_nothing_can_be_read(visit, cast, path):
    browser = visit(cast.wati)
    proof = {"X-CSRFToken": browser.form_token}
    body = {"data": b"{", "content_type": "application/json"}

    reply = browser._ask("POST", f"/peserta/{cast.placement.key}{path}", headers=proof, **body)

    assert reply.status_code == 422
