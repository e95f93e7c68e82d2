"""From a template to an answer. Only this file knows whether a page or a fragment goes out."""

import re
import secrets
from collections.abc import Collection, Mapping
from functools import cache, lru_cache, partial
from typing import Any

from flask import Flask, Response, current_app, g, get_flashed_messages, redirect, session
from htmx_flask import request
from jinja2.runtime import Macro
from markupsafe import Markup
from peewee import InterfaceError, OperationalError

from mori.access.roles import Actor
from mori.core import tickets
from mori.core.clock import now
from mori.core.help.lines import load_help_lines
from mori.slices import slices

from .compiling.addresses import FILTERS, Addresses
from .compiling.blanks import Blanks
from .i18n import LOCALES, TranslatedEnvironment, locale
from .menu import Badges, Seat, badges_for, menu_of, seat_of, urgent_of
from .phone import queue
from .sessions import signed_in, zone
from .trusted import trusted
from .wire import dictionaries
from .wire.assets import address, stylesheet

ENVIRONMENTS = "mori.environments"
# Browsers inside other apps keep a store of their own, or none: what waits there may be lost.
IN_APP = re.compile(r"; wv\)|\bFB(AN|AV)/|Instagram|\bLine/|BytedanceWebview|musical_ly")
KEPT_PAGE = {  # shown from the phone at once, and asked for anew behind it
    "Cache-Control": "public, max-age=3600, stale-while-revalidate=31536000",
    "Vary": "Accept-Encoding, Available-Dictionary, Cookie",
}
KEPT = 4096  # fragments of a row, about 3 MB


def init_app(app: Flask) -> None:
    _menu.cache_clear()
    app.extensions[ENVIRONMENTS] = {each: _environment(app, each) for each in LOCALES}


def _environment(app: Flask, locale: str) -> TranslatedEnvironment:
    constant = {"asset": address, "icon": icon}
    environment = TranslatedEnvironment(
        locale,
        constant,
        [Addresses()],
        autoescape=True,
        auto_reload=app.debug,
        extensions=[Blanks],
    )
    environment.filters.update(FILTERS)
    environment.globals.update(
        stylesheet=trusted(stylesheet()),
        is_demo=app.config["SETTINGS"].demo,
        is_offline_on=app.config["SETTINGS"].offline,
        help_line=load_help_lines()[0],
        kept=lru_cache(KEPT)(partial(_piece, environment)),
    )
    return environment


def _piece(environment: TranslatedEnvironment, template: str, zone: str, row: Any) -> Markup:
    """A fragment that shows one row and nothing else, so that it can be kept as long as the
    row says the same: most of a list is what was there the last time.
    """
    return trusted(environment.get_template(template).render(zone=zone, row=row))


@cache
def icon(name: str) -> Markup:
    """An icon of the sprite, for the eye only."""
    use = f'<use href="{address("icons.svg")}#{name}"/>'
    return trusted(f'<svg class="icon" aria-hidden="true">{use}</svg>')


def render(template: str, **context: Any) -> str:
    """A template in the request's language, with what every page knows."""
    return (
        _environment_for(locale())
        .get_template(template)
        .render(
            csrf_field=_csrf_field(g.get("csrf_token", ""), signed_in()), zone=zone(), **context
        )
    )


def pieces(template: str) -> dict[str, str]:
    """What each macro of a template gives, but for those that begin with an underscore."""
    module = _environment_for(locale()).get_template(template).module
    return {name: str(macro()) for name, macro in vars(module).items() if isinstance(macro, Macro)}


def _environment_for(locale: str) -> TranslatedEnvironment:
    environments: dict[str, TranslatedEnvironment] = current_app.extensions[ENVIRONMENTS]
    return environments[locale]


def _csrf_field(token: str, actor: Actor | None) -> Markup:
    return _form_fields(token, actor.key if actor else "")


@lru_cache(1024)
def _form_fields(token: str, writer: str) -> Markup:
    """The form token, and whose form it is: the phone may keep it for a while."""
    html = Markup('<input type="hidden" name="csrf_token" value="{}">').format(token)
    named = Markup('<input type="hidden" name="writer" value="{}">').format(writer)
    return html + named if writer else html


def page(
    template: str,
    fragment: str | None = None,
    status: int = 200,
    *,
    here: str = "",
    counts: Mapping[str, int] | None = None,
    dictionary_of: str = "",
    **context: Any,
) -> Response:
    """Render a page, or only its fragment when htmx asked for it.

    ``here`` names the menu's current item and the page a tap comes from; ``counts``
    are those of the menu that the view knows already. What answers at the addresses
    ``dictionary_of`` may next time be sent as its difference from this page.
    """
    if status >= 400 and queue.is_queued():
        return queue.refusal(status, context)
    if fragment and request.htmx and not request.htmx.history_restore_request:
        return Response(render(fragment, **context), status, mimetype="text/html")
    badges = _badges(counts or {}) if status < 500 else ()  # where much fails, ask no more
    body = render(template, **frame(here, badges), **context)
    response = Response(body, status, mimetype="text/html")
    if dictionary_of and signed_in():
        dictionaries.offer(response, dictionary_of)
    return response


