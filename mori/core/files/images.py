"""Pictures made small, upright and anonymous: whatever comes in, a bare WebP goes out."""

from enum import Enum

from flask_babel import lazy_gettext as _

from ..bytes import PAPER_BYTES, PHOTO_BYTES
from ..errors import Refused
from . import readers
from .decoding import Picture, Unreadable, Wanted

WHY = {
    "broken": _("This photo can't be opened. Take it again, or send without a photo."),
    "cut": _("The end of this photo is missing. Choose it once more, or take it again."),
    "heic": _(
        "This is a HEIC file, which can't be opened here. Open the photo on your phone, take a "
        "screenshot, and send that. For new photos: on an iPhone choose Settings, Camera, "
        "Formats, Most Compatible; on a Samsung turn off “High efficiency pictures” in the "
        "camera's settings."
    ),
    "pixels": _("This photo has too many pixels. Take it again at a lower setting, or crop it."),
    "heavy": _("This photo can't be made small enough. Take it again, from closer."),
}


class Purpose(Enum):
    """What a picture is for: its most bytes, whether in grey, the sides and qualities to try.

    Print stays readable at a quality at which a face does not. writing.js tries the same.
    """

    PHOTO = Wanted(PHOTO_BYTES, False, (1280, 1024, 800, 640, 480), (60, 45, 32))
    PAPER = Wanted(PAPER_BYTES, True, (1600, 1280, 1024, 800, 640), (60, 45, 32, 20))
    # made when it is looked at and never kept: a letter on a screenshot has to be readable
    LOOK = Wanted(400_000, False, (2000, 1600, 1280, 1024), (75, 60, 45))

    @property
    def most_bytes(self) -> int:
        return self.value.most_bytes

    @classmethod
    def of(cls, must_be_readable: bool) -> "Purpose":
        return cls.PAPER if must_be_readable else cls.PHOTO


class NoPicture(Refused):
    """What was sent cannot become a picture; sending it again does not help."""


def shrunk(content: bytes, purpose: Purpose) -> Picture:
    """The picture in these bytes, small enough for its purpose, with nothing but its pixels."""
    try:
        return readers.read(content, purpose.value)
    except Unreadable as why:
        raise NoPicture(WHY[str(why)]) from None
