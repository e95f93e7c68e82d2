"""``@may`` and ``@public``: every view wears one of them, or the app does not start."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort
from flask_login import current_user

from .grants import allowed


def may(action: str, on: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Guard a view; with ``on``, load the row it acts on, guard it, and hand it over.

    Nobody signed in is 401, a role that never may is 403, and a row that this
    person may not see does not exist: 404.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**arguments: Any) -> Any:
            actor = current_user._get_current_object()
            if not actor.is_authenticated:
                abort(401)
            if not allowed(actor, action):
                abort(403 if on is None else 404)
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


def require_declared(app: Flask) -> None:
    """Refuse to start while a view says neither ``@may`` nor ``@public``."""
    silent = sorted(
        name for name, view in app.view_functions.items() if not hasattr(view, "action")
    )
    if silent:
        raise RuntimeError(f"Say who may use these views, with @may or @public: {silent}")
