"""What whoever watches the server is told."""

import os
import time

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

    Lease.update(beat_at=now() - STALE_AFTER).execute()
    nowhere = server.ask("/healthz")
    Lease.update(beat_at=now()).execute()
    long_ago = time.time() - STALE_AFTER.total_seconds() - 1
    os.utime(site.settings.folder / BEAT, (long_ago, long_ago))
    not_here = server.ask("/healthz")

    assert (before.status, before.text) == (503, "background work: no fresh heartbeat\n")
    assert (well.status, well.text) == (200, "ok\n")
    assert well.headers["Cache-Control"] == "no-store"
    assert (nowhere.status, nowhere.text) == (503, "background work: no fresh heartbeat\n")
    assert (not_here.status, not_here.text) == (
        503,
        "background work: no fresh heartbeat on this node\n",
    )
