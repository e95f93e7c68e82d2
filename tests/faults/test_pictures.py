"""Pictures made to cost much: everybody else's pages go on, and the memory is given back."""

import http.client
import resource
import threading
from io import BytesIO
from pathlib import Path

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from mori.logbook.models import Entry
from mori.logbook.photos.models import EntryPhoto
from tests.cast import TODAY
from tests.support.pictures import flat_png

from .site import Phone, Server
from .test_database import form_of

FORMS = 8  # as many as the server has threads
PICTURES = 40  # in each
PAGES = 8
PAGE_SECONDS = 8  # it was more than a minute; on a machine of its own it is half a second
MOST_GROWTH = 90_000_000  # one such picture took 330 MB, for good


def send_pictures(server: Server, phone: Phone, fields: dict[str, str], picture: bytes) -> int:
    files = [FileStorage(BytesIO(picture), f"{number}.png") for number in range(PICTURES)]
    boundary, body = encode_multipart({**fields, "photo": files})
    headers = {
        "Cookie": phone.cookies,
        "Content-Type": f"multipart/form-data; boundary={boundary}",
    }
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    try:
        connection.request("POST", "/logbook", body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def memory_of(server: Server) -> int:
    statm = Path(f"/proc/{server.workers()[0]}/statm").read_text()
    return int(statm.split()[1]) * resource.getpagesize()


def test_many_damaged_pictures_hold_up_nobody_and_keep_no_memory(site):
    server, tono = site.serve(), site.phone_of(site.cast.tono)
    writers = [site.phone_of(site.cast.sari) for _ in range(FORMS)]
    words = {"day": str(TODAY), "text": "Menyusun kronologi.", "activity": "", "token": "t1"}
    damaged = flat_png()[:-900]
    server.ask("/", tono)
    before, statuses = memory_of(server), []

    floods = [
        threading.Thread(
            target=lambda sari=sari: statuses.append(
                send_pictures(server, sari, words | form_of(site, sari), damaged)
            )
        )
        for sari in writers
    ]
    for each in floods:
        each.start()
    pages = [server.ask("/", tono, timeout=90) for _ in range(PAGES)]
    for each in floods:
        each.join()

    assert [page.status for page in pages] == [200] * PAGES
    assert max(page.seconds for page in pages) < PAGE_SECONDS
    assert statuses == [422] * FORMS  # the words are kept, and the photos refused in words
    assert Entry.get().text == words["text"]
    assert not EntryPhoto.select().exists()
    assert memory_of(server) - before < MOST_GROWTH
