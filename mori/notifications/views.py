"""Whether the server is well, for whoever watches it."""

from flask import Blueprint, Response
from peewee import DatabaseError

from mori.access.guard import public
from mori.core.clock import now

from . import queries
from .rules import STALE_AFTER

bp = Blueprint("notifications", __name__)


@bp.get("/healthz")
@public
def health() -> Response:
    """200 when the database answers and the background work beats; 503 and why otherwise."""
    try:
        lease = queries.lease_named("work")
    except DatabaseError:
        return _health(503, "database: no answer")
    if lease is None or now() - lease.beat_at > STALE_AFTER:
        return _health(503, "background work: no fresh heartbeat")
    return _health(200, "ok")


def _health(status: int, text: str) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(f"{text}\n", status, mimetype="text/plain", headers=headers)
