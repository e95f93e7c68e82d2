"""Languages: which one a request speaks, and templates translated when compiled."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from gettext import NullTranslations
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, force_locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer

from mori.config import ROOT

from .filters import filters_for
from .sessions import signed_in

TEMPLATES = ROOT / "templates"
FOLDER = ROOT / "mori" / "translations"
LOCALES = ("id", "en")


def init_app(app: Any) -> None:
    compile_catalogues()
    _translate(app)


def _translate(app: Flask) -> None:
    Babel(
        app,
        default_locale="id",
        default_translation_directories=str(FOLDER),
        locale_selector=locale,
    )


@contextmanager
def translated_to(language: str) -> Iterator[None]:
    """Let ``gettext`` give a language where there is no request: in background work."""
    with _without_pages().app_context(), force_locale(language):
        yield


@cache
def _without_pages() -> Flask:
    app = Flask("mori.translations", static_folder=None)
    _translate(app)
    return app


def locale() -> str:
    """The request's language: the person's, else the one asked for, else the browser's."""
    if not has_request_context():
        return LOCALES[0]
    if "locale" not in g:
        g.locale = _chosen()
    return str(g.locale)


def _chosen() -> str:
    actor = signed_in()
    if actor:
        return actor.locale
    asked = request.args.get("lang")
    if asked in LOCALES:
        return asked
    return request.accept_languages.best_match(LOCALES) or LOCALES[0]


def compile_catalogues() -> None:
    """Bring each .mo file up to date with its .po, so that no build step can be forgotten."""
    for po in FOLDER.glob("*/LC_MESSAGES/messages.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            with po.open("rb") as source:
                catalogue = read_po(source)
            partial = mo.with_suffix(f".{os.getpid()}.part")  # others may be at it too
            with partial.open("wb") as target:
                write_mo(target, catalogue)
            partial.replace(mo)


@cache
def catalogue(locale: str) -> NullTranslations:
    """What each text is in a language; on a first start too, whoever asks first."""
    compile_catalogues()
    return Translations.load(str(FOLDER), [locale])


class Fold(NodeTransformer):
    """Replaces calls such as ``_("literal")`` by what they give: rendering then calls nothing."""

    def __init__(self, known: Mapping[str, Callable[[str], str]]) -> None:
        self.known = known

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:
        visited = self.generic_visit(node, *args, **kwargs)
        match visited:
            case nodes.Call(
                node=nodes.Name(name=name), args=[nodes.Const(value=str(text))], kwargs=[]
            ) if name in self.known:
                return nodes.Const(self.known[name](text), lineno=node.lineno)
        return visited


class TranslatedEnvironment(Environment):
    """Jinja for one language, over ``templates/``.

    ``constant`` are further functions of one literal whose answer never changes, ``folds``
    what else is settled when a template is compiled.
    """

    def __init__(
        self,
        locale: str,
        constant: Mapping[str, Callable[[str], str]] | None = None,
        folds: Sequence[NodeTransformer] = (),
        **options: Any,
    ) -> None:
        self.translations = catalogue(locale)
        self.folds = (Fold({"_": self.translations.gettext, **(constant or {})}), *folds)
        super().__init__(
            loader=FileSystemLoader(TEMPLATES),
            undefined=StrictUndefined,
            cache_size=-1,
            **options,
        )
        self.filters.update(filters_for(locale))
        self.globals.update(
            {**(constant or {}), "_": self._gettext, "ngettext": self._ngettext, "locale": locale}
        )

    def _gettext(self, text: str, /, **values: Any) -> str:
        text = self.translations.gettext(text)
        return text % values if values else text

    def _ngettext(self, one: str, many: str, n: int, /, **values: Any) -> str:
        return self.translations.ngettext(one, many, n) % {"n": n, **values}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for fold in self.folds:
            fold.visit(tree)
        return tree
