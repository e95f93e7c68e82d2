"""Files as people hand them in, and as they should not be."""

import io
import random
import struct
import zipfile

TYPES = "[Content_Types].xml"
HTML = b"<!doctype html><title>Laporan</title><script>alert(1)</script>"


def pdf(size: int = 400) -> bytes:
    """As large as it should be, of bytes that nothing packs smaller."""
    head, tail = b"%PDF-1.7\n%", b"\nstartxref\n0\n%%EOF\n"
    return head + random.Random(7).randbytes(size - len(head) - len(tail)) + tail


def docx(**more: bytes) -> bytes:
    return zipped({TYPES: b"<Types/>", "word/document.xml": b"<w:document/>", **more})


def xlsx() -> bytes:
    return zipped({TYPES: b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def ods(kind: bytes = b"application/vnd.oasis.opendocument.spreadsheet") -> bytes:
    return zipped({"mimetype": kind, "content.xml": b"<x/>"})


def ole(*folders: str) -> bytes:
    """The head of what Office wrote before 2007, and the names of its folders."""
    named = (f"{folder}\0".encode("utf-16-le") for folder in folders)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + b"".join(named)


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def bomb(megabytes: int = 110) -> bytes:
    """A DOCX that unpacks to a thousand times its size."""
    return docx(**{"word/media/image1.bmp": bytes(megabytes * 1_000_000)})


def bomb_that_lies() -> bytes:
    """The same, but its directory calls the large part small."""
    content, size = bytearray(bomb(30)), struct.pack("<I", 30_000_000)
    at = content.find(size)
    while at >= 0:
        content[at : at + 4] = struct.pack("<I", 1_000)
        at = content.find(size)
    return bytes(content)


def bomb_of_parts_over_each_other() -> bytes:
    """Its directory leads to one packed part a hundred times."""
    content = docx(**{"word/media/x.bin": random.Random(7).randbytes(20_000)})
    end = content.rindex(b"PK\x05\x06")
    entry_at = content.rindex(b"PK\x01\x02")
    entry, many = content[entry_at:end], 100
    directory = content[content.index(b"PK\x01\x02") : entry_at] + entry * many
    start = content.index(b"PK\x01\x02")
    counted = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, *[2 + many] * 2, len(directory), start, 0
    )
    return content[:start] + directory + counted
