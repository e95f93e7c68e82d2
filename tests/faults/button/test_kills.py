"""Processes die with ``kill -9`` in the middle of whatever they do."""

import http.client
import os
import signal
import threading
from queue import SimpleQueue

from mori.core.clock import now
from mori.notifications.models import Lease, Message
from mori.safeguarding.alerts.models import Alert, Tap
from tests.faults.provider import Mood
from tests.faults.site import Phone, Server, kill, until

KILLS = 30
ANSWERS_PER_KILL = 5
KILLS_PER_PAGE = 15
TAPPING, READING = 4, 2
BACKLOG = 60


class Crowd:
    """Phones that tap and read pages without pause, and remember what they were told."""

    def __init__(self, server: Server, phones: list[Phone]) -> None:
        self.server = server
        self.received: SimpleQueue[str] = SimpleQueue()
        self.pages: SimpleQueue[int] = SimpleQueue()
        self.broken: SimpleQueue[str] = SimpleQueue()
        self.page_shown = threading.Event()
        self._over = threading.Event()
        self._threads = [
            *(threading.Thread(target=self._tap_on, args=(phones, n)) for n in range(TAPPING)),
            *(threading.Thread(target=self._read_on, args=(phones[n],)) for n in range(READING)),
        ]

    def __enter__(self) -> "Crowd":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _tap_on(self, phones: list[Phone], number: int) -> None:
        taps = 0
        while not self._over.is_set():
            taps += 1
            try:
                answer = self.server.tap(phones[taps % len(phones)], t=f"phone{number}-{taps:06}")
            except (OSError, http.client.HTTPException):
                self.broken.put("tap")
                continue
            assert answer.status == 303
            self.received.put(answer.headers["Location"].removeprefix("/c/"))
            self._over.wait(0.02)  # what is tested is dying, not speed

    def _read_on(self, phone: Phone) -> None:
        while not self._over.is_set():
            try:
                status = self.server.ask("/saya", phone).status
                self.pages.put(status)
                if status == 200:
                    self.page_shown.set()
            except (OSError, http.client.HTTPException):
                self.broken.put("page")


def drained(queue: SimpleQueue) -> list:
    return [queue.get() for _ in range(queue.qsize())]


def test_no_acknowledged_tap_is_lost_when_web_workers_die_while_pages_are_read(site, account):
    server = site.serve("wsgi:app", "--workers", "2")
    phones = [site.phone_of(person) for person in (site.cast.sari, site.cast.tono)]
    killed: set[int] = set()

    with Crowd(server, phones) as crowd:
        while len(killed) < KILLS:
            if len(killed) % KILLS_PER_PAGE == 0:  # the app needs longer to start than a tap
                crowd.page_shown.clear()
                assert crowd.page_shown.wait(15)
            for _ in range(ANSWERS_PER_KILL):
                account.received(crowd.received.get(timeout=15))
            fresh = set(server.workers()) - killed
            for worker in list(fresh)[:1]:
                os.kill(worker, signal.SIGKILL)
                killed.add(worker)
    for code in drained(crowd.received):
        account.received(code)
    site.replay()
    account.settle()

    pages = drained(crowd.pages)
    assert server.process.poll() is None
    assert 200 in pages
    assert set(pages) <= {200, 503}
    assert drained(crowd.broken), "no worker died with anything in its hands"
    assert Alert.select().count() == 2


def test_background_work_that_dies_in_the_middle_of_replay_loses_nothing(site, account):
    server = site.serve("wsgi:button")
    phones = [site.phone_of(p) for p in (site.cast.sari, site.cast.tono, site.cast.laila)]
    for number in range(BACKLOG):
        answer = server.tap(phones[number % 3], t=f"backlog-{number:06}")
        account.received(answer.headers["Location"].removeprefix("/c/"))

    before = 0
    for _ in range(4):
        worker = site.work()
        until(lambda before=before: Tap.select().count() > before)
        kill(worker)
        before = Tap.select().count()
    in_the_middle = before < BACKLOG
    Lease.update(until=now()).execute()
    site.work()
    account.settle()
    until(lambda: {"ningsih", "dewi"} <= set(site.told()))

    assert in_the_middle or before == BACKLOG
    assert Tap.select().count() == BACKLOG
    assert Alert.select().count() == 3
    assert {alert.urgency for alert in Alert.select()} == {BACKLOG // 3}
    assert {alert.state for alert in Alert.select()} == {"notified"}


def test_background_work_that_dies_while_sending_sends_twice_at_most_and_as_one_mail(site, account):
    server, sari = site.serve("wsgi:button"), site.phone_of(site.cast.sari)
    answer = server.tap(sari, t="one-tap-only")
    account.received(answer.headers["Location"].removeprefix("/c/"))

    site.mailbox.moods["ningsih"] = Mood.FORGETFUL
    worker = site.work()
    until(lambda: len(site.mailbox.messages) == 1)
    kill(worker)
    site.mailbox.moods.clear()
    Lease.update(until=now()).execute()
    Message.update(leased_until=now()).execute()  # as a minute later
    site.work()
    until(lambda: Message.select().where(Message.sent_at.is_null(False)).exists())
    account.settle()

    first, second = site.mailbox.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert site.told() == ["ningsih"] * 2
    assert Alert.get().state == "notified"
