"""Photos as a camera makes them, and ways to send them."""

from io import BytesIO

from werkzeug.datastructures import FileStorage

from mori.core.files.images import Purpose
from mori.logbook.photos import operations as operations
from mori.logbook.photos.models import EntryPhoto
from tests.cast import NOON, TODAY
from tests.support.pictures import jpeg, scene

LATER = {"X-Mori-Queue": "later"}


TEXT = "Menerima tiga konsultasi."


PHOTO = jpeg(scene(80, 60))


OTHERS = [jpeg(scene(width, 60)) for width in (90, 100, 110)]


def attach(store, entry, token, content=PHOTO) -> EntryPhoto:
    return operations.attach_photo(store, entry, token, content, Purpose.PHOTO, NOON)


def file(content: bytes = PHOTO, name: str = "IMG_0001.jpg"):
    return FileStorage(BytesIO(content), name)


def send(browser, *files, **more):
    data = {"token": "t1", "day": TODAY, "text": TEXT, "activity": "", "photo": list(files)}
    return browser.upload("/logbook", data | more)


def queued(browser, content=PHOTO, **more):
    data = {"entry_token": "t1", "token": "p1", "photo": file(content)}
    return browser.upload("/logbook/foto", data | more, headers=LATER)
