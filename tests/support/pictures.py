"""Pictures as cameras make them, and worse; all of them drawn here."""

import random
import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

PLACE = (3.0, 19.0, 12.0)  # degrees, minutes, seconds: nowhere in particular
MAKER = "Kamera Contoh"


def scene(width: int = 1600, height: int = 1200, noise: float = 0.0) -> Image.Image:
    """Something with edges, colours and, if wanted, the grain that makes photos heavy."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(image)
    luck = random.Random(width)
    for _ in range(60):
        x, y = luck.randrange(width), luck.randrange(height)
        colour = tuple(luck.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + width // 9, y + height // 9), fill=colour)
    if noise:
        grain = Image.effect_noise((width, height), 90).convert("RGB")
        image = Image.blend(image, grain, noise)
    return image


def jpeg(image: Image.Image | None = None, *, orientation: int = 1, **options) -> bytes:
    """As a phone keeps it: with place, maker and time in it."""
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif[0x0112] = orientation
    exif[0x0132] = "2026:11:18 12:00:00"
    gps = exif.get_ifd(0x8825)
    gps.update({1: "S", 2: PLACE, 3: "E", 4: (114.0, 35.0, 24.0)})
    return encoded(image or scene(), "JPEG", exif=exif, quality=92, **options)


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def letter() -> Image.Image:
    """A sheet of small print, photographed in colour."""
    image = Image.new("RGB", (2400, 3200), (246, 240, 225))
    draw = ImageDraw.Draw(image)
    for line in range(44):
        draw.text(
            (180, 200 + line * 64), "Surat keterangan contoh " * 4, fill=(40, 40, 60), font_size=34
        )
    return image


def chunk(kind: bytes, body: bytes) -> bytes:
    """A part of a PNG."""
    whole = kind + body
    return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))


def flat_png(side: int = 4990) -> bytes:
    """25 megapixels in less than a hundred kilobytes."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes((side * 3 + 1) * side), 9)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", body), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
