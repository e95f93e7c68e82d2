"""The child that reads pictures: bytes come in, a small, upright, anonymous WebP goes out.

Decoders are large, written in C and fed by strangers, so that they run in a process that holds
no secret and whose memory and time are limited (``python -m mori.core.files.decoding``). It
answers one question after the other, and ends when nobody has asked for a while.
"""

import json
import resource
import select
import signal
import struct
import sys
import time
import zlib
from contextlib import suppress
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 120_000_000  # what a phone's camera may announce
MOST_DECODED = 25_000_000  # what is ever unpacked: a JPEG is read at a fraction of its size
LEAST_EDGE = 16  # what is smaller shows nothing: a damaged head says 1 × 1
MOST_MEMORY = 640_000_000  # 25 million pixels with transparency, twice, and the program
MOST_SECONDS = 6  # of computing; an ordinary photo takes half of one
IDLE_SECONDS = 60
WEBP_HEAD = 20  # "RIFF", size, "WEBP", "VP8 ", size
ORIENTATION = 0x0112
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif")


class Wanted(NamedTuple):
    """What a picture shall become: see ``Purpose``."""

    most_bytes: int
    is_grey: bool
    edges: tuple[int, ...]
    qualities: tuple[int, ...]


class Picture(NamedTuple):
    """A WebP without metadata, ready to be kept."""

    content: bytes
    width: int
    height: int


class Unreadable(Exception):
    """Why it becomes no picture: broken, cut, heic, pixels or heavy."""


def decoded(content: bytes, wanted: Wanted) -> Picture:
    """The picture in these bytes, small enough, with nothing but its pixels.

    What a phone has shrunk already passes as it is, once it was seen to be bare.
    """
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        raise Unreadable("heic")
    try:
        image = _opened(content, wanted.edges[0])
        is_small = len(content) <= wanted.most_bytes and max(image.size) <= wanted.edges[0]
        if is_small and is_bare_webp(content):
            return Picture(content, *image.size)
        return _encoded(_upright(image, wanted), wanted)
    except MemoryError:
        raise Unreadable("pixels") from None
    except _broken() as error:
        is_cut = isinstance(error, OSError) and "truncated" in str(error)
        raise Unreadable("cut" if is_cut else "broken") from None


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
    return (
        *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError),
        *(OverflowError, ZeroDivisionError, AttributeError, struct.error, zlib.error),
    )


def _opened(content: bytes, edge: int) -> "Image":
    """The decoded picture; its name and announced type are never asked."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is unpacked
    image = Image.open(BytesIO(content), formats=FORMATS)
    _require_pixels_at_most(image, MOST_PIXELS)
    if min(image.size) < LEAST_EDGE:
        raise Unreadable("broken")
    scale = min(1, edge / max(image.size))
    image.draft(None, (ceil(image.width * scale), ceil(image.height * scale)))
    _require_pixels_at_most(image, MOST_DECODED)
    image.load()
    return image


def _require_pixels_at_most(image: "Image", most: int) -> None:
    if image.width * image.height > most:
        raise Unreadable("pixels")


def _upright(image: "Image", wanted: Wanted) -> "Image":
    """As it was seen through the camera, on white where it is transparent."""
    from PIL import Image

    turn = _turn_of(image)
    image = _in_plain_pixels(image)
    image.thumbnail((wanted.edges[0], wanted.edges[0]), reducing_gap=2.0)
    if turn is not None:
        image = image.transpose(turn)
    if image.mode == "RGBA":
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("L" if wanted.is_grey else "RGB")


def _turn_of(image: "Image") -> "Transpose | None":
    """How to turn it, if the camera says so; a photo is no worse for a damaged note on that."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    with suppress(*_broken()):
        return turns.get(image.getexif().get(ORIENTATION, 1))
    return None


def _in_plain_pixels(image: "Image") -> "Image":
    """Eight bits of grey or of each colour, and transparency if it has any."""
    if image.mode.startswith("I"):
        return _in_eight_bits(image)
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _in_eight_bits(image: "Image") -> "Image":
    """The upper half of sixteen bits of grey: Pillow's own way makes all but black white."""
    from PIL import Image, ImageChops

    pixels = image.convert("I;16").tobytes()
    low, high = (Image.frombytes("L", image.size, pixels[half::2]) for half in (0, 1))
    clear = image.info.get("transparency")
    if not isinstance(clear, int):
        return high
    is_other = [
        part.point([255 * (value != wanted) for value in range(256)])
        for part, wanted in ((low, clear & 255), (high, clear >> 8))
    ]
    high.putalpha(ImageChops.lighter(*is_other))  # only the exact grey is clear
    return high.convert("RGBA")


def _encoded(image: "Image", wanted: Wanted) -> Picture:
    """The most pixels that are small enough, and then the most detail."""
    for edge in wanted.edges:
        small = image.copy()
        small.thumbnail((edge, edge), reducing_gap=2.0)
        *better_qualities, least_quality = wanted.qualities
        least = _webp(small, least_quality)
        if len(least) <= wanted.most_bytes:
            better = (_webp(small, quality) for quality in better_qualities)
            fit = (each for each in better if len(each) <= wanted.most_bytes)
            return Picture(next(fit, least), *small.size)
    raise Unreadable("heavy")


def _webp(image: "Image", quality: int) -> bytes:
    target = BytesIO()
    image.save(target, "WEBP", quality=quality, exif=b"", xmp=b"", icc_profile=b"")
    return target.getvalue()


# --- the process ------------------------------------------------------------------------------


def main() -> None:
    """Answer on standard output what is asked on standard input, one picture after the other."""
    from PIL import Image, WebPImagePlugin  # noqa: F401 - its limits come after its modules

    Image.preinit()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the parent that is stopped by hand
    _limit(resource.RLIMIT_AS, MOST_MEMORY)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    asked, said = sys.stdin.buffer, sys.stdout.buffer
    while _is_asked(asked) and (line := asked.readline()):
        _limit(resource.RLIMIT_CPU, ceil(time.process_time()) + MOST_SECONDS)
        _answer(said, asked, *json.loads(line))


def _limit(which: int, most: int) -> None:
    _, hardest = resource.getrlimit(which)
    resource.setrlimit(which, (most, hardest))


def _is_asked(asked: BinaryIO) -> bool:
    readable, _, _ = select.select([asked], [], [], IDLE_SECONDS)
    return bool(readable)


def _answer(said: BinaryIO, asked: BinaryIO, length: int, wanted: list[object]) -> None:
    """One line of JSON, and the picture if there is one."""
    try:
        picture = decoded(asked.read(length), Wanted(*wanted))  # type: ignore[arg-type]
        head: object = [len(picture.content), picture.width, picture.height]
        content = picture.content
    except Unreadable as why:
        head, content = str(why), b""
    said.write(json.dumps(head).encode() + b"\n" + content)
    said.flush()


if __name__ == "__main__":
    main()
