"""Code and messages keep to the glossary's words, and never say what it says they don't."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.words.test_messages import source_texts

ROOT = Path(__file__).parents[3]
GLOSSARY = (ROOT / "docs/glossary.md").read_text().split("## Never say\n")[1]
NEVER = {
    word: instead
    for instead, words in re.findall(r"^\| (.+?) \| (.+?) \|$", GLOSSARY, re.MULTILINE)[1:]
    for word in words.split(", ")
}
MEANT = {"complaint": "encounters/"}  # where a citizen brings one
PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")  # of snake_case and CamelCase


def words_in(text: str) -> set[str]:
    """The words of a name or a text in lower case, and each without a plural's s."""
    words = {word.lower() for word in PARTS.findall(text)}
    return words | {word.removesuffix("s") for word in words}


def names_in(path: Path) -> Iterator[str]:
    """What a module defines: classes, functions, arguments, variables; and its own name."""
    yield from path.relative_to(ROOT / "mori").with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


@cache
def all_names() -> dict[str, Path]:
    return {name: path for path in (ROOT / "mori").rglob("*.py") for name in names_in(path)}


@pytest.mark.parametrize("word", NEVER)
def test_no_name_says_a_word_that_the_glossary_avoids(word):
    said = {name: str(path) for name, path in all_names().items() if word in words_in(name)}

    assert not said, f"Say {NEVER[word]}: see “Never say” in docs/glossary.md."


@pytest.mark.parametrize("word", NEVER)
def test_no_message_says_a_word_that_the_glossary_avoids(word):
    found = {text: place for text, place in source_texts().items() if word in words_in(str(text))}
    meant = MEANT.get(word)

    said = [text for text, place in found.items() if not (meant and str(place).startswith(meant))]

    assert not said, f"Say {NEVER[word]}: see “Never say” in docs/glossary.md."


def test_a_name_is_read_word_by_word():
    assert {"trainee", "row"} <= words_in("TraineeRows")
    assert {"open", "inbox"} <= words_in("open_inbox")
    assert "ass" not in words_in("classes")
