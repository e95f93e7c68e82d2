"""A phone that sends files for a case, whole or in pieces, and an officer who looks at them."""

import hashlib
from io import BytesIO

from werkzeug.datastructures import FileStorage

from mori.cases.evidence.models import Evidence
from mori.cases.evidence.operations import hand_in, receive_whole
from mori.cases.evidence.rules import PIECE_BYTES
from mori.core.clock import now
from mori.web.files import STORE
from tests.cases.thread.writing import code_of
from tests.safeguarding.alerts.alarm import ADDRESS
from tests.support.pictures import jpeg, scene

WORDS = "Tangkapan layar pesan di gudang Contoh"


def photo(noise=0.0):
    return jpeg(scene(640, 480, noise))


def send(browser, alert, content, token="f1", words=WORDS, name="IMG_0001.jpg"):
    fields = {"token": token, "text": words, "file": FileStorage(BytesIO(content), name)}
    return browser.upload(f"/c/{code_of(alert)}/bukti", fields)


def add(browser, alert, content, token="o1", words=WORDS):
    fields = {"token": token, "text": words, "file": FileStorage(BytesIO(content), "berkas")}
    return browser.upload(f"/jaga/{alert.key}/bukti", fields)


def begin(browser, alert, content, token="p1", size=None):
    digest = hashlib.sha256(content).hexdigest()
    said = {"token": token, "purpose": "evidence", "name": "x", "bytes": size or len(content)}
    return browser.post(f"/c/{code_of(alert)}/bukti/berkas", {**said, "digest": digest})


def piece(browser, alert, key, content, offset):
    part = content[offset : offset + PIECE_BYTES]
    path = f"/c/{code_of(alert)}/bukti/berkas/{key}/potongan?dari={offset}"
    return browser.upload(path, {"piece": FileStorage(BytesIO(part), "piece")})


def step(browser, alert, key, what):
    return browser.post(f"/c/{code_of(alert)}/bukti/berkas/{key}/{what}")


def only_evidence():
    (found,) = Evidence.select()
    return found


def taken_out(browser, what="asli", key=None):
    return browser.get(f"/jaga/bukti/{key or only_evidence().key}/{what}.unduh")


def exhibit_of(alert, app):
    """A picture that was handed in."""
    key, at = app.config["SECRET_KEY"], now()
    found = receive_whole(app.extensions[STORE], alert, None, photo(), "exhibit", key, at)
    hand_in(found, alert, WORDS, key, at, ADDRESS)
    return Evidence.get_by_id(found.id)


def kept_files(app):
    folder = app.extensions[STORE].folder
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
