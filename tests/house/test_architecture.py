"""Arrows point one way: down the line of slices, and up the kinds of files within each."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from mori.slices import LINE, slices
from tests.support.looking.each import of_each

ROOT = Path(__file__).parents[2] / "mori"
# Whoever reads the name of a file knows its kind: the last word of ``people_views`` is "views".
# Files that stand on one line may not know each other, unless one is the slice's and the other
# a room's, or the rooms stand in this order in ``slice.py``.
KINDS = (
    ("rules", "passwords"),
    ("claims", "segments"),  # what is signed, and believed; what an address asks for
    ("models", "rows"),
    ("queries", "sheets", "facts"),
    (
        *("months", "grid", "waiting", "letters", "mail", "outgoing", "words", "lists", "counts"),
        "standing",
    ),  # of several queries
    ("webhook", "push"),  # ways out beside mail
    ("snapshot", "outside"),  # what is kept for when there is no database, and who else is told
    ("ledger",),  # what writing notes of itself
    ("operations", "factor"),
    ("desk", "intake"),  # what a page needs of both
    ("forms",),
    ("prints", "parts"),
    ("handoff",),  # background work that needs no database
    ("jobs", "dispatcher"),
    ("takeover",),  # of jobs, while nobody does them
    ("watchdog",),
    ("views",),
    ("commands",),  # at the server, by hand
    ("slice",),
)
RANK = {kind: rank for rank, kinds in enumerate(KINDS) for kind in kinds}
FREE = {"core", "access", "web", "demo"}  # code, not a domain: their files have no kinds
FLASK = {"flask", "flask_login", "flask_wtf", "htmx_flask", "wtforms", "werkzeug"}
MAY_IMPORT_FLASK = {"views", "forms", "guard", "slice", "commands"}
STANDARD_LIBRARY_ALONE = (
    "config.py",
    "core/tickets.py",
    "core/help/lines.py",
    "safeguarding/button/app.py",
    "safeguarding/button/bare.py",
    "safeguarding/button/handed.py",
    "safeguarding/button/pages.py",
    "safeguarding/button/record.py",
    "safeguarding/button/spool.py",
    "safeguarding/button/wire.py",
)
MODULES = sorted(
    path
    for path in ROOT.rglob("*.py")
    if "migrations" not in path.parts and path.name != "__init__.py"
)
every_module = of_each("path", MODULES)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Dotted names of what a module imports at any depth; ours as the module it stands in."""
    return tuple(dict.fromkeys(_imports(path)))


def _imports(path: Path) -> Iterator[str]:
    package = path.relative_to(ROOT.parent).parts[:-1]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *filter(None, [node.module])))
            for name in node.names:
                whole = f"{stem}.{name.name}"
                yield whole if is_module(whole) else stem


def is_module(name: str) -> bool:
    path = ROOT.parent / name.replace(".", "/")
    return path.with_suffix(".py").exists() or path.is_dir()


def ours(path: Path) -> list[tuple[str, Path]]:
    """The modules of MORI that a module imports: name and file, packages left out."""
    named = [(name, ROOT.parent / f"{name.replace('.', '/')}.py") for name in imports(path)]
    return [(name, file) for name, file in named if name.startswith("mori.") and file.exists()]


def slice_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def kind_of(path: Path) -> str:
    return path.stem.rpartition("_")[2]


