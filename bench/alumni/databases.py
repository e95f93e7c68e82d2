"""Databases that a bench fills in processes of its own."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from mori.config import Settings
from mori.core.db import db
from tests.conftest import migrated
from tests.support.servers import postgres


@contextmanager
def urls(on: str, folder: str) -> Iterator[Callable[[str], str]]:
    """Where a new database of a name is."""
    if on == "sqlite":
        yield lambda name: f"sqlite:///{folder}/{name}.db"
        return
    with postgres.start() as server:
        yield lambda name: postgres.create_database(server, name)


def opened(url: str, folder: str) -> Flask:
    """The app over a new database, connected."""
    app = migrated(Settings(database_url=url, instance=folder, secret_key="only the bench's"))
    db.connect(reuse_if_open=True)
    return app


def cpu_seconds(url: str) -> float:
    """Of the processor: of this process, of those it waited for, of a database's own."""
    ours, ticks = sum(os.times()[:4]), 0
    title = f"postgres: mori {urlsplit(url).path.lstrip('/')} ".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "cmdline").read_bytes().startswith(title):
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                ticks += int(stat[11]) + int(stat[12])
        except OSError:  # it ended meanwhile
            continue
    return ours + ticks / os.sysconf("SC_CLK_TCK")


def load() -> str:
    """What others leave of the machine, as far as it can be said."""
    return f"{os.getloadavg()[0]:.1f} at work on {os.cpu_count()} processors"
