"""Several machines on one database, each with taps of its own to take."""

from mori.core.clock import now
from mori.notifications.models import Lease, Message
from mori.notifications.rules import LEADS_FOR
from mori.safeguarding.alerts.models import Alert, Delivery, Tap
from tests.support.together import at_once, until

from .site import kill


def leader() -> str:
    lease = Lease.get_or_none()
    return lease.holder if lease and lease.until > now() else ""


def test_of_two_workers_one_leads_and_the_other_takes_over_when_it_dies(site, account):
    server, sari = site.serve("wsgi:button"), site.phone_of(site.cast.sari)
    first = site.work()
    until(leader)
    holder = leader()
    second = site.work()

    answer = server.tap(sari, t="to-the-leader")
    account.received(answer.headers["Location"].removeprefix("/c/"))
    until(lambda: site.told() == ["ningsih"])
    until(lambda: Message.get().sent_at)  # else the next leader sends it again, at once
    held = leader()
    kill(first)
    Lease.update(until=now() + LEADS_FOR / 10).execute()  # as most of its lease later
    answer = server.tap(site.phone_of(site.cast.laila), t="after-its-death")
    account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle()  # taken at once, by whoever does not lead
    told_before = list(site.told())
    until(lambda: site.told() == ["ningsih", "dewi"], 30)

    assert held == holder != leader()
    assert Lease.get().epoch == 2
    assert told_before == ["ningsih"]
    assert second.poll() is None
    assert Delivery.select().count() == 2


def test_each_node_takes_its_own_taps_whether_it_leads_or_not(site, account):
    here, there = site, site.on_node("another")
    sari = site.phone_of(site.cast.sari)
    servers = [here.serve("wsgi:button"), there.serve("wsgi:button")]
    works = [here.work(), there.work()]
    until(leader)

    answers = at_once(
        [lambda s=s, n=n: s.tap(sari, t=f"tap-number-{n:03}") for n in range(10) for s in servers]
    )
    more = [server.tap(sari, t=f"only-at-node-{n}") for n, server in enumerate(servers)]
    for answer in answers + more:
        account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle()
    until(lambda: site.told())

    assert Tap.select().count() == 10 + 2
    assert Alert.select().count() == 1, "two nodes at once made two alerts of one person"
    assert site.told() == ["ningsih"]
    until(lambda: here.waiting() == there.waiting() == [])
    assert [work.poll() for work in works] == [None, None]
