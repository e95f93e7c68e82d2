"""What ``/healthz`` says of the roster."""

import datetime as dt

from flask import current_app

from . import snapshot
from .rules import RosterTrouble


def trouble(at: dt.datetime) -> str:
    """Whether it could be used if the database fell away; a node that has none yet says nothing."""
    settings = current_app.config["SETTINGS"]
    found = snapshot.trouble_with(settings.folder, settings.key, at)
    return found.english if found and found is not RosterTrouble.MISSING else ""
