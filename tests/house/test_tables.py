"""A table is read in queries alone, and written by operations of its own slice alone.

Seen is what the code spells out: ``Person.select()``, also through an alias of ``Person`` or
another name it was imported under, ``Person[7]``, ``placement.spans.where(…)``, compiled queries
and SQL as text. Not seen: a model in a variable (``type(row)`` in ``core/states.py``), the row
that peewee fetches when a foreign key is followed, ``for span in placement.spans``, and whose
row ``advance`` is given.

Core is not looked at, because queries stand on it, nor the demo, which makes a whole office's
past at once. Migrations have frozen models of their own, and bench, which measures, ships with
no release.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.support.looking.each import of_each
from tests.support.models import stored

from .test_architecture import MODULES, kind_of, slice_of, tree_of

READS = {"select", "get", "get_or_none", "get_by_id", "filter", "raw", "alias"}
WRITES = {
    *("insert", "insert_many", "insert_from", "create", "bulk_create", "get_or_create"),
    *("update", "bulk_update", "set_by_id", "replace", "replace_many"),
    *("delete", "delete_by_id", "truncate_table"),
}
BUILDERS = {"Compiled", "Select", "ModelSelect", "prefetch", "execute_sql"}
OF_A_SELECT = {"where", "join", "left_outer_join", "order_by", "limit", "exists", "select"}
SEEN = [path for path in MODULES if slice_of(path) not in ("core", "demo")]
every_file = of_each("path", SEEN)


class Use(NamedTuple):
    """What a file asks of a model."""

    line: int
    model: str
    method: str


@cache
def tables() -> dict[str, str]:
    """Each model, and the slice whose it is; the slice's rooms are the slice."""
    models = [
        (node.name, slice_of(path))
        for path in MODULES
        if kind_of(path) == "models"
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and "Model" in map(ast.unparse, node.bases)
    ]
    assert len(dict(models)) == len(models), "Two models go by one name."
    return dict(models)


def test_every_table_is_seen():
    assert {model.__name__ for model in stored()} == set(tables())


@cache
def backrefs() -> set[str]:
    """By which names a row knows the rows that point to it."""
    return {
        ast.literal_eval(node.value)
        for path in MODULES
        if kind_of(path) == "models"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.keyword) and node.arg == "backref"
    } - {"+"}


@cache
def aliases() -> dict[str, str]:
    """Other names of models: ``Reviewer = Person.alias(…)``, wherever that is imported to."""
    return {
        ast.unparse(node.targets[0]): last_name(node.value.func.value)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and node.value.func.attr == "alias"
        and last_name(node.value.func.value) in tables()
    }


def last_name(node: ast.expr) -> str:
    """``Person``, of ``Person`` and of ``models.Person``."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def models_in(path: Path) -> dict[str, str]:
    """Models by the names they go by in a file."""
    known = {name: name for name in tables()} | aliases()
    renamed = {
        each.asname: known[each.name]
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        for each in node.names
        if each.asname and each.name in known
    }
    return known | renamed


def uses_in(path: Path) -> Iterator[Use]:
    models = models_in(path)
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute | ast.Subscript):
            model = models.get(last_name(node.value))
            if model:
                method = node.attr if isinstance(node, ast.Attribute) else "get_by_id"
                yield Use(node.lineno, model, method)


def reads_without_a_model_in(path: Path) -> Iterator[Use]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and last_name(node.func) in BUILDERS:
            yield Use(node.lineno, "?", last_name(node.func))
        elif isinstance(node, ast.Attribute) and node.attr in OF_A_SELECT:
            rows = last_name(node.value) if isinstance(node.value, ast.Attribute) else ""
            if rows in backrefs():
                yield Use(node.lineno, rows, node.attr)


@every_file
def test_only_queries_read_a_table(path):
    if kind_of(path) == "queries":
        return

    wrong = [use for use in uses_in(path) if use.method in READS]
    wrong += reads_without_a_model_in(path)

    assert not wrong, (
        "Give this to queries.py of the slice or room that has the table, named by a noun phrase "
        "(entry_by_id), and ask it there; to keep others from writing a row, lock() it."
    )


@every_file
def test_only_operations_of_its_own_slice_write_a_table(path):
    may_write = slice_of(path) if kind_of(path) == "operations" else None

    wrong = [
        use for use in uses_in(path) if use.method in WRITES and tables()[use.model] != may_write
    ]

    assert not wrong, "Call an operation of the slice that has the table; if none does it, add one."


@every_file
def test_no_row_writes_itself(path):
    wrong = [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("save", "delete_instance")
    ]

    assert not wrong, "It may have changed since it was loaded: write Model.update(…).where(…)."
