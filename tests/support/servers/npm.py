"""Test tools that only npm carries, fetched once and kept in the repository's cache."""

import base64
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

CACHE = Path(__file__).resolve().parents[3] / ".cache"
PATIENCE = 300


class NpmMissing(RuntimeError):
    """A package could not be fetched; the message says why."""


def unpacked(package: str, sha512: str, unpack: Callable[[Path, Path], None]) -> Path:
    """The cached folder of a package; `unpack(tarball, folder)` fills it the first time."""
    target = CACHE / package.lstrip("@").replace("/", "-").replace("@", "-")
    if target.exists():
        return target
    with _alone(target.name):
        if not target.exists():
            _fetch(target, package, sha512, unpack)
    return target


def installed(lock_folder: Path) -> Path:
    """The cached folder with the packages that a package-lock.json names by their digests."""
    lock = (lock_folder / "package-lock.json").read_bytes()
    target = CACHE / f"{lock_folder.name}-{hashlib.sha256(lock).hexdigest()[:10]}"
    if target.exists():
        return target
    with _alone(target.name):
        if not target.exists():
            with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
                fresh = Path(shutil.copytree(lock_folder, Path(scratch) / "fresh"))
                _npm(fresh, lock_folder.name, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                fresh.rename(target)  # whole or not at all
    return target


def _fetch(target: Path, package: str, sha512: str, unpack: Callable[[Path, Path], None]) -> None:
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        tarball = _pack(package, Path(scratch))
        _verify(tarball, package, sha512)
        fresh = Path(scratch) / "fresh"
        fresh.mkdir()
        unpack(tarball, fresh)
        fresh.rename(target)  # whole or not at all


def _pack(package: str, folder: Path) -> Path:
    return folder / _npm(folder, package, "pack", "--silent", package).split()[-1]


def _npm(folder: Path, package: str, *arguments: str) -> str:
    npm = shutil.which("npm")
    if npm is None:
        raise NpmMissing(f"{package} comes from npm, which is not installed")
    try:
        done = subprocess.run(
            [npm, *arguments],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    except subprocess.CalledProcessError as error:
        raise NpmMissing(f"npm could not fetch {package}: {error.stderr.strip()}") from error
    except subprocess.TimeoutExpired as error:
        raise NpmMissing(f"npm took more than {PATIENCE} s to fetch {package}") from error
    return done.stdout


def _verify(tarball: Path, package: str, sha512: str) -> None:
    # What we fetch here is executed, so it has to be the very file that was tried.
    found = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if found != sha512:
        raise NpmMissing(f"{package} is not the file that was tried: its SHA-512 is {found}")


@contextmanager
def _alone(name: str) -> Iterator[None]:
    CACHE.mkdir(exist_ok=True)
    (CACHE / ".gitignore").write_text("*\n")
    lock = os.open(CACHE / f"{name}.lock", os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
