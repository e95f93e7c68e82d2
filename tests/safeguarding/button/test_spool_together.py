"""Writers and readers of one spool do not get into each other's way."""

import fcntl
import multiprocessing
import os
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from mori.safeguarding.button.spool import Spool
from tests.safeguarding.button.spooling import SECRET, tap, tokens


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path / "spool", SECRET)


def test_a_file_that_a_writer_still_holds_is_left_for_the_next_time(spool):
    spool.append(tap("a"))
    writer = os.open(spool.current, os.O_WRONLY)
    fcntl.flock(writer, fcntl.LOCK_SH)

    while_held = spool.take()
    os.close(writer)

    assert while_held == []
    assert tokens(spool) == ["a"]


def test_a_writer_never_waits_for_the_reader(spool):
    spool.append(tap("a"))
    (batch,) = spool.take()

    with batch.path.open("rb") as reader:
        fcntl.flock(reader, fcntl.LOCK_EX)
        spool.append(tap("b"))

    assert tokens(spool) == ["a", "b"]


def test_a_second_reader_does_not_rotate_beside_the_first(spool):
    spool.append(tap("a"))
    with open(spool.folder / "taps.rotation", "w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)

        assert spool.take() == []

    assert tokens(spool) == ["a"]


@contextmanager
def just_before(step, action):
    """Let another process's action fall in front of one step of this one."""

    def watch(frame, event, called):
        if event == "c_call" and called is step:
            sys.setprofile(None)
            action()

    sys.setprofile(watch)
    try:
        yield
    finally:
        sys.setprofile(None)


@pytest.mark.parametrize(
    "step", [os.open, fcntl.flock, os.fstat, os.stat, os.write, os.fsync, os.close]
)
def test_a_reader_may_come_between_any_two_steps_of_a_writer(spool, step):
    spool.append(tap("a"))
    read = []

    def read_all():
        for batch in spool.take():
            read.extend(record["token"] for record in batch.records)
            spool.done(batch)

    with just_before(step, read_all):
        spool.append(tap("b"))
    read_all()

    assert read == ["a", "b"]


def test_a_record_and_the_name_of_its_file_are_synced_before_append_returns(spool):
    steps = []
    spool.prepare()

    sys.setprofile(lambda frame, event, called: steps.append(called))
    spool.append(tap("a"))
    sys.setprofile(None)

    after_writing = steps[steps.index(os.write) :]
    assert after_writing.count(os.fsync) == 4, "a call and a return for the file and the folder"


def write_many(folder, writer, count):
    spool = Spool(Path(folder), SECRET)
    for number in range(count):
        spool.append(tap(f"{writer}-{number}"))


def test_many_writers_beside_a_rotating_reader_lose_nothing_and_repeat_nothing(spool):
    processes = multiprocessing.get_context("spawn")
    writers = [
        processes.Process(target=write_many, args=(str(spool.folder), writer, 150))
        for writer in range(4)
    ]
    read = []
    batches = 0

    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers) or spool.size():
        for batch in spool.take():
            read += [record["token"] for record in batch.records]
            batches += 1
            assert batch.bad == []
            spool.done(batch)

    assert [writer.exitcode for writer in writers] == [0] * 4
    assert batches > 3  # read in between, however quick the disk is
    assert sorted(read) == sorted(f"{writer}-{n}" for writer in range(4) for n in range(150))
