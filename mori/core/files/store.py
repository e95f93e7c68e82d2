"""Private files beside the database: in a folder, or in an S3-compatible store.

A name is a kind and a key that MORI made, never what somebody called their file.
"""

import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from flask_babel import lazy_gettext as _

from mori.config import SettingError

from ..errors import Refused

if TYPE_CHECKING:
    from minio import Minio

NAME = re.compile(r"[a-z]+/[2-9a-z]{14}")
DISK_IS_FULL = {errno.ENOSPC, errno.EDQUOT}
SECONDS = 10  # how long a store may take to answer


class StoreAway(Refused):
    """Files can be neither kept nor read just now; trying again later helps."""

    def __init__(self) -> None:
        super().__init__(
            _("Photos and files can't be kept or shown right now. Try again in a few minutes.")
        )


class StoreFull(StoreAway):
    """The disk has no room; what it holds already stays."""

    def __init__(self) -> None:
        Refused.__init__(
            self,
            _("The server has no room for files right now. What it has already stays. Try later."),
        )


class Store(Protocol):
    """Where files are kept; a name that is not there is None, and removing it is no error."""

    def put(self, name: str, content: bytes) -> None: ...
    def get(self, name: str) -> bytes | None: ...
    def remove(self, name: str) -> None: ...


def open_store(url: str, folder: Path) -> Store:
    """The store at ``s3://…`` or ``s3+http://…``, or the folder if there is no URL."""
    if not url:
        return FolderStore(folder)
    parts = urlsplit(url)
    is_whole = parts.username and parts.password and parts.hostname and parts.path.strip("/")
    if parts.scheme not in ("s3", "s3+http") or not is_whole:
        raise SettingError("MORI_FILES_URL is not whole: write s3://key:secret@host:port/bucket.")
    return S3Store(parts)


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("a file's name is a kind and a key")
    return name


class FolderStore:
    """Files in a folder that only MORI's own user may read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes) -> None:
        """Keep it whole or not at all, and through a power cut."""
        path = self.folder / _checked(name)
        partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        try:
            for folder in (self.folder, path.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
            _write_through(partial, content)
            partial.replace(path)
            _sync_folder(path.parent)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            raise (StoreFull if error.errno in DISK_IS_FULL else StoreAway) from None

    def get(self, name: str) -> bytes | None:
        try:
            return (self.folder / _checked(name)).read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            raise StoreAway from None

    def remove(self, name: str) -> None:
        try:
            (self.folder / _checked(name)).unlink(missing_ok=True)
        except OSError:
            raise StoreAway from None


def _write_through(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class S3Store:
    """Objects in one private bucket, which has to exist."""

    def __init__(self, url: SplitResult) -> None:
        self.url = url
        self.bucket = url.path.strip("/")

    @cached_property
    def client(self) -> "Minio":
        from minio import Minio
        from urllib3 import PoolManager, Retry, Timeout

        return Minio(
            self.url.netloc.rpartition("@")[2],
            access_key=unquote(self.url.username or ""),
            secret_key=unquote(self.url.password or ""),
            secure=self.url.scheme == "s3",
            region=self.url.query.removeprefix("region=") or "us-east-1",
            http_client=PoolManager(
                timeout=Timeout(SECONDS), retries=Retry(2, backoff_factor=0.2), maxsize=8
            ),
        )

    def put(self, name: str, content: bytes) -> None:
        with _answering():
            self.client.put_object(
                self.bucket,
                _checked(name),
                BytesIO(content),
                len(content),
            )

    def get(self, name: str) -> bytes | None:
        try:
            with _answering():
                return self._read(_checked(name))
        except FileNotFoundError:
            return None

    def _read(self, name: str) -> bytes:
        answer = self.client.get_object(self.bucket, name)
        try:
            return answer.read()
        finally:
            answer.close()
            answer.release_conn()

    def remove(self, name: str) -> None:
        with _answering():
            self.client.remove_object(self.bucket, _checked(name))


@contextmanager
def _answering() -> Iterator[None]:
    """What a store that does not answer, or not to us, means to whoever asked."""
    from minio.error import MinioException, S3Error
    from urllib3.exceptions import HTTPError

    try:
        yield
    except (MinioException, HTTPError) as error:
        if isinstance(error, S3Error) and error.code == "NoSuchKey":
            raise FileNotFoundError from None
        raise StoreAway from None
