"""Photos and a paper for the demonstration: drawn here, plainly nobody's."""

import datetime as dt
import random
from io import BytesIO
from typing import TYPE_CHECKING

from mori.attendance.models import Attendance
from mori.attendance.papers.operations import attach_paper
from mori.attendance.rules import AttendanceKind
from mori.core.files.images import Purpose
from mori.core.files.store import Store
from mori.logbook.models import Entry
from mori.logbook.photos.operations import attach_photo
from mori.logbook.rules import EntryState

if TYPE_CHECKING:
    from PIL.Image import Image

ENTRIES = 12
PAPERS = 2
PAPER_LINES = 14


def hang_pictures(store: Store, at: dt.datetime) -> None:
    """Give some entries that wait one to three photos, and some sick days a paper."""
    waiting = Entry.select().where(Entry.state == EntryState.SUBMITTED).order_by(Entry.id.desc())
    for number, entry in enumerate(waiting.limit(ENTRIES)):
        for place in range(number % 3 + 1):
            name = f"{entry.day} {number} {place}"
            attach_photo(
                store, entry, f"demo {name}", _file(_desk(name)), Purpose.PHOTO, entry.submitted_at
            )
    sick = Attendance.select().where(Attendance.kind == AttendanceKind.SICK)
    for day in sick.order_by(Attendance.id.desc()).limit(PAPERS):
        attach_paper(store, day, _file(_letter()), at)


def paper_file() -> bytes:
    """A written sheet, as a phone sends it."""
    return _file(_letter())


def _file(image: "Image") -> bytes:
    """As a phone that shrinks its photos sends it."""
    target = BytesIO()
    image.save(target, "WEBP", quality=45)
    return target.getvalue()


def _desk(name: str) -> "Image":
    """Folders of several colours on a table."""
    from PIL import Image, ImageDraw

    luck = random.Random(name)  # noqa: S311  # nosec B311
    image = Image.new("RGB", (960, 720), (214, 206, 190))
    draw = ImageDraw.Draw(image)
    for _ in range(7):
        x, y = luck.randrange(-60, 760), luck.randrange(-40, 560)
        colour = tuple(luck.randrange(90, 220) for _ in range(3))
        draw.rounded_rectangle((x, y, x + 260, y + 190), 14, fill=colour, outline=(90, 84, 74))
        draw.line((x + 26, y + 42, x + 190, y + 42), fill=(245, 242, 234), width=8)
    draw.text((24, 660), "CONTOH", fill=(60, 56, 50), font_size=40)
    return image


def _letter() -> "Image":
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (900, 1200), (246, 242, 230))
    draw = ImageDraw.Draw(image)
    draw.text((90, 90), "SURAT KETERANGAN (CONTOH)", fill=(50, 50, 60), font_size=40)
    for line in range(PAPER_LINES):
        y = 220 + line * 56
        draw.line((90, y, 810 - line % 4 * 70, y), fill=(120, 120, 130), width=6)
    return image
