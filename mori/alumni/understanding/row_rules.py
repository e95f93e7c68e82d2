"""What a row is that is no person's: a total, a remark, the head of a group."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from mori.alumni.values.institution_rules import is_institution
from mori.alumni.values.rules import Field

from .rules import Layout, RowKind

TOTAL = re.compile(r"(?:sub[\s-]*|grand\s*)?(?:total|jumlah|jml)\b|rata-rata|rekap", re.IGNORECASE)
FIGURES = re.compile(r"[\d\s.,%]+(?:orang|org|peserta|mahasiswa|siswa)?", re.IGNORECASE)
REMARK = re.compile(
    r"(?:catatan|keterangan|ket|nb|sumber|mengetahui|menyetujui|dibuat oleh|disusun|kepala|ketua"
    r"|plt|nip|halaman|daftar|data|rekapitulasi|laporan|tembusan)\b|.*,\s*\d{1,2}\s+[a-z]+\s+20\d\d$"
    r"|.*\*\)",
    re.IGNORECASE,
)
PERIOD_WORD = re.compile(
    r"\b(?:tahun|thn|t\.?a|periode|angkatan|gelombang|kelompok)\b", re.IGNORECASE
)
YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
COUNTER = re.compile(r"^(?:[A-Z]|[IVX]{1,5}|\d{1,2})(?:[.)]\s*|$)")


class Kind(NamedTuple):
    kind: RowKind
    text: str = ""  # what heads a group
    column: int = 0


def kind_without_person(filled: Mapping[int, str], layout: Layout) -> Kind | None:
    """What a row is if it is no person's, told by its few cells; nothing if it may be one's."""
    fields = layout.fields
    column, text = next(iter(filled.items()))
    has_contact = any(fields.get(at) in (Field.PHONE, Field.EMAIL) for at in filled)
    rest = [each for at, each in filled.items() if at != column]
    if TOTAL.match(text) and not has_contact and all(map(FIGURES.fullmatch, rest)):
        return Kind(RowKind.TOTAL)
    if len(filled) == 2 and COUNTER.fullmatch(text):
        column, text = list(filled.items())[1]  # "A. Universitas …" in two cells
    elif len(filled) > 1:
        return None
    if column > _name_column(fields):
        return Kind(RowKind.TITLE) if REMARK.match(text) else None
    if is_group(text):
        return Kind(RowKind.GROUP, text, column)
    return Kind(RowKind.TITLE) if REMARK.match(text) else None


def _name_column(fields: Mapping[int, Field]) -> int:
    return next((at for at, field in fields.items() if field is Field.NAME), -1)


def is_group(text: str) -> bool:
    """Whether a line says of which campus or of which time the people below are."""
    is_time = bool(PERIOD_WORD.search(text) and YEAR.search(text)) or bool(YEAR.fullmatch(text))
    return is_time or is_institution(text)


def one_year(text: str) -> str:
    """The year that a line names, if it names just one."""
    years = {*YEAR.findall(text)}
    return years.pop() if len(years) == 1 else ""
