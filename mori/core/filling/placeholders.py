"""The little that a template may say: put a value here, repeat this, leave that out.

A sandbox alone is not enough: it still lets a template compute for as long as it likes. So each
template is read before it runs, and whatever is not in this short list is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .hostile import Unfillable

LOOP = frozenset({"index", "index0", "first", "last", "length"})
FILTERS = frozenset({"upper", "lower"})
DEEPEST = 2  # loops in each other
PLAIN = (nodes.Output, nodes.If, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand)


class Known(NamedTuple):
    """Which texts there are, and which lists with which fields."""

    texts: frozenset[str]
    lists: Mapping[str, frozenset[str]]


class Placeholders(ImmutableSandboxedEnvironment):
    """Templates that fill in what is known, and nothing else."""

    def __init__(self, known: Known) -> None:
        super().__init__(autoescape=True)
        self.known = known
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
        except TemplateSyntaxError as error:
            raise Unfillable("syntax", str(error.message)) from None
        unknown = list(_unknown(tree.body, self.known, {}))
        if unknown:
            raise Unfillable("unknown", *unknown)
        return tree


def _unknown(body: Sequence[nodes.Node], known: Known, loops: Mapping[str, str]) -> Iterator[str]:
    """What a template names that is not there; ``loops`` are those around it: variable, list."""
    for node in body:
        match node:
            case nodes.TemplateData() | nodes.Const():
                pass
            case nodes.For():
                yield from _in_loop(node, known, loops)
            case nodes.Name(name=name) if name not in known.texts or name in loops:
                yield name
            case nodes.Name():
                pass
            case nodes.Getattr():
                yield from _in_field(node, known, loops)
            case nodes.Filter(node=nodes.Node() as inner, args=[], kwargs=[], name=name) if (
                name in FILTERS
            ):
                yield from _unknown([inner], known, loops)
            case _ if isinstance(node, PLAIN):
                yield from _unknown(list(node.iter_child_nodes()), known, loops)
            case _:
                raise Unfillable("more", type(node).__name__)


def _in_loop(node: nodes.For, known: Known, loops: Mapping[str, str]) -> Iterator[str]:
    if node.recursive or node.test or len(loops) >= DEEPEST:
        raise Unfillable("more", "for")
    match node.target, node.iter:
        case nodes.Name(name=variable), nodes.Name(name=rows):
            if rows not in known.lists:
                yield rows
                return
            yield from _unknown(node.body, known, {**loops, variable: rows})
            yield from _unknown(node.else_, known, loops)
        case _:
            raise Unfillable("more", "for")


def _in_field(node: nodes.Getattr, known: Known, loops: Mapping[str, str]) -> Iterator[str]:
    match node.node:
        case nodes.Name(name="loop") if loops and node.attr in LOOP:
            return
        case nodes.Name(name=variable) if not node.attr.startswith("_"):
            if node.attr not in known.lists.get(loops.get(variable, ""), ()):
                yield f"{variable}.{node.attr}"
        case _:
            raise Unfillable("more", node.attr)
