"""What whoever watches the server is told."""

import datetime as dt
import os

from mori.core.clock import now
from mori.notifications.models import Lease
from mori.notifications.rules import BEAT, STALE_AFTER

from .site import kill, until


def test_health_is_200_with_a_fresh_heartbeat_and_503_with_the_reason_otherwise(site):
    server = site.serve()
    before = server.ask("/healthz")
    worker = site.work()
    until(lambda: server.ask("/healthz").status == 200)
    well = server.ask("/healthz")
    kill(worker)

    long_ago = now() - STALE_AFTER - dt.timedelta(seconds=1)
    Lease.update(beat_at=long_ago).execute()
    nowhere = server.ask("/healthz")
    Lease.update(beat_at=now()).execute()
    os.utime(site.settings.folder / BEAT, (long_ago.timestamp(),) * 2)
    not_here = server.ask("/healthz")

    assert (before.status, before.text) == (503, "background work: no fresh heartbeat\n")
    assert (well.status, well.text) == (200, "ok\n")
    assert well.headers["Cache-Control"] == "no-store"
    assert (nowhere.status, nowhere.text) == (503, "background work: no fresh heartbeat\n")
    assert (not_here.status, not_here.text) == (
        503,
        "background work: no fresh heartbeat on this node\n",
    )
