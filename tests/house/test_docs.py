"""What the documents list is what the code has: states, settings, words, proofs."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from mori.config import Settings, variable
from mori.slices import slices
from tests.support.looking.each import of_each
from tests.support.models import stored

DOCS = Path(__file__).parents[2] / "docs"
MACHINES = {machine.name: machine for each in slices() for machine in each.machines}
THREATS = (DOCS / "threats.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", THREATS)))


def table(text: str) -> list[list[str]]:
    """The cells of every row of the tables in a text, header and rule left out."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows]
    return [row for row in cells[1:] if not set(row[0]) <= set("-: ")]


def section(name: str) -> str:
    text = (DOCS / "states.md").read_text()
    return re.split(r"^## ", text.split(f"## {name}\n")[1], flags=re.MULTILINE)[0]


@pytest.mark.parametrize("name", MACHINES)
def test_the_documented_moves_are_the_codes(name):
    documented = {
        verb: (set(sources.split(", ")), target)
        for verb, sources, target, _ in table(section(name))
    }

    coded = {
        verb: ({str(s) for s in sources}, str(t))
        for verb, (sources, t) in MACHINES[name].moves.items()
    }
    assert documented == coded


@pytest.mark.parametrize("name", MACHINES)
def test_every_state_can_be_reached_and_every_open_one_left(name):
    machine = MACHINES[name]
    reached = machine.initial | {target for _, target in machine.moves.values()}
    left = {source for sources, _ in machine.moves.values() for source in sources}

    assert reached == set(machine.states)
    assert set(machine.states) - left <= machine.final


def test_every_machine_is_documented_and_no_other():
    documented = set(re.findall(r"^## (\w+)$", (DOCS / "states.md").read_text(), re.MULTILINE))

    assert documented == set(MACHINES)


def test_every_setting_is_documented_with_its_default():
    documented = {name: default for name, default, _ in table((DOCS / "settings.md").read_text())}

    assert documented == {variable(each.name): written(each.default) for each in fields(Settings)}


def written(default: object) -> str:
    """A default as an operator would write it."""
    if isinstance(default, bool):
        return "yes" if default else "no"
    return str(default) or "(empty)"


def words_of_the_glossary() -> set[str]:
    words = (DOCS / "glossary.md").read_text().split("## Never say")[0]
    return {row[0] for row in table(words)}


def test_every_class_stored_has_its_word_in_the_glossary():
    words = words_of_the_glossary()

    missing = {model.__name__ for model in stored()} - words

    assert not missing, "Add the word and its Bahasa to docs/glossary.md."


def test_the_glossary_keeps_no_word_of_a_class_that_is_gone():
    words = words_of_the_glossary()
    code = "\n".join(path.read_text() for path in (DOCS.parent / "mori").rglob("*.py"))

    assert not {word for word in words if word[0].isupper() and f"class {word}" not in code}


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path):
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text())

    broken = [each for each in targets if "://" not in each and not (path.parent / each).exists()]

    assert not broken


@of_each("path", sorted({path for path, _ in NAMED}))
def test_a_test_named_as_proof_exists(path):
    tree = ast.parse((DOCS.parent / path).read_text())

    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}

    assert not {name for file, name in NAMED if file == path} - names


def test_every_proof_is_named_with_its_file():
    spoken_of = set(re.findall(r"\btest_\w+", THREATS))

    files = {Path(path).stem for path in re.findall(r"tests/[\w/]+\.py", THREATS)}
    assert spoken_of == files | {name for _, name in NAMED}


def test_each_attacker_has_limits_stated():
    attackers = THREATS.split("## Who against whom")[1].split("\n## ")[0].split("\n### ")[1:]

    assert [each.splitlines()[0] for each in attackers if "*Limits.*" not in each] == []
