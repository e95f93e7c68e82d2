"""Pictures made small, upright and anonymous: whatever comes in, a bare WebP goes out."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from io import BytesIO
from math import ceil
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from flask_babel import lazy_gettext as _

from ..bytes import PAPER_BYTES, PHOTO_BYTES
from ..errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 120_000_000  # what a phone's camera may announce
MOST_DECODED = 25_000_000  # what is ever unpacked: a JPEG is read at a fraction of its size
WEBP_HEAD = 20  # "RIFF", size, "WEBP", "VP8 ", size

# One picture at a time in each process: eight large ones together would not fit its memory.
_turn = Lock()


class Purpose(Enum):
    """What a picture is for: its most bytes, whether in grey, the sides and qualities to try.

    Print stays readable at a quality at which a face does not. writing.js tries the same.
    """

    PHOTO = (PHOTO_BYTES, False, (1280, 1024, 800, 640, 480), (60, 45, 32))
    PAPER = (PAPER_BYTES, True, (1600, 1280, 1024, 800, 640), (60, 45, 32, 20))

    def __init__(
        self, most_bytes: int, is_grey: bool, edges: tuple[int, ...], qualities: tuple[int, ...]
    ) -> None:
        self.most_bytes = most_bytes
        self.is_grey = is_grey
        self.edges = edges
        self.qualities = qualities

    @classmethod
    def of(cls, must_be_readable: bool) -> "Purpose":
        return cls.PAPER if must_be_readable else cls.PHOTO


class NoPicture(Refused):
    """What was sent cannot become a picture; sending it again does not help."""


class Picture(NamedTuple):
    """A WebP without metadata, ready to be kept."""

    content: bytes
    width: int
    height: int


def shrunk(content: bytes, purpose: Purpose) -> Picture:
    """The picture in these bytes, small enough for its purpose, with nothing but its pixels.

    What a phone has shrunk already passes as it is, once it was seen to be bare.
    """
    with _turn, _what_is_broken_refused():
        image = _opened(content, purpose.edges[0])
        is_small = len(content) <= purpose.most_bytes and max(image.size) <= purpose.edges[0]
        if is_small and is_bare_webp(content):
            return Picture(content, *image.size)
        return _encoded(_upright(image, purpose), purpose)


def is_bare_webp(content: bytes) -> bool:
    """Whether these bytes are one lossy frame and nothing else: no EXIF, XMP, ICC, no tail."""
    if len(content) < WEBP_HEAD:
        return False
    riff, whole, kind, chunk, frame = struct.unpack("<4sI4s4sI", content[:WEBP_HEAD])
    is_one_frame = (riff, kind, chunk) == (b"RIFF", b"WEBP", b"VP8 ")
    is_all = len(content) == whole + 8 == WEBP_HEAD + frame + frame % 2
    return is_one_frame and is_all


def _broken() -> tuple[type[Exception], ...]:
    """All that Pillow says of bytes that are no picture, or only half of one."""
    from PIL import Image

    return (
        *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError),
        *(OverflowError, ZeroDivisionError, struct.error, zlib.error),
        *(Image.DecompressionBombError, Image.DecompressionBombWarning),
    )


@contextmanager
def _what_is_broken_refused() -> Iterator[None]:
    try:
        yield
    except _broken():
        raise NoPicture(
            _("This photo can't be opened. Take it again, or send without a photo.")
        ) from None


def _opened(content: bytes, edge: int) -> "Image":
    """The decoded picture; its name and announced type are never asked."""
    from PIL import Image

    image = Image.open(BytesIO(content), formats=FORMATS)
    _require_pixels_at_most(image, MOST_PIXELS)
    scale = min(1, edge / max(image.size))
    image.draft(None, (ceil(image.width * scale), ceil(image.height * scale)))
    _require_pixels_at_most(image, MOST_DECODED)
    image.load()
    return image


def _require_pixels_at_most(image: "Image", most: int) -> None:
    if image.width * image.height > most:
        raise NoPicture(
            _("This photo has too many pixels. Take it again at a lower setting, or crop it.")
        )


def _upright(image: "Image", purpose: Purpose) -> "Image":
    """As it was seen through the camera, on white where it is transparent."""
    from PIL import Image, ImageOps

    with suppress(*_broken()):  # a photo is no worse for a damaged note on how it was held
        image = ImageOps.exif_transpose(image)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("L" if purpose.is_grey else "RGB")


def _encoded(image: "Image", purpose: Purpose) -> Picture:
    """The most pixels that are small enough, and then the most detail."""
    for edge in purpose.edges:
        small = image.copy()
        small.thumbnail((edge, edge), reducing_gap=2.0)
        *better_qualities, least_quality = purpose.qualities
        least = _webp(small, least_quality)
        if len(least) <= purpose.most_bytes:
            better = (_webp(small, quality) for quality in better_qualities)
            fit = (each for each in better if len(each) <= purpose.most_bytes)
            return Picture(next(fit, least), *small.size)
    raise NoPicture(_("This photo can't be made small enough. Take it again, from closer."))


def _webp(image: "Image", quality: int) -> bytes:
    target = BytesIO()
    image.save(target, "WEBP", quality=quality, exif=b"", xmp=b"", icc_profile=b"")
    return target.getvalue()
