"""From a template to an answer. Only this file knows whether a page or a fragment goes out."""

import secrets
from functools import cache, lru_cache
from typing import Any

from flask import Flask, Response, current_app, g, get_flashed_messages, redirect, session, url_for
from flask_login import current_user
from htmx_flask import request
from markupsafe import Markup

from mori.access.roles import Actor, Role
from mori.core.help_lines import load_help_lines

from . import dictionaries
from .assets import address, stylesheet
from .i18n import LOCALES, TranslatedEnvironment, locale
from .menu import menu_of
from .trusted import trusted

ENVIRONMENTS = "mori.environments"


def init_app(app: Flask) -> None:
    app.extensions[ENVIRONMENTS] = {each: _environment(app, each) for each in LOCALES}


def _environment(app: Flask, locale: str) -> TranslatedEnvironment:
    constant = {"asset": address, "icon": icon}
    environment = TranslatedEnvironment(locale, constant, autoescape=True, auto_reload=app.debug)
    environment.globals.update(
        stylesheet=trusted(stylesheet()),
        url_for=url_for,
        is_demo=app.config["SETTINGS"].demo,
        help_line=load_help_lines()[0],
    )
    return environment


@cache
def icon(name: str) -> Markup:
    """An icon of the sprite, for the eye only."""
    use = f'<use href="{address("icons.svg")}#{name}"/>'
    return trusted(f'<svg class="i" aria-hidden="true">{use}</svg>')


def render(template: str, **context: Any) -> str:
    """A template in the request's language, with what every page knows."""
    return (
        _environment_for(locale())
        .get_template(template)
        .render(csrf_field=_csrf_field(g.get("csrf_token", "")), zone=_zone(), **context)
    )


def _environment_for(locale: str) -> TranslatedEnvironment:
    return current_app.extensions[ENVIRONMENTS][locale]


@lru_cache(1024)
def _csrf_field(token: str) -> Markup:
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(token)


def signed_in() -> Actor | None:
    """Who is asking, out of flask-login's proxy: one look instead of one for each attribute."""
    user = current_user._get_current_object()
    return user if user is not None and user.is_authenticated else None


def _zone() -> str:
    actor = signed_in()
    return actor.zone if actor else current_app.config["SETTINGS"].zone


def page(
    template: str,
    fragment: str | None = None,
    status: int = 200,
    *,
    here: str = "",
    badge: str = "",
    dictionary_of: str = "",
    **context: Any,
) -> Response:
    """Render a page, or only its fragment when htmx asked for it.

    ``here`` names the menu's current item and the page a tap comes from; ``badge``
    is the number shown at it. What answers at the addresses ``dictionary_of`` may next
    time be sent as its difference from this page.
    """
    if fragment and request.htmx and not request.htmx.history_restore_request:
        return Response(render(fragment, **context), status, mimetype="text/html")
    body = render(template, **frame(here, badge), **context)
    response = Response(body, status, mimetype="text/html")
    if dictionary_of and signed_in():
        dictionaries.offer(response, dictionary_of)
    return response


def frame(here: str, badge: str = "") -> dict[str, Any]:
    """What the layout needs around any page."""
    actor = signed_in()
    return {
        "here": here,
        "url_here": request.path,
        "signed_in": actor is not None,
        "menu": _menu(actor.role, locale(), here, badge) if actor else "",
        "tap_key": secrets.token_urlsafe(6),
        "notices": get_flashed_messages(with_categories=True) if "_flashes" in session else (),
    }


@lru_cache(1024)
def _menu(role: Role, locale: str, here: str, badge: str) -> Markup:
    badges = {here: badge} if badge else {}
    html = (
        _environment_for(locale)
        .get_template("_menu.html")
        .render(items=menu_of(role, locale), here=here, badges=badges)
    )
    return trusted(html)


def see_other(url: str, fragment: str | None = None, **context: Any) -> Response:
    """After a change: the fragment to htmx, a redirect to everyone else."""
    if fragment and request.htmx:
        return page(fragment, fragment, **context)
    if request.htmx:
        response = Response(status=204)
        response.headers["HX-Redirect"] = url
        return response
    return redirect(url, 303)  # type: ignore[return-value]
