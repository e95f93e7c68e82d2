"""Provinces, regencies and cities as lists write them: by name, short form or code."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mori.core.sheets.rules import Value, written
from mori.core.texts.folding import folded

from .rules import NOTHING, DoubtKind, Field, Found, Heard, How, doubt, is_blank, one_line

SHORT = {
    "kalsel": "kalimantan selatan",
    "kalteng": "kalimantan tengah",
    "kaltim": "kalimantan timur",
    "kaltara": "kalimantan utara",
    "kalbar": "kalimantan barat",
    "sulsel": "sulawesi selatan",
    "sulut": "sulawesi utara",
    "sulteng": "sulawesi tengah",
    "sultra": "sulawesi tenggara",
    "sulbar": "sulawesi barat",
    "sumut": "sumatera utara",
    "sumbar": "sumatera barat",
    "sumsel": "sumatera selatan",
    "jabar": "jawa barat",
    "jateng": "jawa tengah",
    "jatim": "jawa timur",
    "babel": "kepulauan bangka belitung",
    "kepri": "kepulauan riau",
    "ntb": "nusa tenggara barat",
    "ntt": "nusa tenggara timur",
    "diy": "daerah istimewa yogyakarta",
    "dki": "daerah khusus ibukota jakarta",
    "dki jakarta": "daerah khusus ibukota jakarta",
    "jakarta": "daerah khusus ibukota jakarta",
    "bjm": "banjarmasin",
    "bjb": "banjarbaru",
    "hss": "hulu sungai selatan",
    "hst": "hulu sungai tengah",
    "hsu": "hulu sungai utara",
    "batola": "barito kuala",
    "tanbu": "tanah bumbu",
    "tala": "tanah laut",
}
KIND = re.compile(
    r"^(?:(kabupaten|kab)|(kota|kotamadya|kodya)|(?:provinsi|prov|propinsi))\b[\s.]*"
    r"(?:(?:administrasi|adm)\b[\s.]*)?"
)
CODE = re.compile(r"(\d{2})(?:\.?(\d{2}))?")
BETWEEN = re.compile(r"\s*[,;/\n(]\s*|\s+-\s+")


@dataclass(frozen=True)
class Regions:
    """Regions by their folded names, with and without what kind they are; and by code."""

    names: Mapping[str, str] = field(default_factory=dict)  # code → name
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    home: str = ""  # the code of the office's own province, whose regencies are meant first


def region_index(rows: Iterable[tuple[str, str]], home: str = "") -> Regions:
    """From rows of code and name: ("63", "Kalimantan Selatan"), ("63.03", "Kabupaten Banjar")."""
    names = dict(rows)
    by_name: dict[str, list[str]] = defaultdict(list)
    for code, name in names.items():
        whole = folded(name)
        for spelling in dict.fromkeys((whole, KIND.sub("", whole))):
            by_name[spelling].append(code)
    return Regions(names, {name: tuple(codes) for name, codes in by_name.items()}, home)


def region_in(value: Value, regions: Regions) -> Heard:
    """The code of the narrowest region that a cell names; of two of one name, neither."""
    text = one_line(written(value))
    if is_blank(text):
        return NOTHING
    pieces = [piece for piece in BETWEEN.split(text.strip(" .)")) if piece]
    found = [codes for piece in pieces if (codes := _codes(piece, regions))]
    if not found:
        return Heard(doubts=(doubt(DoubtKind.REGION_UNKNOWN, text=text),))
    provinces = {codes[0] for codes in found if len(codes) == 1 and len(codes[0]) == 2}
    narrow = [codes for codes in found if any(len(code) > 2 for code in codes)]
    codes = narrow[0] if narrow else found[0]
    within = [code for code in codes if code[:2] in (provinces or {regions.home})]
    codes = tuple(within) if within and len(codes) > 1 else codes
    if len(codes) > 1:
        meant = " / ".join(regions.names[code] for code in codes)
        return Heard(doubts=(doubt(DoubtKind.REGION_SEVERAL, text=text, meant=meant),))
    how = How.WRITTEN if text == regions.names[codes[0]] else How.SHORT_FORM
    return Heard((Found(Field.REGION, codes[0], how),))


def _codes(piece: str, regions: Regions) -> tuple[str, ...]:
    code = CODE.fullmatch(piece)
    if code:
        dotted = ".".join(filter(None, code.groups()))
        return (dotted,) if dotted in regions.names else ()
    name = folded(piece).strip(" .)")
    kind = KIND.match(name)
    bare = KIND.sub("", name)
    bare = SHORT.get(bare, bare)
    codes = regions.by_name.get(bare, ())
    if kind and (kind[1] or kind[2]):
        word = "kabupaten" if kind[1] else "kota"
        return tuple(each for each in codes if folded(regions.names[each]).startswith(word))
    return codes
