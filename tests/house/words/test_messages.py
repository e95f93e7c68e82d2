"""The Indonesian catalogue is complete, true to its placeholders, and free of leftovers."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[3]
PO = ROOT / "mori/translations/id/LC_MESSAGES/messages.po"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None, "marked": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@cache
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file)


@cache
def source_texts() -> dict:
    """Every text in code and templates: msgid → where it stands."""
    found = {}
    places = ((ROOT / "mori", [("**.py", "python")]), (ROOT / "templates", [("**", "jinja2")]))
    for folder, methods in places:
        for name, line, text, _, _ in extract_from_dir(str(folder), methods, keywords=KEYWORDS):
            found.setdefault(text, f"{name}:{line}")
    return found


def test_every_text_is_translated():
    untranslated = []
    for text, place in source_texts().items():
        message = catalogue().get(text[0] if isinstance(text, tuple) else text)
        if message is None or not all(_strings(message)) or message.fuzzy:
            untranslated.append(f"{place}: {text!r}")

    assert not untranslated, "Translate these in messages.po:\n" + "\n".join(untranslated)


def test_no_translation_is_left_over():
    used = {text[0] if isinstance(text, tuple) else text for text in source_texts()}

    left_over = [
        message.id
        for message in catalogue()
        if message.id
        and (message.id[0] if isinstance(message.id, tuple) else message.id) not in used
    ]

    assert not left_over


def test_no_text_is_translated_twice():
    ids = re.findall(r'^msgid (.*(?:\n".*")*)', PO.read_text(), re.MULTILINE)

    assert not [each for each, times in Counter(ids).items() if times > 1]


def test_translations_keep_their_placeholders():
    wrong = []
    for message in catalogue():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(PLACEHOLDER.findall(" ".join(ids)))
        for string in _strings(message):
            if message.id and not set(PLACEHOLDER.findall(string)) <= wanted:
                wrong.append((message.id, string))

    assert not wrong


@pytest.mark.parametrize("word", ["Anda gagal", "input tidak valid", "!"])
def test_the_catalogue_blames_and_shouts_at_nobody(word):
    assert not [m.id for m in catalogue() if m.id and any(word in string for string in _strings(m))]


def _strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)
