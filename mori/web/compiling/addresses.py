"""Addresses in templates: names become addresses when a template is compiled."""

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from flask import current_app
from jinja2 import nodes
from jinja2.exceptions import TemplateAssertionError
from jinja2.visitor import NodeTransformer

from ..menu import endpoint_of

ARGUMENT = re.compile(r"\((\w+)\)")
FILTERS = {"quoted": lru_cache(4096)(partial(quote, safe=""))}  # refuses what is no text


class Addresses(NodeTransformer):
    """Replaces ``url_for("logbook.entry", key=x.key)`` by ``"/logbook/%s" % (x.key | quoted)``.

    The same for ``page_url``, which takes the name of a page. Flask's own would cost 10 µs each
    time. They take the arguments of the rule alone: a query is written behind, to be read.
    """

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:
        visited = self.generic_visit(node, *args, **kwargs)
        match visited:
            case nodes.Call(node=nodes.Name(name="url_for" | "page_url" as function)):
                return _address(visited, function)
        return visited


def _address(call: nodes.Call, function: str) -> nodes.Node:
    match call:
        case nodes.Call(args=[nodes.Const(value=str(name))], dyn_args=None, dyn_kwargs=None):
            given = {each.key: each.value for each in call.kwargs}
            pattern = _pattern(name, function, given, call.lineno)
            return _filled(pattern, given) if given else nodes.Const(pattern)
    raise TemplateAssertionError(f"{function} takes one literal name.", call.lineno)


def _pattern(name: str, function: str, given: Mapping[str, Any], line: int) -> str:
    """The address, with ``(key)`` where the argument of that name will stand."""
    marks = {each: f"({each})" for each in given}
    try:
        endpoint = endpoint_of(name) if function == "page_url" else name
        pattern = current_app.url_map.bind("").build(endpoint, marks, append_unknown=False)
    except LookupError as error:
        raise TemplateAssertionError(f"{function}: {error}", line) from error
    unknown = given.keys() - set(ARGUMENT.findall(pattern))
    if unknown:
        raise TemplateAssertionError(f"{name} takes no {', '.join(sorted(unknown))}.", line)
    return pattern


def _filled(pattern: str, given: Mapping[str, nodes.Expr]) -> nodes.Expr:
    values = [
        nodes.Filter(given[name], "quoted", [], [], None, None)
        for name in ARGUMENT.findall(pattern)
    ]
    text = ARGUMENT.sub("%s", pattern.replace("%", "%%"))
    return nodes.Mod(nodes.Const(text), nodes.Tuple(values, "load"))
