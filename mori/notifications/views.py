"""Whether the server is well, for whoever watches it."""

import datetime as dt

from flask import Blueprint, Response, current_app
from peewee import PeeweeException

from mori.access.guard import public
from mori.core.clock import now

from . import queries
from .rules import BEAT, STALE_AFTER

bp = Blueprint("notifications", __name__)


@bp.get("/healthz")
@public
def health() -> Response:
    """200 when the database answers and the background work beats; 503 and why otherwise."""
    at = now()
    try:
        lease = queries.lease_named("work")
    except PeeweeException:
        return _health(503, "database: no answer")
    if lease is None or at - lease.beat_at > STALE_AFTER:
        return _health(503, "background work: no fresh heartbeat")
    if at - _beat_here() > STALE_AFTER:
        return _health(503, "background work: no fresh heartbeat on this node")
    return _health(200, "ok")


def _beat_here() -> dt.datetime:
    """When this node's own background work last took its taps; another node's cannot."""
    beat = current_app.config["SETTINGS"].folder / BEAT
    return dt.datetime.fromtimestamp(beat.stat().st_mtime if beat.exists() else 0, dt.UTC)


def _health(status: int, text: str) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(f"{text}\n", status, mimetype="text/plain", headers=headers)
