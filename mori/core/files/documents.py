"""Printed sheets: a Typst template and what it is to show, made into a PDF to keep.

Typst keeps what it has once laid out, some 300 MB after a dozen logbooks, so each sheet is made
in a process of its own (``python -m mori.core.files.documents``) that ends with it.
"""

import datetime as dt
import json
import re
import subprocess  # nosec B404
import sys
import unicodedata
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final, cast

from mori.config import ROOT

FOLDER = ROOT / "templates" / "print"
FONTS = Path(__file__).parent / "fonts"  # one for Arabic script, beside those inside Typst
STANDARD: Final = "a-2b"  # a PDF that will still open when nobody has today's fonts
WITHOUT_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
TRIES = 8  # each complains about all it met, as a rule at once
# Controls, and marks that turn the direction of what follows: nobody sees them on paper.
UNSEEN = re.compile(
    r"[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
BOX: Final = "□"
COUNT: Final = "{n}"  # in the sentence about boxes, their number
CARRIED = frozenset({"Mn", "Mc", "Me", "Sk"})  # marks, and the colours of emoji
SPACED = str.maketrans({"\t": "    ", "\u2028": "\n", "\u2029": "\n"})
PATIENCE = 40  # seconds; a year of entries as long as they may be takes twelve


def make_pdf(template: str, shown: Mapping[str, Any], at: dt.datetime) -> bytes:
    """``print/<template>.typ`` as PDF/A; strings in ``shown`` come out as they are written."""
    moment = at.replace(microsecond=0)  # a PDF knows none
    asked = json.dumps({"template": template, "shown": shown, "at": moment.isoformat()})
    made = subprocess.run(  # nosec B603 - our own interpreter and module
        [sys.executable, "-m", "mori.core.files.documents"],
        input=asked.encode(),
        capture_output=True,
        cwd=ROOT,
        timeout=PATIENCE,
        check=True,
    )
    return made.stdout


def main() -> None:
    """Make the sheet that is described on standard input."""
    asked = json.load(sys.stdin)
    at = dt.datetime.fromisoformat(asked["at"])
    sys.stdout.buffer.write(laid_out(asked["template"], asked["shown"], at))


def laid_out(template: str, shown: Mapping[str, Any], at: dt.datetime) -> bytes:
    """The sheet, made in this process.

    A sign that none of the fonts has, such as an emoji, becomes a box: a PDF/A must not hold a
    sign without a shape, and leaving it out would change what somebody wrote. ``unprinted`` in
    ``shown`` says so below the title, with how many there are.
    """
    import typst

    unknown: set[str] = set()
    # None of the system's, so that every server makes the same.
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    for _try in range(TRIES):
        try:
            return _compiled(template, printable(shown, unknown), at, fonts)
        except typst.TypstError as error:
            found = signs_in(error.diagnostic or str(error)) - unknown
            if not found:
                raise
            unknown |= found
    raise RuntimeError("the fonts' errors do not come to an end")


def _compiled(template: str, shown: Any, at: dt.datetime, fonts: Any) -> bytes:
    import typst

    compiler = typst.Compiler(
        FOLDER / f"{template}.typ",
        root=FOLDER,  # a template reads nothing outside this folder
        font_paths=fonts,
        sys_inputs={"data": json.dumps(shown, ensure_ascii=False)},
    )
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=at))


def signs_in(error: str) -> set[str]:
    """The signs that could not be displayed, out of what Typst says about them."""
    texts = WITHOUT_GLYPH.findall(error)
    signs = "".join(ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in texts)
    return {sign for sign in signs if sign > "\x7f"}


def printable(shown: Mapping[str, Any], unknown: Collection[str]) -> Any:
    """What is to be shown with boxes for unknown signs, and how many they are."""
    boxes: list[int] = []
    boxed = spelled(shown, unknown, boxes)
    told = boxed.get("unprinted", "").replace(COUNT, str(sum(boxes))) if sum(boxes) else ""
    return {**boxed, "unprinted": told}


def spelled(shown: Any, unknown: Collection[str], boxes: list[int]) -> Any:
    """The same with boxes for unknown signs, each text's counted, and without unseen ones."""
    if isinstance(shown, str):
        kept = UNSEEN.sub("", shown.translate(SPACED))
        boxed = _boxed(kept, unknown)
        boxes.append(boxed.count(BOX) - kept.count(BOX))
        return boxed
    if isinstance(shown, Mapping):
        return {key: spelled(value, unknown, boxes) for key, value in shown.items()}
    if isinstance(shown, list | tuple):
        return [spelled(value, unknown, boxes) for value in shown]
    return shown


def _boxed(text: str, unknown: Collection[str]) -> str:
    """One box for an unknown sign and whatever marks it carries."""
    signs = ""
    was_unknown = False
    for sign in text:
        is_unknown = sign in unknown
        if not is_unknown:
            signs += sign
        elif not (was_unknown and unicodedata.category(sign) in CARRIED):
            signs += BOX
        was_unknown = is_unknown
    return signs


if __name__ == "__main__":
    main()
