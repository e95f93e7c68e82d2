"""Telephone numbers as lists have them: as floats, two in a cell, with names beside them."""

import re

from mori.core.sheets.rules import Value, written

from .rules import NOTHING, Doubt, DoubtKind, Field, Found, Heard, How, doubt, is_blank, one_line

SHORT_CODES = re.compile(r"1\d\d|1[45]\d{3,4}")  # 129, 137 and the like: dialled as they are
BETWEEN = re.compile(
    r"\s*(?:[;,|\n&]|/|\bdan\b|\batau\b|\bor\b|\band\b)\s*|\s{2,}(?=[+0(6])"
    r"|(?<=\d)[ ]+(?=(?:\+62|62|0)\s?-?8\d)",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"\b(?:no|nomor|hp|h\.p|wa|whats ?app|telp|tlp|telepon|telpon|tel|phone|mobile|rumah|kantor"
    r"|rmh|ktr|aktif|pribadi)\b[\s.:]*|[.:]\s*(?=[+\d])|\((?=\D*\))\s*\)|\(\s*\)",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:ibu|bapak|ayah|ortu|orang tua|wali|kakak|adik|suami|istri|mama|papa)\b", re.I
)
SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
NUMBER = re.compile(r"\(?\+?\(?\d[\d\s().-]*")
MOBILE = re.compile(r"628\d{8,11}")
LANDLINE = re.compile(r"62[2-79]\d{7,10}")
ABROAD = re.compile(r"(?!62)[1-9]\d{7,14}")
LOCAL = re.compile(r"[2-79]\d{4,7}")


def phones_in(value: Value) -> Heard:
    """All numbers of a cell as they are dialled from anywhere; what is none is named."""
    if isinstance(value, float):
        return _of_number(value)
    heard = NOTHING
    for piece in BETWEEN.split(re.sub(r"[\r\n]+", "\n", written(value))):
        heard += _of_text(one_line(piece))
    return heard


def _of_number(value: float) -> Heard:
    """Spreadsheets take a number's first zero away, and past fifteen digits its last ones."""
    text = written(value)
    number = _dialled(text) if text.isdecimal() else ""
    if not number:
        return Heard(doubts=(_impossible(text),))
    lost = text.endswith("00000") or len(text) > 15
    doubts = (doubt(DoubtKind.PHONE_ZEROS, text=text),) if lost else ()
    return Heard((Found(Field.PHONE, number, How.NUMBER),), doubts)


def _of_text(text: str) -> Heard:
    if is_blank(text):
        return NOTHING
    if SCIENTIFIC.fullmatch(text):
        return Heard(doubts=(doubt(DoubtKind.DIGITS_CUT, text=text),))
    is_others = OTHERS.search(text)
    bare = OTHERS.sub(" ", text) if is_others else text
    bare = re.sub(r"\(\s*[^\d()]*\)", " ", LABEL.sub(" ", bare)).strip(" .:-")
    if not NUMBER.fullmatch(bare):
        return Heard(doubts=(_impossible(text),))
    number = _dialled(bare)
    if not number:
        digits = re.sub(r"\D", "", bare)
        kind = DoubtKind.PHONE_LOCAL if LOCAL.fullmatch(digits) else DoubtKind.PHONE_IMPOSSIBLE
        return Heard(doubts=(doubt(kind, text=text),))
    doubts = (doubt(DoubtKind.PHONE_OTHERS, text=text),) if is_others else ()
    how = How.WRITTEN if number == bare else How.DIALLED
    return Heard((Found(Field.PHONE, number, how),), doubts)


def _dialled(text: str) -> str:
    """A number with its country, or nothing. A digit that is missing is never made up."""
    digits = re.sub(r"\D", "", text)
    if SHORT_CODES.fullmatch(digits):
        return digits
    is_abroad = "+" in text or digits.startswith("00")
    digits = digits.removeprefix("00")
    if is_abroad and not digits.startswith("62"):
        return f"+{digits}" if ABROAD.fullmatch(digits) else ""
    if digits.startswith("620"):
        digits = f"62{digits[3:]}"
    elif digits.startswith("0"):
        digits = f"62{digits[1:]}"
    elif digits.startswith("8"):
        digits = f"62{digits}"
    return f"+{digits}" if MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits) else ""


def _impossible(text: str) -> Doubt:
    return doubt(DoubtKind.PHONE_IMPOSSIBLE, text=text)
