"""What docs/threats.md calls proven has a test of that name."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "threats.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", TEXT)))


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda part: part.rpartition("/")[2])
def test_a_named_test_exists(path: str, name: str):
    tree = ast.parse((ROOT / path).read_text())

    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}

    assert name in names


def test_every_test_is_named_with_its_file():
    spoken_of = set(re.findall(r"\btest_\w+", TEXT))

    files = {Path(path).stem for path in re.findall(r"tests/[\w/]+\.py", TEXT)}
    assert spoken_of == files | {name for _, name in NAMED}


def test_each_attacker_has_limits_stated():
    attackers = TEXT.split("## Who against whom")[1].split("\n## ")[0].split("\n### ")[1:]

    assert [each.splitlines()[0] for each in attackers if "*Limits.*" not in each] == []
