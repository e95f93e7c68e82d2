"""The server is killed between the pieces of a file: nothing acknowledged is lost."""

import http.client
import json
import os
import signal
from io import BytesIO

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from mori.core.db import db
from mori.core.files.store import FolderStore
from mori.uploads.models import Upload
from mori.uploads.rules import PIECE_BYTES
from tests.support.documents import pdf
from tests.uploads.sending import promised

from ..site import Phone, Server, until
from ..test_database import form_of

FILE = pdf(12 * PIECE_BYTES + 77)
KILLS = 6


def post(
    server: Server, phone: Phone, path: str, fields: dict[str, str], piece: bytes
) -> dict | None:
    """What is answered; None where nothing was."""
    boundary, body = encode_multipart({**fields, "piece": FileStorage(BytesIO(piece), "piece")})
    headers = {
        "Cookie": phone.cookies,
        "Content-Type": f"multipart/form-data; boundary={boundary}",
    }
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request("POST", path, body, headers)
        answer: dict = json.loads(connection.getresponse().read())
        return answer
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def test_killed_between_and_within_pieces_nothing_acknowledged_is_lost(site):
    server, sari = site.serve("tests.support.started.sketching:app"), site.phone_of(site.cast.sari)
    fields = form_of(site, sari)
    begun = server.ask("/unggahan", sari, {**fields, **promised(FILE)}).json
    key, received, kills = begun["key"], 0, 0

    while received < len(FILE):
        if kills < KILLS:
            kills += 1
            (worker,) = server.workers()
            os.kill(worker, signal.SIGKILL)
            until(lambda old=worker: server.workers() not in ([], [old]))
        piece = FILE[received : received + PIECE_BYTES]
        answer = post(server, sari, f"/unggahan/{key}/potongan?dari={received}", fields, piece)
        assert Upload.get().received_bytes >= received
        received = answer["received"] if answer else received
    whole = server.ask(f"/unggahan/{key}/selesai", sari, fields).json

    assert (whole["whole"], kills) == (True, KILLS)
    store = FolderStore(site.settings.folder / "files")
    assert store.get(Upload.get().path) == FILE
    files = [path.parent.name for path in store.folder.rglob("*") if path.is_file()]
    assert files == ["sketches"]
    db.close()
