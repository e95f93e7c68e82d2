"""The phone's worker as it is sent: the files of static/worker joined, and what MORI tells them.

A slice that has a form which may wait on a phone says so in its ``slice.py``; no address of a
form stands in the scripts.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

import rjsmin
from flask import Flask, current_app, url_for
from werkzeug.routing import Rule

from ..wire.assets import FOLDER

# In this order: a file may use what stands before it while it is loaded, and all of it later.
ORDER = (
    *("store", "forms", "bare", "shell", "taps", "queue", "sending"),
    *("delivery", "outbox", "people", "pages", "router"),
)
WAITING_FORMS = "mori.waiting_forms"
ARGUMENT = re.compile(r"<(?:\w+:)?\w+>")
KEY = r"(\w{14})"  # as mori.core.db makes them


@dataclass(frozen=True)
class Address:
    """Where a form is posted to; all three are endpoints.

    ``draft`` is the page where somebody goes on with a draft, perhaps with a query in which
    ``{day}`` is the draft's. ``files`` takes the form's files one by one, once its words were
    received; without it they are sent together. Arguments are those of ``takes``, in its order.
    """

    takes: str
    draft: str = ""
    files: str = ""


@dataclass(frozen=True)
class WaitingForm:
    """A form that a phone keeps until it was received, and sends by itself.

    ``kind`` stands in the stores of phones: it is never renamed. ``prose`` are the fields people
    type in, as they are read; ``borrows`` says which fields of the words' form each file takes
    along, under which name. The page of what is kept offers ``offered``, a template: once a day
    if ``is_daily``, only after a form of the kind ``after``, and first of all where it stands in
    for the page ``stands_for``.
    """

    kind: str
    label: str  # marked for translation
    addresses: Sequence[Address]
    prose: Sequence[str] = ()
    borrows: Mapping[str, str] = field(default_factory=dict)
    offered: str = ""
    is_daily: bool = False
    after: str = ""
    stands_for: str = ""


def init_app(app: Flask, forms: Sequence[WaitingForm]) -> None:
    app.extensions[WAITING_FORMS] = tuple(forms)


def waiting_forms() -> tuple[WaitingForm, ...]:
    return cast(tuple[WaitingForm, ...], current_app.extensions[WAITING_FORMS])


def changes_person(view: Callable[..., Any]) -> Callable[..., Any]:
    """Tell phones that after this form another person may be signed in; ``@may`` stands above."""
    view.changes_person = True  # type: ignore[attr-defined]
    return view


def script(places: Mapping[str, str], bare: Mapping[str, Any], *, is_on: bool) -> str:
    """The worker's text; ``places`` are endpoints that it knows by a name of its own.

    ``bare`` is the page that it shows where it can read nothing else.
    """
    told = {
        "isOn": is_on,
        "places": {name: url_for(endpoint) for name, endpoint in places.items()},
        "entrances": [_pattern(rule) for rule in _entrances()],
        "forms": [_told(form) for form in waiting_forms()],
        "bare": bare,
    }
    return f"const MORI={json.dumps(told, separators=(',', ':'), ensure_ascii=False)};\n{_joined()}"


@cache
def _joined() -> str:
    texts = ((FOLDER / "worker" / f"{name}.js").read_text(encoding="utf-8") for name in ORDER)
    return cast(str, rjsmin.jsmin("\n".join(texts)))


def _entrances() -> Iterator[Rule]:
    for rule in current_app.url_map.iter_rules():
        if getattr(current_app.view_functions[rule.endpoint], "changes_person", False):
            yield rule


def _told(form: WaitingForm) -> dict[str, Any]:
    """What the worker has to know of a form, without what says nothing."""
    told = {
        "kind": form.kind,
        "addresses": [_address(each) for each in form.addresses],
        "prose": list(form.prose),
        "borrows": dict(form.borrows),
        "isOffered": bool(form.offered),
        "isDaily": form.is_daily,
        "after": form.after,
        "standsFor": form.stands_for and rule_of(form.stands_for, "GET").rule,
    }
    return {name: value for name, value in told.items() if value}


def _address(address: Address) -> dict[str, str]:
    draft, mark, query = address.draft.partition("?")
    told = {"takes": _pattern(rule_of(address.takes, "POST"))}
    if draft:
        told["draft"] = _replacement(rule_of(draft, "GET")) + mark + query
    if address.files:
        told["files"] = _replacement(rule_of(address.files, "POST"))
    return told


def rule_of(endpoint: str, method: str) -> Rule:
    """The one address of an endpoint, which must answer to the method."""
    rules = [
        rule
        for rule in current_app.url_map.iter_rules()
        if rule.endpoint == endpoint and method in (rule.methods or ())
    ]
    if len(rules) != 1:
        raise LookupError(f"{endpoint} has {len(rules)} addresses for {method}.")
    return rules[0]


def _pattern(rule: Rule) -> str:
    """The rule as a regular expression that JavaScript understands, too."""
    key = KEY if rule.arguments == {"key"} else "([^/]+)"
    return f"^{ARGUMENT.sub(lambda _: key, rule.rule)}$"


def _replacement(rule: Rule) -> str:
    """The rule as what JavaScript puts in place of what such a pattern has found."""
    count = iter(range(1, 10))
    return ARGUMENT.sub(lambda _: f"${next(count)}", rule.rule)
