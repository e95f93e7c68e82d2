"""What the spool was given is in the spool."""

import errno
import itertools
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from mori.safeguarding.button.spool import RESERVE_BYTES, Spool, SpoolFull
from tests.safeguarding.button.spooling import SECRET, tap, tokens, waiting

ROOT = Path(__file__).parents[3]


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path / "spool", SECRET)


@contextmanager
def no_file_beyond(size):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_record_comes_back_as_it_was_given(spool):
    spool.append(tap("a") | {"person": "é\n"})

    assert waiting(spool) == [tap("a") | {"person": "é\n"}]


def test_an_empty_spool_has_no_batches(spool):
    assert spool.take() == []


def test_only_the_owner_may_read_the_files(spool):
    spool.append(tap("a"))

    modes = [path.stat().st_mode & 0o777 for path in spool.folder.iterdir()]

    assert spool.folder.stat().st_mode & 0o777 == 0o700
    assert set(modes) == {0o600}


def test_a_batch_returns_until_it_is_done(spool):
    spool.append(tap("a"))
    spool.take()
    spool.append(tap("b"))

    first, second = spool.take()
    spool.done(first)

    assert [record["token"] for record in second.records] == ["b"]
    assert tokens(spool) == ["b"]


def test_a_batch_returns_after_the_reader_crashed(spool):
    spool.append(tap("a"))
    spool.take()

    assert tokens(Spool(spool.folder, SECRET)) == ["a"]


def test_batches_are_read_in_the_order_of_their_numbers(spool):
    for name in range(12):
        spool.append(tap(name))
        spool.take()

    assert tokens(spool) == [str(name) for name in range(12)]


def test_a_file_torn_at_any_byte_keeps_what_came_before_and_takes_what_comes_after(spool):
    spool.append(tap("before"))
    whole = spool.current.read_bytes()
    spool.append(tap("torn"))
    both = spool.current.read_bytes()

    for length in range(len(whole), len(both) - 1):
        spool.current.write_bytes(both[:length])
        spool.append(tap("after"))
        (batch,) = spool.take()

        assert batch.records == [tap("before"), tap("after")]
        spool.done(batch)


def test_a_record_that_lacks_only_its_newline_is_whole(spool):
    spool.append(tap("a"))
    spool.current.write_bytes(spool.current.read_bytes()[:-1])
    spool.append(tap("b"))

    assert tokens(spool) == ["a", "b"]


@pytest.mark.parametrize("damage", [b"\0" * 90, b"v1 x y", b"v2 a b", b"\xff\xfe", b"{}"])
def test_a_line_that_does_not_verify_is_set_aside_and_never_dropped(spool, damage):
    spool.append(tap("a"))
    with spool.current.open("ab") as file:
        file.write(damage)
    spool.append(tap("b"))

    (batch,) = spool.take()
    spool.done(batch)

    assert batch.records == [tap("a"), tap("b")]
    assert batch.bad == [damage]
    assert spool.set_aside.read_bytes() == damage + b"\n"
    assert spool.take() == []


def test_one_changed_byte_sets_the_line_aside(spool):
    spool.append(tap("a"))
    line = bytearray(spool.current.read_bytes())
    line[60] ^= 1
    spool.current.write_bytes(line)

    (batch,) = spool.take()

    assert batch.records == []
    assert batch.bad == [bytes(line).strip()]


def test_a_line_of_another_secret_is_set_aside(spool):
    Spool(spool.folder, b"another secret").append(tap("forged"))

    (batch,) = spool.take()

    assert batch.records == []
    assert len(batch.bad) == 1


def test_records_survive_the_rotation_of_the_key(spool):
    spool.append(tap("old"))
    rotated = Spool(spool.folder, {"2": b"new", "1": SECRET})
    rotated.append(tap("new"))

    assert tokens(rotated) == ["old", "new"]


def test_a_line_cut_short_is_an_error_and_spoils_no_other(spool):
    spool.append(tap("before"))
    size = spool.current.stat().st_size

    with no_file_beyond(size + 40), pytest.raises(OSError, match="large"):
        spool.append(tap("cut"))
    spool.append(tap("after"))

    (batch,) = spool.take()
    assert batch.records == [tap("before"), tap("after")]
    assert len(batch.bad) == 1


def test_a_full_disk_takes_the_reserve_and_is_reported_if_that_is_not_enough(spool):
    spool.prepare()
    spool.current.symlink_to("/dev/full")
    assert spool.reserve.stat().st_size == RESERVE_BYTES

    with pytest.raises(OSError, match="space") as caught:
        spool.append(tap("a"))

    assert caught.value.errno == errno.ENOSPC
    assert not spool.reserve.exists()


ON_A_FULL_DISK = """
import os, sys
from pathlib import Path
from mori.safeguarding.button.spool import Spool

folder = Path(sys.argv[1])
spool = Spool(folder, b"secret")
spool.append({"token": "before"})
spool.prepare()
assert spool.reserve.exists()
with open(folder / "filler", "wb", buffering=0) as filler:
    try:
        while filler.write(bytes(4096)):
            pass
    except OSError:
        pass
for number in range(40):
    spool.append({"token": str(number), "page": "x" * 200})
assert not spool.reserve.exists()
(batch,) = spool.take()
assert [r["token"] for r in batch.records] == ["before", *map(str, range(40))]
spool.done(batch)
os.truncate(folder / "filler", 3 * 1024 * 1024)
spool.take()
assert not spool.reserve.exists(), "a reserve on a disk that is nearly full would fill it"
os.unlink(folder / "filler")
spool.take()
assert spool.reserve.exists()
"""


def test_on_a_full_disk_the_reserve_makes_room(tmp_path):
    mount = 'mount -t tmpfs -o size=6m none "$0" && exec "$1" -c "$2" "$0"'
    command = ["unshare", "-Urm", "sh", "-c", mount, tmp_path, sys.executable, ON_A_FULL_DISK]
    probe = ["unshare", "-Urm", "mount", "-t", "tmpfs", "none", tmp_path]
    if not shutil.which("unshare") or subprocess.run(probe, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")

    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr


def fill(spool):
    for number in itertools.count():
        spool.append(tap(number))
        spool.take()


def test_a_spool_with_a_cap_says_when_it_is_full(tmp_path):
    spool = Spool(tmp_path, SECRET, "unknown", cap=1000)

    with pytest.raises(SpoolFull):
        fill(spool)

    assert len(tokens(spool)) > 3
    assert spool.size() <= 1000
    for batch in spool.take():
        spool.done(batch)
    spool.append(tap("room again"))
    assert tokens(spool) == ["room again"]


def test_a_folder_that_is_gone_is_made_again(spool):
    spool.append(tap("a"))
    shutil.rmtree(spool.folder)

    spool.append(tap("b"))

    assert tokens(spool) == ["b"]
