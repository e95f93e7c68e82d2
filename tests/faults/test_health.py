"""What whoever watches the server is told."""

import datetime as dt
import os

import pytest

from mori.core.clock import now
from mori.notifications.models import Lease, Message
from mori.notifications.rules import BEAT, STALE_AFTER
from tests.support.servers.smtp import Mode

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


@pytest.mark.parametrize("hours", [-24, 24], ids=["of yesterday", "of tomorrow"])
@pytest.mark.parametrize("where", ["everywhere", "here"])
def test_health_tells_that_the_clock_was_set_while_nobody_works(site, hours, where):
    server, worker = site.serve(), site.work()
    until(lambda: server.ask("/healthz").status == 200)
    kill(worker)
    beat_at = now() + dt.timedelta(hours=hours)

    if where == "everywhere":
        Lease.update(beat_at=beat_at).execute()
    else:
        os.utime(site.settings.folder / BEAT, (beat_at.timestamp(),) * 2)

    answer = server.ask("/healthz")
    said = "no fresh heartbeat" if hours < 0 else "no heartbeat since the clock was set back"
    place = "" if where == "everywhere" else " on this node"
    assert (answer.status, answer.text) == (503, f"background work: {said}{place}\n")


def test_health_is_degraded_while_the_mail_server_is_away_and_well_once_it_is_back(site):
    server = site.serve()
    with site.mailbox.failing(Mode.REFUSE):
        site.work()
        until(lambda: server.ask("/healthz").text.startswith("degraded: no mail since "))
        failing = server.ask("/healthz")
    well = until(lambda: (answer := server.ask("/healthz")).text == "ok\n" and answer, 30)

    assert (failing.status, well.status) == (200, 200), "a balancer takes no node away for it"
    assert failing.text.endswith(", the mail server does not answer\n")


@pytest.mark.parametrize("mode", [Mode.BUSY, Mode.HANG_UP])
def test_invariant_19_health_does_not_move_with_a_tap_whose_mail_fails(site, account, mode):
    server = site.serve()
    site.work()
    until(lambda: server.ask("/healthz").text == "ok\n")
    site.mailbox.set(mode)

    answer = server.tap(site.phone_of(site.cast.tono), t="first-tap")
    account.received(answer.headers["Location"].removeprefix("/c/"))
    until(lambda: Message.get_or_none(Message.attempts > 0, Message.last_error != ""))

    assert server.ask("/healthz").text == "ok\n"
    account.settle()
