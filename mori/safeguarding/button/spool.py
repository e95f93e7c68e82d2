"""The append-only file in which a tap is safe before anybody is told so."""

import base64
import errno
import fcntl
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mori.core.tickets import Secrets, read, sign

CAP_BYTES = 4 * 1024 * 1024  # of each lane that anybody on the internet can fill
KEPT_SECONDS = 31 * 24 * 3600
RESERVE_BYTES = 1024 * 1024
DISK_IS_FULL = {errno.ENOSPC, errno.EDQUOT}

_LINE = re.compile(rb"v1 ([\w-]{23}) ([\w-]+)")
_ROTATIONS_MET = 50
_WRITER_WAITS = 10
_WRITER_WAIT_SECONDS = 0.005


class SpoolFull(OSError):
    """The spool has reached its cap, and the tap was not written."""


@dataclass(frozen=True)
class Batch:
    """One rotated file: the records that verify, and the lines that do not."""

    path: Path
    records: list[dict[str, Any]]
    bad: list[bytes]
    content: bytes


class Spool:
    """Many writers append taps; one reader takes them, and removes them when they are safe."""

    def __init__(
        self, folder: Path, secret: Secrets, name: str = "taps", cap: int | None = None
    ) -> None:
        self.folder = folder
        self.secret = secret
        self.cap = cap
        self.current = folder / f"{name}.current"
        self.reserve = folder / f"{name}.reserve"
        self.set_aside = folder / f"{name}.set-aside"
        self._rotation = folder / f"{name}.rotation"
        self._numbered = re.compile(re.escape(name) + r"\.(\d{8})")
        self._last_read: dict[Path, Batch] = {}  # verifying a flood anew each second takes long

    def prepare(self) -> None:
        """Make the folder, and lay in the reserve while there is room for it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(OSError):
            self._lay_in_reserve()

    def append(self, record: dict[str, Any]) -> None:
        """Return once the record is on the disk; raise OSError if that is not certain."""
        line = _line(self.secret, record)
        try:
            self._write(line)
        except FileNotFoundError:
            self.prepare()
            self._write(line)
        except OSError as error:
            if error.errno not in DISK_IS_FULL:
                raise
            self.reserve.unlink(missing_ok=True)
            self._write(line)

    def take(self) -> list[Batch]:
        """Rotate, and return every batch that is not yet done, the oldest first."""
        self.prepare()
        self._rotate()
        batches = [batch for path in self._rotated() if (batch := self._read(path))]
        self._last_read = {batch.path: batch for batch in batches}
        return batches

    def done(self, batch: Batch, *, is_kept: bool = True) -> None:
        """Put away a batch whose records are committed elsewhere; keep its bad lines.

        It is kept for a month: what a restored backup does not know is taken from there.
        """
        with self._alone() as is_alone:
            # Another reader may have removed it, and a later file taken its number.
            if not is_alone or _content_of(batch.path) != batch.content:
                return
            if batch.bad:
                self._keep_aside(batch.bad)
            if is_kept:
                os.rename(batch.path, self.folder / f"{self.current.stem}.kept-{time.time_ns()}")
            else:
                os.unlink(batch.path)
            _sync_folder(self.folder)

    def kept(self) -> Iterator[Batch]:
        """What was put away within a month, the oldest first; what is older goes.

        Of a lane with a cap no more is kept than its cap: a flood of strangers fills no disk.
        """
        room = self.cap
        for path in sorted(self.folder.glob(f"{self.current.stem}.kept-*"), reverse=True):
            room = None if room is None else room - _size_of(path)
            if _put_away_at(path) < time.time() - KEPT_SECONDS or (room is not None and room < 0):
                path.unlink(missing_ok=True)
        for path in sorted(self.folder.glob(f"{self.current.stem}.kept-*")):
            batch = self._read(path)
            if batch:
                yield batch

    def waiting(self) -> list[dict[str, Any]]:
        """The records that no reader is done with yet, left where they are."""
        if not self.folder.is_dir():
            return []
        contents = [_content_of(path) or b"" for path in [*self._rotated(), self.current]]
        lines = [line for content in contents for line in content.split(b"\n") if line]
        records = [_record(self.secret, line) for line in lines]
        return [record for record in records if record is not None]

    def size(self) -> int:
        """Return the bytes that wait for the reader."""
        return sum(_size_of(path) for path in [self.current, *self._rotated()])

    def _write(self, line: bytes) -> None:
        if self.cap is not None and self.size() + len(line) > self.cap:
            raise SpoolFull(f"{self.current.name} has reached its cap")
        current = self._open_current()
        try:
            if os.write(current, line) != len(line):
                raise OSError(errno.ENOSPC, "the line was cut short")
            os.fsync(current)
            # Each time, since another process may have created the file and not come this far.
            _sync_folder(self.folder)
        finally:
            os.close(current)

    def _open_current(self) -> int:
        for _ in range(_ROTATIONS_MET):
            current = os.open(self.current, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            if self._is_ours_to_write(current):
                return current
            os.close(current)
        raise OSError(errno.EAGAIN, "the file is rotated away each time it is opened")

    def _is_ours_to_write(self, current: int) -> bool:
        # The shared lock keeps the reader out until we close. Whoever reads holds the exclusive
        # one on a file that was renamed before, so a writer never waits: it opens the new file.
        try:
            fcntl.flock(current, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return os.path.samestat(os.fstat(current), os.stat(self.current))
        except (BlockingIOError, FileNotFoundError):
            return False

    def _rotate(self) -> None:
        if not _size_of(self.current):
            return
        with self._alone() as is_alone, suppress(FileNotFoundError):
            # Two readers at once would give two files the same number. One does it for both.
            if is_alone:
                os.rename(self.current, self._next_path())
                _sync_folder(self.folder)

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Keep other readers from giving out and freeing numbers; False if one is doing so."""
        lock = os.open(self._rotation, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
        finally:
            os.close(lock)

    def _next_path(self) -> Path:
        last = max((int(path.suffix[1:]) for path in self._rotated()), default=0)
        return self.current.with_suffix(f".{last + 1:08d}")

    def _rotated(self) -> list[Path]:
        names = sorted(os.listdir(self.folder))
        return [self.folder / name for name in names if self._numbered.fullmatch(name)]

    def _read(self, path: Path) -> Batch | None:
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return None  # another reader is done with it
        with file:
            if not _writers_have_left(file.fileno()):
                return None
            content = file.read()
        before = self._last_read.get(path)
        if before and before.content == content:
            return before
        lines = [line for line in content.split(b"\n") if line]
        records = [_record(self.secret, line) for line in lines]
        bad = [line for line, record in zip(lines, records, strict=True) if record is None]
        return Batch(path, [record for record in records if record is not None], bad, content)

    def _keep_aside(self, lines: list[bytes]) -> None:
        with open(self.set_aside, "ab", opener=_private) as file:
            file.write(b"".join(line + b"\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())

    def _lay_in_reserve(self) -> None:
        disk = os.statvfs(self.folder)
        if _size_of(self.reserve) or disk.f_bavail * disk.f_frsize < 4 * RESERVE_BYTES:
            return
        laid_in = self.reserve.with_suffix(f".reserve-{os.getpid()}")
        try:
            with open(laid_in, "wb", opener=_private) as file:
                os.posix_fallocate(file.fileno(), 0, RESERVE_BYTES)
            laid_in.rename(self.reserve)
        finally:
            laid_in.unlink(missing_ok=True)


def _line(secret: Secrets, record: dict[str, Any]) -> bytes:
    text = json.dumps(record, separators=(",", ":"))
    payload = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    signed = sign(secret, "spool", payload)
    mac = signed.removesuffix(payload)
    # The newline in front ends whatever a crash or a full disk has left unfinished there.
    return f"\nv1 {mac} {payload}\n".encode()


def _record(secret: Secrets, line: bytes) -> dict[str, Any] | None:
    found = _LINE.fullmatch(line)
    fields = read(secret, "spool", (found[1] + found[2]).decode()) if found else None
    if not fields:
        return None
    try:
        record = json.loads(base64.urlsafe_b64decode(fields[0] + "=="))
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _writers_have_left(file: int) -> bool:
    for _ in range(_WRITER_WAITS):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(_WRITER_WAIT_SECONDS)
    return False


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _content_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _put_away_at(path: Path) -> float:
    """By its name, which a copy of the folder keeps where the file's own time is the copy's."""
    _, _, nanoseconds = path.name.partition(".kept-")
    return int(nanoseconds) / 1e9


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
