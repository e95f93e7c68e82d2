"""Arrows point one way: down the slices, and up the files of each slice."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "mori"
SLICES = (
    "core",
    "access",
    "web",
    "notifications",
    "offices",
    "accounts",
    "safeguarding",
    "placements",
    "logbook",
    "demo",
    "work",
    "cli",
)
FILES = ("rules", "models", "queries", "operations", "forms", "views")
FLASK = {"flask", "flask_login", "flask_wtf", "htmx_flask", "wtforms", "werkzeug"}
MAY_IMPORT_FLASK = {"views", "forms", "guard"}
STANDARD_LIBRARY_ALONE = (
    "config.py",
    "core/tickets.py",
    "core/help_lines.py",
    "safeguarding/spool.py",
    "safeguarding/button.py",
    "safeguarding/button_pages.py",
    "safeguarding/button_record.py",
    "safeguarding/button_wire.py",
)
MODULES = sorted(path for path in ROOT.rglob("*.py") if "migrations" not in path.parts)


def imports(path: Path) -> Iterator[str]:
    """Dotted names a module imports at any depth, relative ones resolved."""
    package = path.relative_to(ROOT.parent).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *filter(None, [node.module])))
            yield from (f"{stem}.{name.name}" for name in node.names)


def slice_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def kind_of(stem: str) -> str:
    """The kind of file a name stands for: ``people_views`` is views."""
    return stem.rpartition("_")[2]


def test_every_slice_has_its_place_in_the_line():
    found = {slice_of(path) for path in MODULES} - {"__init__", "config"}

    assert found == set(SLICES), "Give a new slice its place in SLICES, here and in docs."


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_slice_imports_only_what_stands_before_it(path):
    rank = {name: place for place, name in enumerate(SLICES)}
    here = slice_of(path)

    wrong = [
        name
        for name in imports(path)
        if name.startswith("mori.")
        and here in rank
        and rank.get(name.split(".")[1], -1) > rank[here]
    ]

    assert not wrong, f"{here} stands before these: move the code down the line, or ask it there."


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_what_stands_above_it_in_its_slice(path):
    kind = kind_of(path.stem)
    if kind not in FILES:
        return

    wrong = []
    for name in imports(path):
        parts = name.split(".")
        if parts[:2] == ["mori", slice_of(path)] and len(parts) > 2:
            other = kind_of(parts[2])
            if other in FILES and FILES.index(other) > FILES.index(kind):
                wrong.append(name)

    assert not wrong, f"{path.name} may not know these: within a slice arrows point up."


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/rules.py")), ids=lambda path: path.parent.name)
def test_rules_know_the_standard_library_and_roles_alone(path):
    wrong = [
        name
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith(("mori.access.roles", "mori.core.workdays"))
    ]

    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_views_forms_and_the_web_import_flask(path):
    if kind_of(path.stem) in MAY_IMPORT_FLASK or slice_of(path) in ("web", "cli", "__init__"):
        return

    assert not [name for name in imports(path) if name.split(".")[0] in FLASK]


@pytest.mark.parametrize("name", STANDARD_LIBRARY_ALONE)
def test_the_red_button_stands_on_the_standard_library_alone(name):
    allowed = {f"mori.{each[:-3].replace('/', '.')}" for each in STANDARD_LIBRARY_ALONE}

    wrong = [
        each
        for each in imports(ROOT / name)
        if each.split(".")[0] not in sys.stdlib_module_names
        and not any(each == module or each.startswith(f"{module}.") for module in allowed)
        and f"{each.rpartition('.')[0]}" not in {"mori.safeguarding", "mori.core"}
    ]

    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_short(path):
    assert len(path.read_text().splitlines()) <= 300, "Past three hundred lines, split."


def functions() -> Iterator[tuple[str, int]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                name = f"{path.relative_to(ROOT)}:{node.name}"
                yield name, node.end_lineno - node.lineno + 1


def test_functions_stay_short():
    long = {name: lines for name, lines in functions() if lines > 40}
    long.pop("__init__.py:create_app", None)  # a table of contents

    assert not long, "Think at thirty lines, stop at forty."


def test_models_and_operations_say_what_they_are():
    silent = []
    for path in MODULES:
        if path.stem not in ("models", "operations"):
            continue
        for node in ast.parse(path.read_text()).body:
            is_public = isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name[0] != "_"
            if is_public and not ast.get_docstring(node):
                silent.append(f"{path.relative_to(ROOT)}:{node.name}")

    assert not silent, "One sentence that says what the name cannot."
