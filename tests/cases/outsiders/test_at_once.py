"""A form that comes twice at one moment is one call, one message and one pair of numbers."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from mori.cases.entries.models import CaseEntry
from mori.cases.outsiders import operations
from mori.cases.outsiders.models import Outsider
from mori.cases.thread import operations as thread
from mori.core.vault import passphrases
from mori.safeguarding.alerts.models import Alert
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, alert_of, verbs
from tests.support.together import all_at_once

SERVER = b"a key of the server, for tests !"
BOTH = ["done", "done"]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(passphrases, "MEMORY", 8192)
    monkeypatch.setattr(passphrases, "PASSES", 1)


def meet(monkeypatch, module, name):
    """Two who do it wait for each other there, unless one of them waits for a lock before."""
    both, do = Barrier(2), getattr(module, name)

    def wait(*said, **more):
        with suppress(BrokenBarrierError):
            both.wait(1)
        return do(*said, **more)

    monkeypatch.setattr(module, name, wait)


def test_two_who_send_one_form_are_shown_the_same_numbers(committed, monkeypatch):
    meet(monkeypatch, operations, "raise_from_outside")
    shown = set()

    def write():
        shown.add(
            operations.write_from_outside("Contoh", None, "form", "token", SERVER, NOON, ADDRESS)
        )

    ends = all_at_once(write, write)

    assert ends == BOTH
    assert [written.number for written in shown] == [Outsider.get().number]
    assert Outsider.select().count() == Alert.select().count() == CaseEntry.select().count() == 1


def test_two_who_send_one_message_have_written_one(committed, monkeypatch):
    alert = alert_of(committed.cast.sari)
    meet(monkeypatch, thread, "_write")

    def write():
        thread.write_as_person(alert, "Contoh", "token", SERVER, NOON, ADDRESS)

    ends = all_at_once(write, write)

    assert ends == BOTH
    assert CaseEntry.select().count() == 1
    assert verbs(alert).count("message") == 1, "and officers are told once"
