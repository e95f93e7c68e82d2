"""Which file a thread's work on SQLite goes to: it may be removed or replaced meanwhile."""

import os
import threading

from mori.core.db import db, is_sqlite

_opened = threading.local()


def follow_file() -> None:
    """Let go of a SQLite file that was removed or replaced, before anything more is lost in it."""
    if not is_same_file() and not db.is_closed():
        db.close()
    _opened.database, _opened.file = db.obj, _file_identity()


def is_same_file() -> bool:
    """Whether what this thread writes still is the database that a restart would find."""
    if not is_sqlite() or getattr(_opened, "database", None) is not db.obj:
        return True
    return bool(_opened.file == _file_identity())


def opened_file() -> tuple[int, int] | None:
    """Which file this thread's work is on; another one after a backup was restored under it."""
    return getattr(_opened, "file", None)


def _file_identity() -> tuple[int, int] | None:
    try:
        there = os.stat(db.obj.database) if is_sqlite() else None
    except FileNotFoundError:
        return None
    return there and (there.st_dev, there.st_ino)