def fragment(template: str, status: int = 200, **context: Any) -> Response:
    """A fragment alone, where only htmx asks; its reasons to the phone's queue."""
    if status >= 400 and queue.is_queued():
        return queue.refusal(status, context)
    return Response(render(template, **context), status, mimetype="text/html")


def _badges(known: Mapping[str, int]) -> Badges:
    actor = signed_in()
    try:
        return badges_for(actor, now(), known) if actor else ()
    except (InterfaceError, OperationalError):  # a page without its numbers is better than none
        return ()


def frame(here: str, badges: Badges = ()) -> dict[str, Any]:
    """What the layout needs around any page."""
    actor = signed_in()
    return {
        "here": here,
        "url_here": request.path,
        "signed_in": actor is not None,
        "is_in_app": bool(IN_APP.search(request.headers.get("User-Agent", ""))),
        "menu": _menu(seat_of(actor), locale(), here, badges) if actor else "",
        "urgent": urgent_of(actor, badges) if actor and badges else "",
        "is_quiet": is_quiet_here(),
        "tap_key": secrets.token_urlsafe(6),
        "tap_ticket": tap_ticket(actor.key, actor.help_epoch) if actor else "",
        "notices": get_flashed_messages(with_categories=True) if "_flashes" in session else (),
    }


def impersonal_page(template: str, language: str, *, here: str, **context: Any) -> Response:
    """A page that is the same for whoever opens it, in the language its address says.

    It may lie on phones and be shown from there: nothing on it knows who is signed in, and its
    Red Button carries neither a key nor a person, so that no tap is taken for another one.
    """
    body = impersonal(template, language, here=here, **context)
    response = Response(body, mimetype="text/html")
    response.headers.update(KEPT_PAGE)
    response.add_etag()
    response.make_conditional(request)
    return response


def impersonal(template: str, language: str, *, here: str, **context: Any) -> str:
    """What stands on such a page."""
    nobody = {
        "here": here,
        "url_here": request.path,
        "signed_in": False,
        "is_in_app": False,
        "menu": "",
        "urgent": "",
        "is_quiet": is_quiet_here(),
        "tap_key": "",
        "tap_ticket": "",
        "notices": (),
        "csrf_field": "",
        "zone": current_app.config["SETTINGS"].zone,
    }
    return _environment_for(language).get_template(template).render(**nobody, **context)


def is_quiet_here() -> bool:
    """Whether a tap on this phone is to change nothing on the page."""
    return tickets.cookie_name(tickets.QUIET_COOKIE, https=request.is_secure) in request.cookies


@lru_cache(1024)
def tap_ticket(person: str, epoch: int) -> str:
    """By which a tap that waits on the phone stays that of whoever saw the page."""
    return tickets.help_ticket(current_app.config["SECRET_KEY"], person, epoch)


@lru_cache(1024)
def _menu(seat: Seat, locale: str, here: str, badges: Badges) -> Markup:
    html = (
        _environment_for(locale)
        .get_template("_menu.html")
        .render(items=menu_of(seat, locale), here=here, badges=dict(badges))
    )
    return trusted(html)


def see_other(
    url: str,
    fragment: str | None = None,
    kept: str = "received",
    there: str = "",
    **context: Any,
) -> Response:
    """After a change: the fragment to htmx, a receipt to the phone's queue, else a redirect.

    ``kept`` says how it was taken: ``received``, or ``beside`` another text. ``there`` is the zone
    of its clock, where nobody needs to be signed in.
    """
    if fragment and request.htmx:
        return queue.receipted(page(fragment, fragment, **context))
    if queue.is_queued():
        return queue.receipt(url, kept, there)
    if request.htmx:
        response = Response(status=204)
        response.headers["HX-Redirect"] = url
        return response
    return redirect(url, 303)  # type: ignore[return-value]


def parts_of(page: str, *given: Any) -> list[Markup]:
    """The pieces that slices add to a page, in their line, without those that have nothing to
    show: each renders its own template.
    """
    shown = [(part.template, part.of(*given)) for part in _parts(page)]
    return [
        trusted(render(template, **context)) for template, context in shown if context is not None
    ]


def parts_of_rows(page: str, rows: Collection[int]) -> dict[int, Markup]:
    """The same for the rows of a list, by their ids: such a part gives a context for each, and
    asks once for all. It is handed what is given here: ids, or rows by their ids.
    """
    found = dict.fromkeys(rows, Markup())
    for part in _parts(page) if rows else ():
        for row, context in (part.of(rows) or {}).items():
            found[row] += trusted(render(part.template, **context))
    return found


def _parts(page: str) -> list[Any]:
    return [part for each in slices() for part in each.parts if part.page == page]
