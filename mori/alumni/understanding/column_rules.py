"""Which column of a sheet holds what, by its headings and by what stands in its cells."""

import csv
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from mori.alumni.values.date_rules import day_in
from mori.alumni.values.institution_rules import is_institution
from mori.alumni.values.name_rules import name_in
from mori.alumni.values.phone_rules import phones_in
from mori.alumni.values.rules import Field, is_blank, is_ditto
from mori.core.sheets.rules import Merged, Row, written
from mori.core.texts.folding import folded

from .rules import ColumnGuess, Layout, Why

HEADINGS = Path(__file__).with_name("headings.csv")
MOST_AHEAD = 200  # rows that are looked at before any is read
MOST_HEADING_ROWS = 3
MOST_HEADING = 40  # signs of a heading
SURE, BY_WORD, BY_CELLS = 1.0, 0.8, 0.6
LEAST_SHARE = 0.6  # of its cells, to make a column what they look like
MANY = frozenset((Field.PHONE, Field.EMAIL, Field.NOTE, Field.ADDRESS, Field.PROGRAMME))
MANY |= {Field.REGION, Field.UNIT, Field.NOT_KEPT, Field.NOW_AT, Field.LENGTH}
YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
NAMES = re.compile(r"nama(?: lengkap)?|(?:full )?name", re.IGNORECASE)
COUNTING = re.compile(r"\(?\d{1,2}\)?")


@cache
def _vocabulary() -> tuple[dict[str, Field], dict[str, Field]]:
    whole, words = dict[str, Field](), dict[str, Field]()
    with HEADINGS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            whole |= dict.fromkeys(row["headings"].split("|"), Field(row["field"]))
            words |= {each: Field(row["field"]) for each in row["words"].split("|") if each}
    return whole, words


@lru_cache(4096)
def heading_field(text: str) -> tuple[Field | None, float]:
    """What a heading announces, and how sure that is."""
    if len(text) > MOST_HEADING:
        return None, 0.0
    bare = " ".join(re.sub(r"[^\w\s]|_", " ", folded(text)).split())
    whole, words = _vocabulary()
    if bare in whole:
        return whole[bare], SURE
    found = [words[word] for word in bare.split() if word in words]
    # Whoever's name, number or address it is, it is not the person's own: nothing is taken of it.
    others = [each for each in found if each is Field.NOT_KEPT]
    rest = [each for each in found if each not in (Field.NAME, Field.PERIOD, Field.ADDRESS)]
    return ([*others, *rest, *found, None][0], BY_WORD if found else 0.0)


def guess_layout(
    ahead: Sequence[Row], merged: Sequence[Merged] = (), sheet: str = "", position: int = 0
) -> Layout:
    """How a sheet is to be read, from its first rows."""
    rows = ahead[:MOST_AHEAD]
    heading = heading_rows(rows)
    texts = _joined(rows, heading, merged)
    body = rows[heading[-1] + 1 :] if heading else rows
    width = max((len(row.cells) for row in rows), default=0)
    columns = guess_columns(body, [*texts, *[""] * (width - len(texts))])
    years = set(YEAR.findall(sheet))
    numbers = tuple(rows[place].number for place in heading)
    return Layout(position, sheet, columns, numbers, years.pop() if len(years) == 1 else "")


def heading_rows(rows: Sequence[Row]) -> list[int]:
    """Where the headings stand: the first row that holds several, and those that go on with it."""
    first = next((place for place, row in enumerate(rows) if is_heading(row)), None)
    if first is None:
        return []
    found = [first]
    for place in range(first + 1, min(first + MOST_HEADING_ROWS, len(rows))):
        if not _goes_on(rows[place]):
            break
        found.append(place)
    if _goes_on(rows[first - 1]) and first and len(_filled(rows[first - 1])) > 1:
        found.insert(0, first - 1)
    return found


def is_heading(row: Row) -> bool:
    """Whether a row holds headings: two or more that are known and little else, or "Nama"."""
    texts = _filled(row)
    if not any(map(_has_digit, texts)) and any(map(NAMES.fullmatch, texts)):
        return True
    fields = [heading_field(text) for text in texts]
    known = {field for field, sureness in fields if field and sureness == SURE}
    sure = sum(bool(field) for field, _ in fields)
    is_short = all(len(text) <= MOST_HEADING for text in texts)
    return len(known) >= 2 and is_short and sure * 2 > len(texts)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _goes_on(row: Row) -> bool:
    """A second row of headings, or the columns' numbers."""
    texts = _filled(row)
    if not texts:
        return False
    if len(texts) > 2 and all(COUNTING.fullmatch(text) for text in texts):
        numbers = [int(re.sub(r"\D", "", text)) for text in texts]
        return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return all(heading_field(text)[0] is not None and not _has_digit(text) for text in texts)


