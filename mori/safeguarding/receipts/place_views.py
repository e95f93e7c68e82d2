"""Of which office a phone is, and who is there for it."""

import datetime as dt
from collections.abc import Collection
from contextlib import suppress

from flask import current_app, g, request
from flask_login import current_user
from peewee import PeeweeException

from mori.core import tickets

from ..duty import queries as duty
from . import queries

Place = tuple[int, str]  # an office's id and zone


def office_here() -> Place | None:
    """The office of whoever is signed in, or whom this phone's help ticket names."""
    if current_user.is_authenticated:
        return (current_user.office_id, current_user.zone) if current_user.has_office else None
    name = tickets.cookie_name(tickets.HELP_COOKIE, https=request.is_secure)
    secret = current_app.config["SECRET_KEY"]
    ticket = tickets.read_help_ticket(secret, request.cookies.get(name, ""))
    if ticket and "session_unread" not in g:
        with suppress(PeeweeException):
            office = queries.office_of_ticket(*ticket)
            return (office.id, str(office.zone)) if office else None
    return None


def presence_in(
    office: Place | None, at: dt.datetime, excluded: Collection[int] = frozenset()
) -> duty.Presence | None:
    """Who is on duty in an office but those who must not learn of it."""
    return duty.presence_of(office[0], at, excluded) if office else None
