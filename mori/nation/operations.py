"""Opening an office, closing it and opening it again."""

import datetime as dt

from mori.core.db import writing
from mori.core.states import advance
from mori.offices.models import Office
from mori.offices.operations import open_new_office
from mori.offices.rules import MOVES, NewOffice

from .models import OfficeEvent


@writing()
def open_office(wanted: NewOffice, actor_id: int, at: dt.datetime) -> Office:
    """Add an office with its standard hours; who leads it is appointed on its page."""
    office = open_new_office(wanted)
    OfficeEvent.create(office=office, verb="open", actor=actor_id, at=at)
    return office


def close_office(office: Office, actor_id: int, at: dt.datetime) -> None:
    """Place nobody new; who is there goes on, and everything kept stays."""
    advance(office, MOVES, "close", actor_id, at)


def reopen_office(office: Office, actor_id: int, at: dt.datetime) -> None:
    """Let interns be placed again."""
    advance(office, MOVES, "reopen", actor_id, at)
