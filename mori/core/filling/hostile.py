"""What a document with placeholders may not hold: whatever loads, runs or includes something.

It is told by names and parts, each read without following anything. ``Unfillable`` says what.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

UTF_8 = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.I)
DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)
WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # UTF-16 and 32, in which nothing is looked for
# Folders and files of a document that are programs, other documents, or ways to other places.
FOREIGN = re.compile(
    r"(^|/)(embeddings|activex|macrosheets|dialogsheets|externallinks|querytables|customui)/"
    r"|vbaproject|vbadata|connections\.xml$",
    re.I,
)
SAFE_LINKS = ("http://", "https://", "mailto:")
NEVER = {
    *("attachedTemplate", "aFChunk", "oleObject", "package", "control", "vbaProject"),
    *("subDocument", "frame", "externalLink", "externalLinkPath", "connections"),
}
FIELDS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE"),
    *("PRINTDATE", "TOC", "HYPERLINK", "REF", "PAGEREF", "NOTEREF", "SEQ", "STYLEREF", "SYMBOL"),
    *("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "FILENAME", "AUTHOR", "TITLE", "SUBJECT"),
    *("NUMWORDS", "MERGEFIELD", "INDEX", "XE", "TC", "LISTNUM", "=", "EQ"),
}
RUNS = re.compile(r"\||\b(WEBSERVICE|FILTERXML|RTD|CALL|REGISTER|EXEC|IMAGE|SQL\.REQUEST)\b", re.I)
FORMULAS = {"f", "formula", "formula1", "formula2", "definedName"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Unfillable(Exception):
    """Why nothing is filled in: a reason, and what it is about."""

    def __init__(self, reason: str, *what: str) -> None:
        super().__init__(reason, *what)
        self.reason, self.what = reason, list(dict.fromkeys(what))


def require_harmless(content: bytes) -> None:
    """Refuse a document that would do more than be filled in."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            for part in archive.namelist():
                _check_part(part, archive.read(part))
    except (BadZipFile, etree.XMLSyntaxError, NotImplementedError, EOFError):
        raise Unfillable("damaged") from None


def _check_part(name: str, body: bytes) -> None:
    if FOREIGN.search(name):
        raise Unfillable("foreign", name)
    if body.startswith(WIDE) or UTF_8.search(body[:200]):
        raise Unfillable("damaged")
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return  # a picture or a font
    if DECLARES.search(body):
        raise Unfillable("foreign", "<!DOCTYPE>")
    tree = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    told = (_links(name, tree), _types(name, tree), _fields(tree), _formulas(tree), _merges(tree))
    for what in chain.from_iterable(told):
        raise Unfillable("foreign", what)


def _links(name: str, tree: Any) -> Iterator[str]:
    """Ways out of the document, other than a link that somebody has to press."""
    if not name.endswith(".rels"):
        return
    for each in tree.iter("{*}Relationship"):
        kind, target = each.get("Type", "").rpartition("/")[2], each.get("Target", "")
        is_outside = each.get("TargetMode", "").lower() == "external"
        is_plain_link = kind == "hyperlink" and target.lower().startswith(SAFE_LINKS)
        if kind in NEVER or (is_outside and not is_plain_link):
            yield kind or target


def _types(name: str, tree: Any) -> Iterator[str]:
    if name == "[Content_Types].xml":
        found = (each.get("ContentType", "") for each in tree.iter())
        yield from (each for each in found if "macroenabled" in each.lower())


def _fields(tree: Any) -> Iterator[str]:
    """Fields of a text that are none of the harmless ones; a part of one is no field."""
    for simple in tree.iter(f"{W}fldSimple"):
        yield from _unknown_field(simple.get(f"{W}instr", ""))
    said: list[str] | None = None
    for each in tree.iter(f"{W}fldChar", f"{W}instrText"):
        if each.tag == f"{W}instrText":
            if said is None:
                yield from _unknown_field(each.text or "")
            else:
                said.append(each.text or "")
            continue
        if said is not None:
            yield from _unknown_field("".join(said))
        said = [] if each.get(f"{W}fldCharType") == "begin" else None


def _merges(tree: Any) -> Iterator[str]:
    """Letters in series: the document itself says which database is asked for them."""
    if next(tree.iter(f"{W}mailMerge"), None) is not None:
        yield "mailMerge"


def _unknown_field(instruction: str) -> Iterator[str]:
    words = instruction.replace("=", "= ", 1).split()
    if not words or words[0].upper() not in FIELDS:
        yield words[0][:40] if words else "?"


def _formulas(tree: Any) -> Iterator[str]:
    """Formulas that ask other programs or places."""
    for each in tree.iter():
        is_formula = isinstance(each.tag, str) and etree.QName(each).localname in FORMULAS
        if is_formula and RUNS.search(each.text or ""):
            yield f"={(each.text or '')[:40]}"
