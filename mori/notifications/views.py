"""Whether the server is well, for whoever watches it."""

import datetime as dt

from flask import Blueprint, Response, current_app
from peewee import PeeweeException

from mori.access.guard import public
from mori.core.clock import now
from mori.slices import slices

from . import queries
from .rules import BEAT, is_stale

bp = Blueprint("notifications", __name__)


@bp.get("/healthz")
@public
def health() -> Response:
    """200 when the database answers and the background work beats; 503 and why otherwise.

    Mail that does not go out, or work that hangs, is 200 too, and ``degraded``: a balancer
    that asks here must not take every node away for it, as taps are still kept.
    """
    at = now()
    try:
        lease, mail = queries.lease_named("work"), queries.failing_mail()
        troubles = [said for each in slices() if (said := each.trouble(at))]
    except PeeweeException:
        return _health(503, "database: no answer")
    if lease is None or is_stale(lease.beat_at, at):
        return _health(503, _no_beat(lease.beat_at if lease else None, at))
    if is_stale(beat := _beat_here(), at):
        return _health(503, f"{_no_beat(beat, at)} on this node")
    if mail and mail.failing_since:
        since = mail.failing_since.isoformat(timespec="minutes")
        troubles.insert(0, f"no mail since {since}, {mail.trouble.english}")
    return _health(200, f"degraded: {'; '.join(troubles)}" if troubles else "ok")


def _no_beat(beat_at: dt.datetime | None, at: dt.datetime) -> str:
    if beat_at and beat_at > at:
        return "background work: no heartbeat since the clock was set back"
    return "background work: no fresh heartbeat"


def _beat_here() -> dt.datetime:
    """When this node's own background work last took its taps; another node's cannot."""
    beat = current_app.config["SETTINGS"].folder / BEAT
    return dt.datetime.fromtimestamp(beat.stat().st_mtime if beat.exists() else 0, dt.UTC)


def _health(status: int, text: str) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(f"{text}\n", status, mimetype="text/plain", headers=headers)
