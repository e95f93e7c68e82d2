"""Addresses are written as names, and lead down the line of slices; pages name no role."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, nodes

from mori.slices import LINE, slices
from mori.web.render import ENVIRONMENTS
from tests.house.test_architecture import MODULES, kind_of, slice_of, tree_of
from tests.support.looking.each import of_each

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
pytestmark = pytest.mark.once  # its pages say where they lead, whatever the database
every_template = of_each("path", TEMPLATES)
# Answered before Flask: by the Red Button, whatever else is broken, and by WhiteNoise.
LITERAL = {"/bantuan", "/static/"}
# Templates that several slices share lead nowhere, but for these.
SHARED = {"layout.html": {"phone.worker"}}  # every page tells the browser where its worker is
TAKEN_BY_THE_WORKER = {"phone.outbox"}  # forms that never reach MORI
ADDRESS = re.compile(r"""["'=](/[a-z][^"'#?{ ]*)""")
GET = re.compile(r'\b(?:href|hx-get)="{{ url_for\("([\w.]+)"')
POST = re.compile(r'\b(?:formaction|hx-post|method="post"\s+action)="{{ url_for\("([\w.]+)"')

PAGES = [*(ROOT / "mori").rglob("*views.py"), *(ROOT / "templates").rglob("*.*")]
NAMED = re.compile(r"\bRole\.[A-Z]+|\brole\s*[!=]=\s*[\"']")


@every_template
def test_a_template_compiles(app, path):
    with app.app_context():
        assert app.extensions[ENVIRONMENTS]["id"].get_template(
            str(path.relative_to(ROOT / "templates"))
        )


@every_template
def test_a_template_names_its_addresses(path):
    literal = set(ADDRESS.findall(path.read_text())) - LITERAL

    assert not literal, (
        'Write {{ url_for("blueprint.view") }}, or page_url where it leads up the line.'
    )


@every_template
def test_a_template_leads_to_its_slice_or_one_before(path):
    own = path.relative_to(ROOT / "templates").parts[0]
    calls = Environment().parse(path.read_text()).find_all(nodes.Call)
    named = {
        call.args[0].value
        for call in calls
        if isinstance(call.node, nodes.Name) and call.node.name == "url_for"
    }

    later = [each for each in named - SHARED.get(own, set()) if rank_of(each) > rank(own)]

    assert not later, "Add a part to that page, or take page_url and a name a later slice declares."


@every_template
def test_a_link_gets_and_a_form_posts(app, path):
    methods = {rule.endpoint: rule.methods for rule in app.url_map.iter_rules()}
    text = path.read_text()

    wrong = [each for each in GET.findall(text) if "GET" not in methods[each]]
    posts = set(POST.findall(text)) - TAKEN_BY_THE_WORKER
    wrong += [each for each in posts if "POST" not in methods[each]]

    assert not wrong, "Two views may stand at one address: name the one that answers."


def rank(name: str) -> int:
    """A slice's place in the line; before all for what several share."""
    return LINE.index(name) if name in LINE else -1


def rank_of(endpoint: str) -> int:
    owners = {blueprint.name: each.name for each in slices() for blueprint in each.blueprints}
    return rank(owners[endpoint.partition(".")[0]])


@of_each("path", MODULES)
def test_code_leads_to_its_slice_or_one_before(app, path):
    if slice_of(path) not in LINE or path.parent.name == "button":
        return
    texts = set(_texts(tree_of(path)))
    literal = {text for text in texts if re.match("/[a-z]", text)} - LITERAL
    named = texts & {rule.endpoint for rule in app.url_map.iter_rules()}

    if kind_of(path) == "views":
        assert not literal, "url_for, or page_url where it leads up the line."
    named |= {endpoint_at(app, each) for each in literal}  # mail and commands know no request
    later = [each for each in named if rank_of(each) > rank(slice_of(path))]

    assert not later, "page_url, and a name that the later slice declares."


def endpoint_at(app: Flask, address: str) -> str:
    """What answers there; an address that ends with a slash lacks its key."""
    whole = f"{address}key" if address.endswith("/") else address
    return str(app.url_map.bind("").match(whole)[0])


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts in it, but for the rules of views and the addresses that share a dictionary."""
    if isinstance(node, ast.keyword) and node.arg == "dictionary_of":
        return
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "bp.add_url_rule":
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value.partition("?")[0]
    for name, value in ast.iter_fields(node):
        if name != "decorator_list":
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _texts(child)


def test_pages_ask_for_a_grant_and_name_no_role():
    named = {
        str(path.relative_to(ROOT)): found
        for path in PAGES
        if (found := [match[0] for match in NAMED.finditer(path.read_text())])
    }

    assert not named, (
        'Ask allowed(current_user, "an.action"), list people_granted(office_id, "an.action"), '
        "and grant the action to the role in the slice's slice.py."
    )
