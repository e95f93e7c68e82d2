"""Makes a screenshot small: its 256 commonest colours, and the nearest of them for the rest."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
Colour = tuple[int, ...]


def shrink(path: Path) -> None:
    """Write a true-colour PNG of eight bits a channel anew, with a palette."""
    width, height, rows = pixels(path.read_bytes())
    counted = Counter(colour for row in rows for colour in row)
    palette = [colour for colour, _count in counted.most_common(256)]
    place = {colour: nearest(palette, colour) for colour in counted}
    lines = b"".join(b"\0" + bytes(place[colour] for colour in row) for row in rows)
    path.write_bytes(
        SIGNATURE
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + chunk(b"PLTE", b"".join(bytes(colour[:3]) for colour in palette))
        + chunk(b"IDAT", zlib.compress(lines, 9))
        + chunk(b"IEND", b"")
    )


def nearest(palette: list[Colour], colour: Colour) -> int:
    def distance(place: int) -> int:
        return sum((one - other) ** 2 for one, other in zip(palette[place], colour, strict=True))

    return min(range(len(palette)), key=distance)


def pixels(png: bytes) -> tuple[int, int, list[list[Colour]]]:
    """Width, height and rows of colours."""
    parts = list(chunks(png))
    width, height, depth, kind = struct.unpack(">IIBB", dict(parts)[b"IHDR"][:10])
    if depth != 8 or kind not in (2, 6):
        raise ValueError("This is no true-colour PNG of eight bits a channel.")
    size = 3 if kind == 2 else 4
    raw = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    return width, height, [grouped(line, size) for line in unfiltered(raw, width * size, size)]


def grouped(line: bytes, size: int) -> list[Colour]:
    return list(zip(*(line[channel::size] for channel in range(size)), strict=True))


def unfiltered(raw: bytes, length: int, size: int) -> Iterator[bytes]:
    """The lines as they were before each was written as its difference from a neighbour."""
    above = bytes(length)
    for start in range(0, len(raw), length + 1):
        line, way = bytearray(raw[start + 1 : start + 1 + length]), raw[start]
        for at in range(length):
            left = line[at - size] if at >= size else 0
            corner = above[at - size] if at >= size else 0
            line[at] = (line[at] + predicted(way, left, above[at], corner)) & 255
        above = bytes(line)
        yield above


def predicted(way: int, left: int, up: int, corner: int) -> int:
    """What PNG's five filters expect of a byte, by its three neighbours."""
    if way == 4:
        guess = left + up - corner
        return min((left, up, corner), key=lambda each: abs(guess - each))
    return (0, left, up, (left + up) // 2)[way]


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