def _filled(row: Row) -> list[str]:
    return [text for cell in row.cells if (text := written(cell))]


def _joined(rows: Sequence[Row], heading: Sequence[int], merged: Sequence[Merged]) -> list[str]:
    """Each column's heading: of two rows the upper, merged over several columns, and the lower."""
    width = max((len(rows[place].cells) for place in heading), default=0)
    joined = [""] * width
    for place in heading:
        texts = [written(cell) for cell in rows[place].cells]
        texts += [""] * (width - len(texts))
        if texts and len([text for text in texts if COUNTING.fullmatch(text)]) > 2:
            continue
        for column in range(width):
            text = texts[column] or _spread(texts, column, rows[place].number, merged)
            joined[column] = (
                f"{joined[column]} {text}".strip() if text not in joined[column] else joined[column]
            )
    return joined


def _spread(texts: Sequence[str], column: int, number: int, merged: Sequence[Merged]) -> str:
    """The text of the cell that is merged over this one from the left."""
    for area in merged:
        is_in = area.first_column < column <= area.last_column
        if is_in and area.first_row <= number <= area.last_row and area.first_column < len(texts):
            return texts[area.first_column]
    return ""


def guess_columns(body: Sequence[Row], headings: Sequence[str]) -> tuple[ColumnGuess, ...]:
    """Which column holds what: by its heading, else by its cells; no two hold the name."""
    guesses = [_guess(column, heading, body) for column, heading in enumerate(headings)]
    taken: dict[Field, ColumnGuess] = {}
    for guess in sorted(guesses, key=lambda each: (-each.sureness, each.column)):
        if guess.field and guess.field not in MANY:
            taken.setdefault(guess.field, guess)
    return tuple(
        guess
        if guess.field is None or guess.field in MANY or taken[guess.field] is guess
        else ColumnGuess(guess.column, guess.heading, None, 0.0, Why.TAKEN)
        for guess in guesses
    )


def _guess(column: int, heading: str, body: Sequence[Row]) -> ColumnGuess:
    texts = _sample(body, column)
    announced, sureness = heading_field(heading)
    if announced is None and " " in heading:
        announced, sureness = heading_field(heading.rpartition(" ")[2])
    looks = _look_of(texts) if texts else None
    if announced:
        why = Why.HEADING if sureness == SURE else Why.HEADING_WORD
        is_other = looks in (Field.EMAIL, Field.PHONE) and announced is not Field.NOT_KEPT
        if not is_other or looks is announced:
            return ColumnGuess(column, heading, announced, sureness, why)
    if looks:
        return ColumnGuess(column, heading, looks, BY_CELLS, Why.CELLS)
    return ColumnGuess(column, heading, None)


def _sample(body: Sequence[Row], column: int) -> list[str]:
    cells = (written(row.cells[column]) for row in body if column < len(row.cells))
    return [text for text in cells if not is_blank(text) and not is_ditto(text)]


def _is_phone(text: str) -> bool:
    return bool(phones_in(text).values(Field.PHONE)) and sum(map(str.isdigit, text)) >= 9


def _is_day(text: str) -> bool:
    return bool(day_in(text).found) and len(text) > 5


def _is_name(text: str) -> bool:
    is_named = bool(name_in(text).found) and not is_institution(text)
    return is_named and 2 <= len(text.split()) <= 6 and not any(map(str.isdigit, text))


LOOKS: tuple[tuple[Field, Callable[[str], bool]], ...] = (
    (Field.EMAIL, lambda text: "@" in text),
    (Field.YEAR, lambda text: bool(YEAR.fullmatch(text))),
    (Field.STARTS, _is_day),
    (Field.PHONE, _is_phone),
    (Field.INSTITUTION, is_institution),
    (Field.NAME, _is_name),
)


def _look_of(texts: Sequence[str]) -> Field | None:
    """What most cells of a column look like; running numbers first, which look like anything."""
    if len(texts) > 1 and all(text.isdecimal() and len(text) < 6 for text in texts):
        numbers = [int(text) for text in texts]
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return Field.ORDINAL
    for field, looks_like_it in LOOKS:
        if sum(map(looks_like_it, texts)) >= LEAST_SHARE * len(texts):
            return field
    return None
