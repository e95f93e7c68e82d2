"""``@may``, ``@public``, ``@by_link``: every view wears one, or the app does not start."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, current_app
from flask_login import current_user

from .grants import allowed, is_off
from .purposes import HOLDERS, PURPOSES, NoLink


def may(action: str, on: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Guard a view; with ``on``, load the row it acts on, guard it, and hand it over.

    Nobody signed in is 401, a role that never may is 403, and a row that this
    person may not see does not exist: 404. Nor does what the office does without.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**arguments: Any) -> Any:
            actor = current_user._get_current_object()
            if not actor.is_authenticated:
                abort(401)
            if not allowed(actor, action):
                abort(403 if on is None and not is_off(actor, action) else 404)
            if on is None:
                return view(**arguments)
            row = on(**arguments) or abort(404)
            if not allowed(actor, action, row):
                abort(404)
            return view(row)

        guarded.action, guarded.loader = action, on  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """Open a view to anyone, signed in or not."""
    view.action = None  # type: ignore[attr-defined]
    return view


def by_link(purpose: str, on: Callable[..., Any]) -> Callable[..., Any]:
    """Guard a view for whoever holds a signed link of this purpose, signed in or not.

    ``on`` loads the row from the link and the address: what is not its own it does not find.
    The view takes the link and the row.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(key: str, **arguments: Any) -> Any:
            link = current_app.extensions[HOLDERS](key)
            row = on(link, **arguments) if link.purpose == purpose else None
            if row is None:
                raise NoLink
            return view(link, row)

        guarded.action, guarded.purpose = None, purpose  # type: ignore[attr-defined]
        guarded.loader = on  # type: ignore[attr-defined]
        return guarded

    return decorate


def require_declared(app: Flask) -> None:
    """Refuse to start while a view says neither ``@may``, ``@public`` nor ``@by_link``, or is
    for a purpose that no slice declares.
    """
    views = app.view_functions
    silent = sorted(name for name, view in views.items() if not hasattr(view, "action"))
    if silent:
        raise RuntimeError(f"Say who may use these: @may, @public or @by_link: {silent}")
    purposes = {name: getattr(view, "purpose", None) for name, view in views.items()}
    unknown = sorted(name for name, each in purposes.items() if each and each not in PURPOSES)
    if unknown:
        raise RuntimeError(f"Declare what these are for in a slice's links: {unknown}")
