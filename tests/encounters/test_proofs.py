"""The SHA-256 of a proof that was chosen stands in the list; the file itself is kept nowhere."""

import hashlib
import json
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from mori.web.files import MOST_BYTES
from tests.encounters.making import PERSON, carried, hidden
from tests.test_deploy import DEPLOY, NGINX, block

pytestmark = pytest.mark.usefixtures("noon")
PATH = "/catatan/berkas/buat"


def sent(browser, *files, **more):
    chosen = [FileStorage(BytesIO(content), name) for name, content in files]
    return browser.upload(PATH, {**hidden(), **PERSON, "proof_file": chosen, **more})


def test_the_digest_of_a_file_stands_in_the_list(visit):
    slip, photo = b"slip" * 100, bytes(3_000_000)

    page = sent(visit(), ("", b""), ("foto.jpg", photo), ("lain.pdf", slip), sebagai="catatan")

    proofs = json.loads(carried(page))["proofs"]
    assert [each.get("digest") for each in proofs] == [
        "ab" * 32,
        hashlib.sha256(photo).hexdigest(),
        hashlib.sha256(slip).hexdigest(),
    ]
    assert [each["what"] for each in proofs][1:] == ["foto.jpg", "Foto papan syarat"]


def test_it_is_printed_in_the_file(visit):
    page = sent(visit(), ("foto.jpg", b"x"), sebagai="txt")

    assert hashlib.sha256(b"x").hexdigest() in page.text


def test_a_file_that_is_too_large_is_refused(visit):
    page = sent(visit(), ("film.mp4", bytes(MOST_BYTES + 1)), sebagai="lihat")

    assert page.status_code == 413


def test_nothing_of_it_lies_on_a_disk_or_in_memory(visit, monkeypatch):
    made = []
    monkeypatch.setattr("werkzeug.formparser.default_stream_factory", made.append)

    assert sent(visit(), ("foto.jpg", bytes(2_000_000)), sebagai="lihat").status_code == 200
    assert not made


def test_the_proxies_pass_it_on_without_putting_it_down():
    said = block(f"location = {PATH}")
    caddy = (DEPLOY / "Caddyfile").read_text()

    assert "proxy_request_buffering off;" in said
    assert f"client_max_body_size {MOST_BYTES // 1_000_000}m;" in said
    assert f"@digested path {PATH}" in caddy
    assert NGINX.index(f"location = {PATH}") > NGINX.index("location ^~ /catatan/")
