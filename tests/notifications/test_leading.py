"""Of several nodes on one database one leads."""

import threading
import time
from datetime import timedelta

from mori.core.db import db, writing
from mori.notifications import operations
from mori.notifications.dispatcher import NAME, Dispatcher
from mori.notifications.models import Lease
from mori.notifications.queries import lease_named
from mori.notifications.rules import LEADS_FOR
from tests.cast import NOON
from tests.notifications.working import fails, piece, seconds


def test_the_heart_beats_on_and_every_other_second_writes_nothing(committed):
    dispatcher = Dispatcher([], {"mail": fails})

    beats = []
    for second in range(60):
        dispatcher.round(NOON + seconds(second))
        beats.append(lease_named(NAME).beat_at)

    assert len(set(beats)) == 30
    assert lease_named(NAME).until == NOON + seconds(58) + LEADS_FOR
    assert lease_named(NAME).epoch == 1


def test_of_two_on_one_database_one_leads(committed):
    done = []
    one = Dispatcher([piece(lambda: done.append("one"))], {"mail": fails})
    two = Dispatcher([piece(lambda: done.append("two"))], {"mail": fails})

    for second in range(5):
        one.round(NOON + seconds(second))
        two.round(NOON + seconds(second))

    assert done == ["one"] * 5


def test_the_other_takes_over_when_the_leader_is_silent_and_the_leader_is_fenced(committed):
    done = []
    two = Dispatcher([piece(lambda: done.append("two"))], {"mail": fails})
    after = NOON + LEADS_FOR

    def sleeps():
        two.round(after)

    one = Dispatcher([lambda at: [sleeps()], piece(lambda: done.append("one"))], {"mail": fails})
    one.round(NOON)
    one.round(after + seconds(1))

    assert done == ["two"]
    assert lease_named(NAME).epoch == 2
    assert lease_named(NAME).holder == two.holder


def test_a_nodes_own_work_is_done_whether_it_leads_or_not(committed):
    done = []
    nodes = [
        Dispatcher([], {"mail": fails}, on_every_node=[piece(lambda n=n: done.append(n))])
        for n in range(2)
    ]

    for node in nodes * 2:
        node.round(NOON)

    assert done == [0, 1, 0, 1]


def test_pieces_of_two_nodes_wait_for_each_other(committed):
    Lease.create(name=NAME, holder="any", until=NOON, beat_at=NOON)
    begun, steps = threading.Event(), []

    def first():
        with db.connection_context(), writing():
            operations.take_turn(NAME)
            begun.set()
            time.sleep(0.3)
            steps.append("the first is done")

    thread = threading.Thread(target=first)
    thread.start()
    begun.wait(5)
    with writing():
        operations.take_turn(NAME)
        steps.append("the second begins")
    thread.join()

    assert steps == ["the first is done", "the second begins"]


def test_a_leader_that_stops_gives_up_the_lead_at_once(committed):
    done = []
    one = Dispatcher([], {"mail": fails})
    two = Dispatcher([piece(lambda: done.append("two"))], {"mail": fails})

    one.round(NOON)
    one.close(NOON)
    two.round(NOON)

    assert done == ["two"]


def test_a_lease_far_in_the_future_is_the_mistake_of_a_clock(committed):
    Lease.create(name=NAME, holder="gone", until=NOON + timedelta(days=1), beat_at=NOON)

    assert operations.lead(NAME, "me", NOON) == 2


def test_many_who_begin_at_once_find_one_leader(committed):
    ready, led = threading.Barrier(6), []

    def begin(holder):
        ready.wait()
        with db.connection_context():
            led.append(operations.lead(NAME, holder, NOON))

    threads = [threading.Thread(target=begin, args=(str(n),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(led, key=str) == [1] + [None] * 5
