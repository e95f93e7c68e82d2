"""What is done in a thread, waited for."""

import threading

import pytest


@pytest.fixture
def settled():
    """A list that threads fill, and a way to wait until it has so many."""
    filled = threading.Condition()

    class Filled(list):
        def append(self, each):
            with filled:
                super().append(each)
                filled.notify_all()

    found = Filled()

    def wait_for(count):
        with filled:
            assert filled.wait_for(lambda: len(found) >= count, timeout=5)

    return found, wait_for
