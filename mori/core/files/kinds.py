"""What a file is by what stands in it; its name and what a browser calls it say nothing."""

import re
import struct
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from flask_babel import lazy_gettext as _

from ..errors import Refused

MOST_BYTES = 10_000_000
HEAD = re.compile(rb"%PDF-\d\.\d")
TAIL = 1024  # bytes in which readers look for a PDF's end
ENTRY = b"PK\x01\x02"  # begins what a zip's directory says of one part
OLD_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old office files, and new ones with a password
LOCKED = "EncryptedPackage".encode("utf-16-le")
IS_SEALED = 1  # the flag of a part that wants a password
MOST_PARTS = 2_000
MOST_INFLATED = 100_000_000  # bytes of all parts together
MOST_RATIO = 100  # a document of words has 20 at most
STEP = 65_536
TYPES = "[Content_Types].xml"
MACROS = re.compile(r"vbaProject\.bin$|^(Basic|Scripts)/.")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # begins what Office wrote before 2007
OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
OLE_SHEETS = ("Workbook\0".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
MARKUP = re.compile(rb"\s*<[!?a-zA-Z]")
BOM_16 = (b"\xff\xfe", b"\xfe\xff")


class FileKind(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    ZIP = "zip"  # sent away alone: nothing takes one in


MEDIA = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.XLS: "application/vnd.ms-excel",
    FileKind.ODS: ODS_TYPE.decode(),
    FileKind.CSV: "text/csv",
    FileKind.ZIP: "application/zip",
}
MAIN_PARTS = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}


@dataclass(frozen=True)
class FilePurpose:
    """What files are wanted for: a slice says so in its ``slice.py``.

    ``name`` is the folder of the store as well, and stands in rows: it is never renamed. Who may
    do ``action`` may begin to send one. ``page`` is the endpoint of the page that has the form.
    """

    name: str
    action: str
    page: str
    kinds: Collection[FileKind]
    most_bytes: int = MOST_BYTES

    @property
    def kinds_said(self) -> str:
        return " / ".join(kind.upper() for kind in self.kinds)


def require_size(size: int, purpose: FilePurpose) -> None:
    if size > purpose.most_bytes:
        most = purpose.most_bytes // 1_000_000
        raise Refused(_("This file is larger than %(most)d MB. Choose a smaller one.", most=most))


def checked_kind(content: bytes, purpose: FilePurpose) -> FileKind:
    """Which of the purpose's kinds a whole file is; ``Refused`` says why it is none."""
    require_size(len(content), purpose)
    if content.startswith(OLD_HEAD) and LOCKED in content:
        raise Refused(
            _("This file is locked with a password. Save it without one, then choose that.")
        )
    kind = _kind_of(content)
    if kind is None and FileKind.CSV in purpose.kinds and is_text(content):
        kind = FileKind.CSV  # any text may be a table, so that this comes last
    if kind is None or kind not in purpose.kinds:
        raise Refused(
            _(
                "What is in this file is no %(kinds)s, whatever its name says. Save it as one, "
                "then choose that.",
                kinds=purpose.kinds_said,
            )
        )
    return kind


def _kind_of(content: bytes) -> FileKind | None:
    if HEAD.match(content):
        tail = content[-TAIL:]
        if b"startxref" not in tail or b"%%EOF" not in tail:
            raise _damaged()
        return FileKind.PDF
    if content.startswith(OLE):
        return _old_office_kind(content)
    return _office_kind(content) if content.startswith(b"PK\x03\x04") else None


def is_text(content: bytes) -> bool:
    """Whether these bytes are plain text in some encoding, and no page or other markup."""
    if not content.strip() or MARKUP.match(content):
        return False
    return content.startswith(BOM_16) or _is_bare_utf_16(content) or not CONTROLS.search(content)


def _is_bare_utf_16(content: bytes) -> bool:
    """Half of the bytes of Latin text in UTF-16 are zero: all even ones or all odd ones."""
    head = content[:STEP]
    shares = sorted(head[start::2].count(0) / (len(head) / 2) for start in (0, 1))
    return len(content) % 2 == 0 and shares[0] < 0.05 and shares[1] > 0.6


def _old_office_kind(content: bytes) -> FileKind | None:
    """Its folders name what is inside; nothing in it is packed, so that it holds no bomb."""
    if OLE_MACROS in content:
        raise _macros()
    return FileKind.XLS if any(name in content for name in OLE_SHEETS) else None


def _damaged() -> Refused:
    return Refused(_("This file is damaged or not whole. Save it again, then choose that."))


def _office_kind(content: bytes) -> FileKind | None:
    """A zip is unpacked here once and thrown away, so that nobody after us meets a bomb."""
    if content.count(ENTRY) > MOST_PARTS:
        raise _bomb()
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
        raise _damaged() from None
    names = {part.filename for part in parts}
    _require_plain(parts)
    _require_bounded(content, parts)
    if "mimetype" in names and "content.xml" in names:
        return FileKind.ODS if _open_document_type(content) == ODS_TYPE else None
    if TYPES not in names:
        return None
    return next((kind for part, kind in MAIN_PARTS.items() if part in names), None)


def _open_document_type(content: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return archive.read("mimetype").strip()
    except BadZipFile:  # its sum is another than its directory says
        raise _damaged() from None


def _macros() -> Refused:
    return Refused(
        _("This file has macros, which are not taken. Save it without them, then choose that.")
    )


def _require_plain(parts: Collection[ZipInfo]) -> None:
    if any(MACROS.search(part.filename) for part in parts):
        raise _macros()
    plain = (ZIP_STORED, ZIP_DEFLATED)
    if any(part.flag_bits & IS_SEALED or part.compress_type not in plain for part in parts):
        raise _damaged()


def _require_bounded(content: bytes, parts: Collection[ZipInfo]) -> None:
    """What the directory says comes first, because it costs nothing; then what is true."""
    most = min(MOST_INFLATED, MOST_RATIO * len(content))
    if sum(part.file_size for part in parts) > most:
        raise _bomb()
    if sum(part.compress_size for part in parts) > len(content):
        raise _bomb()  # parts lie over each other: few bytes stand for many
    for part in parts:
        if _inflated_size(_raw(content, part), part) != part.file_size:
            raise _damaged()


def _bomb() -> Refused:
    return Refused(
        _("This file would become far too large once opened. Save it again, then choose that.")
    )


def _raw(content: bytes, part: ZipInfo) -> memoryview:
    """A part as it is packed, behind its own head."""
    try:
        name, extra = struct.unpack_from("<HH", content, part.header_offset + 26)
    except struct.error:
        raise _damaged() from None
    start = part.header_offset + 30 + name + extra
    return memoryview(content)[start : start + part.compress_size]


def _inflated_size(raw: memoryview, part: ZipInfo) -> int:
    """How many bytes a part unpacks to; it stops as soon as they are more than it says."""
    if part.compress_type == ZIP_STORED:
        return len(raw)
    inflater, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    try:
        for start in range(0, len(raw), STEP):
            packed = bytes(raw[start : start + STEP])
            while packed and not inflater.eof:
                size += len(inflater.decompress(packed, STEP))
                if size > part.file_size:
                    return size
                packed = inflater.unconsumed_tail
        size += len(inflater.flush())
    except zlib.error:
        raise _damaged() from None
    return size if inflater.eof else -1
