"""Documents filled in by a process of their own, and why one is not, in words: see ``child.py``."""

import json
import subprocess  # nosec B404
import sys
from collections.abc import Mapping, Sequence
from threading import BoundedSemaphore
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from mori.config import ROOT

from ..errors import Refused
from ..files.kinds import FileKind
from ..files.store import StoreAway

PATIENCE = 25  # seconds; the child has less to compute, and a slow machine waits for its disk
WAIT = 4  # seconds, for a place
_places = BoundedSemaphore(2)
MOST_NAMED = 8


class Values(NamedTuple):
    """What goes into a document: texts by name, rows of lists, and which texts are numbers.

    ``fields`` says what the rows of each list have, also of one that has none now.
    """

    texts: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]]
    numbers: Mapping[str, float]
    fields: Mapping[str, Sequence[str]]


def fill(content: bytes, kind: FileKind, values: Values) -> bytes:
    """The document with these values; ``Refused`` says what is wrong with it."""
    if not _places.acquire(timeout=WAIT):
        raise StoreAway
    try:
        return _filled(content, {"kind": kind.value, **values._asdict()})
    finally:
        _places.release()


def _filled(content: bytes, asked: Mapping[str, object]) -> bytes:
    try:
        said = subprocess.run(  # nosec B603 - our own interpreter and module
            [sys.executable, "-m", "mori.core.filling.child"],
            input=json.dumps(asked).encode() + b"\n" + content,
            capture_output=True,
            cwd=ROOT,
            env={},
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(_why("heavy", [])) from None
    head, _newline, made = said.stdout.partition(b"\n")
    if said.returncode or not head:  # killed at its limits
        raise Refused(_why("heavy", []))
    answer = json.loads(head)
    if answer:
        raise Refused(_why(answer["reason"], answer["what"]))
    return made


def _why(reason: str, what: Sequence[str]) -> LazyString:
    named = ", ".join(what[:MOST_NAMED])
    if reason == "unknown":
        return _(
            "These placeholders do not exist: %(names)s. Look them up in the list, correct the "
            "file, then choose it again.",
            names=named,
        )
    if reason == "syntax":
        return _(
            "A placeholder is not written right (%(what)s). Each is {{ name }}, closed by two "
            "braces.",
            what=named,
        )
    if reason == "plain":
        return _(
            "In a table of cells, only plain placeholders such as {{ nama }} are filled in. Look "
            "at cell %(what)s.",
            what=named,
        )
    if reason == "more":
        return _(
            "This file asks for more than being filled in (%(what)s). Only {{ name }}, loops over "
            "the lists and conditions are taken.",
            what=named,
        )
    if reason == "foreign":
        return _(
            "This file brings in something from elsewhere, or runs something (%(what)s). Take it "
            "out, save the file, then choose it again.",
            what=named,
        )
    if reason == "heavy":
        return _("This file takes too long to fill in. Make it simpler, then choose it again.")
    return _("This file is damaged or not whole. Save it again, then choose that.")