def room_of(path: Path) -> str:
    """The folder within the slice; the slice itself is no room."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if len(parts) > 2 else ""


def rooms_of(name: str) -> tuple[str, ...]:
    declared = {each.name: each.rooms for each in slices()}
    return ("", *declared[name])


def has_kind(path: Path) -> bool:
    is_button = path.parent.name == "button"  # stands apart, and has a test of its own below
    return (
        slice_of(path) in LINE
        and path.parent != ROOT
        and not is_button
        and slice_of(path) not in FREE
    )


def place(path: Path) -> tuple[int, int]:
    """Where a file stands in its slice: by its kind, then the slice before its rooms."""
    return RANK[kind_of(path)], rooms_of(slice_of(path)).index(room_of(path))


def test_every_slice_has_its_place_in_the_line():
    found = {slice_of(path) for path in MODULES} - {"config", "slices"}

    assert found == set(LINE), "Give a new slice its place in LINE, mori/slices.py."


@every_module
def test_every_file_of_a_slice_is_of_a_kind(path):
    if has_kind(path):
        assert kind_of(path) in RANK, "Name it for what it holds, or give the kind its rank."


@every_module
def test_a_slice_imports_only_what_stands_before_it(path):
    rank = {name: place for place, name in enumerate(LINE)}
    here = rank.get(slice_of(path), len(LINE))

    wrong = [name for name, file in ours(path) if rank.get(slice_of(file), -1) > here]

    assert not wrong, f"{slice_of(path)} stands before these: move the code, or ask it there."


@every_module
def test_a_file_imports_only_what_stands_above_it_in_its_slice(path):
    if not has_kind(path):
        return

    wrong = [
        name
        for name, file in ours(path)
        if slice_of(file) == slice_of(path)
        and has_kind(file)
        and place(file) >= place(path)
        and not (place(file) == place(path) and is_added_to(path, file))
    ]

    assert not wrong, f"{path.name} may not know these: within a slice arrows point up."


def is_added_to(path: Path, file: Path) -> bool:
    """Whether a file of two words stands behind the plain one: ``people_views``, ``views``."""
    return "_" in path.stem and file.stem == kind_of(path)


@every_module
def test_a_room_asks_of_its_siblings_only_those_before_it(path):
    if not has_kind(path) or not room_of(path):
        return
    rooms = rooms_of(slice_of(path))

    wrong = [
        name
        for name, file in ours(path)
        if slice_of(file) == slice_of(path)
        and has_kind(file)
        and rooms.index(room_of(file)) > rooms.index(room_of(path))
    ]

    assert not wrong, "Rooms stand in a line of their own: see rooms in slice.py."


def test_no_module_comes_back_to_itself():
    graph = {path: [file for _name, file in ours(path)] for path in MODULES}
    done: set[Path] = set()

    def walk(path: Path, way: tuple[Path, ...]) -> list[str]:
        if path in way:
            return [" → ".join(str(each.relative_to(ROOT)) for each in (*way, path))]
        if path in done:
            return []
        found = [circle for each in graph.get(path, ()) for circle in walk(each, (*way, path))]
        done.add(path)
        return found

    assert not [circle for path in MODULES for circle in walk(path, ())]


@of_each("path", [each for each in MODULES if kind_of(each) == "rules"])
def test_rules_know_the_standard_library_and_other_rules_alone(path):
    allowed = (
        *("mori.access.roles", "mori.core.texts", "mori.core.workdays", "mori.core.words"),
        "mori.safeguarding.button.handed",  # the standard library alone
    )

    wrong = [
        name
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith(allowed)
        and not name.endswith("rules")
    ]

    assert not wrong


@every_module
def test_only_views_forms_and_the_web_import_flask(path):
    if kind_of(path) in MAY_IMPORT_FLASK or slice_of(path) in ("web", "cli"):
        return

    assert not [name for name in imports(path) if name.split(".")[0] in FLASK]


@pytest.mark.parametrize("name", STANDARD_LIBRARY_ALONE)
def test_the_red_button_stands_on_the_standard_library_alone(name):
    allowed = {f"mori.{each[:-3].replace('/', '.')}" for each in STANDARD_LIBRARY_ALONE}

    wrong = [
        each
        for each in imports(ROOT / name)
        if each.split(".")[0] not in sys.stdlib_module_names
        and each not in allowed | {"mori.safeguarding.button", "mori.core"}
    ]

    assert not wrong


def functions() -> Iterator[tuple[str, int]]:
    for path in [*MODULES, ROOT / "__init__.py"]:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                name = f"{path.relative_to(ROOT)}:{node.name}"
                yield name, node.end_lineno - node.lineno + 1


def test_functions_stay_short():
    long = {name: lines for name, lines in functions() if lines > 40}
    long.pop("__init__.py:create_app", None)  # a table of contents

    assert not long, "Think at thirty lines, stop at forty."


def test_a_question_answers_yes_or_no():
    wrong = []
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            is_question = isinstance(node, ast.FunctionDef) and node.name.lstrip("_").startswith(
                ("is_", "has_", "may_")
            )
            if is_question and (node.returns is None or ast.unparse(node.returns) != "bool"):
                wrong.append(f"{path.relative_to(ROOT)}:{node.name}")

    assert not wrong, "It returns a bool; what raises is require_…, what gives a clause is a noun."


def test_models_and_operations_say_what_they_are():
    silent = []
    for path in MODULES:
        if kind_of(path) not in ("models", "operations"):
            continue
        for node in tree_of(path).body:
            is_public = isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name[0] != "_"
            if is_public and not ast.get_docstring(node):
                silent.append(f"{path.relative_to(ROOT)}:{node.name}")

    assert not silent, "One sentence that says what the name cannot."
