"""Pictures are read beside the server: in few processes, limited, replaced, and never for long."""

import os
import resource
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from mori.core.files import decoding, readers
from mori.core.files.decoding import Unreadable
from mori.core.files.images import NoPicture, Purpose, shrunk
from tests.support.pictures import encoded, flat_png, jpeg, scene

SMALL = jpeg(scene(64, 48))
PHOTO = Purpose.PHOTO.value


@pytest.fixture
def reader():
    reader = readers.Reader()
    yield reader
    reader.end()


def memory() -> int:
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * resource.getpagesize()


def test_a_large_picture_leaves_nothing_in_the_memory_of_the_server():
    content = flat_png()
    shrunk(SMALL, Purpose.PHOTO)
    before = memory()

    assert shrunk(content, Purpose.PHOTO)[1:] == (1280, 1280)

    assert len(content) < 100_000
    assert memory() - before < 20_000_000


def test_one_process_reads_many_pictures_and_is_then_replaced(monkeypatch):
    monkeypatch.setattr(readers, "MOST_PICTURES", 3)
    monkeypatch.setattr(readers, "_readers", one_slot())
    seen = []

    for _ in range(4):
        shrunk(SMALL, Purpose.PHOTO)
        reader = readers._readers.get()
        seen.append(reader.process.pid)
        readers._readers.put(reader)

    reader.end()
    assert len(set(seen[:3])) == 1
    assert seen[3] != seen[0]


def one_slot():
    slots = readers.LifoQueue()
    slots.put(None)
    return slots


def test_a_process_that_died_meanwhile_is_replaced(monkeypatch):
    monkeypatch.setattr(readers, "_readers", one_slot())
    shrunk(SMALL, Purpose.PHOTO)
    reader = readers._readers.get()
    os.kill(reader.process.pid, signal.SIGKILL)
    reader.process.wait()
    readers._readers.put(reader)

    assert shrunk(SMALL, Purpose.PHOTO)[1:] == (64, 48)
    readers._readers.get().end()


def test_what_takes_too_long_is_stopped_and_may_come_again(reader, monkeypatch):
    monkeypatch.setattr(readers, "PATIENCE", 0)

    with pytest.raises(readers.ReadersBusy):
        reader.read(flat_png(), PHOTO)

    assert not reader.is_fresh


def test_what_computes_too_long_is_the_pictures_fault(reader):
    reader.process.send_signal(signal.SIGXCPU)

    with pytest.raises(Unreadable, match="broken"):
        reader.read(SMALL, PHOTO)


def test_a_process_has_limits_and_no_secret(reader, monkeypatch):
    reader.read(SMALL, PHOTO)
    pid = reader.process.pid

    assert resource.prlimit(pid, resource.RLIMIT_AS)[0] == decoding.MOST_MEMORY
    assert resource.prlimit(pid, resource.RLIMIT_FSIZE)[0] == 0
    assert 0 < resource.prlimit(pid, resource.RLIMIT_CPU)[0] <= decoding.MOST_SECONDS + 5
    assert Path(f"/proc/{pid}/environ").read_bytes() == b""


def test_more_memory_than_it_may_have_is_a_refusal_and_not_its_end(reader):
    reader.read(SMALL, PHOTO)
    resource.prlimit(reader.process.pid, resource.RLIMIT_AS, (120_000_000, -1))

    with pytest.raises(Unreadable, match="pixels|broken"):
        reader.read(flat_png(), PHOTO)

    assert reader.read(SMALL, PHOTO)[1:] == (64, 48)


def test_so_many_at_once_that_threads_run_out_are_sent_away_at_once(monkeypatch):
    monkeypatch.setattr(readers, "_readers", readers.LifoQueue())  # all are reading, for long
    monkeypatch.setattr(readers, "WAIT", 0.2)
    places = threading.BoundedSemaphore(readers.MOST_AT_ONCE)
    monkeypatch.setattr(readers, "_places", places)
    for _ in range(readers.MOST_AT_ONCE):
        places.acquire()

    with pytest.raises(readers.ReadersBusy):
        shrunk(SMALL, Purpose.PHOTO)

    places.release()
    with pytest.raises(readers.ReadersBusy):  # there is a place to wait, but none comes free
        shrunk(SMALL, Purpose.PHOTO)


def test_pictures_at_once_are_each_their_own():
    sides = (32, 40, 48, 56)
    pictures = [encoded(Image.new("RGB", (side, side)), "PNG") for side in sides]

    with ThreadPoolExecutor(len(pictures)) as threads:
        made = list(threads.map(lambda each: shrunk(each, Purpose.PHOTO), pictures))

    assert [picture.width for picture in made] == list(sides)


@pytest.mark.parametrize("content", [flat_png()[:-900], SMALL[:600]])
def test_a_damaged_picture_costs_the_next_one_nothing(content):
    with pytest.raises(NoPicture):
        shrunk(content, Purpose.PHOTO)

    assert shrunk(SMALL, Purpose.PHOTO)[1:] == (64, 48)
