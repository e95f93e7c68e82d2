"""Static files under names that carry their digest, compressed once."""

import base64
import gzip
import hashlib
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import brotli
import rcssmin
import rjsmin
from flask import Flask
from whitenoise import WhiteNoise

FOLDER = Path(__file__).parents[3] / "static"
HASHED = re.compile(r"\.[0-9a-f]{10}\.\w+$")
SMALLER: dict[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}
CAME_SMALL = {"htmx.js"}
# In this order, in which a later rule wins: what every page needs, and after it what only pages
# of people who signed in need.
PUBLIC = tuple(
    f"css/public/{name}.css"
    for name in (
        *("tokens", "base", "type", "head", "layout", "lists"),
        *("buttons", "fields", "folding", "notes", "pictures", "media"),
    )
)
WHOLE = PUBLIC + tuple(
    f"css/mori/{name}.css"
    for name in (
        *("menu", "stamp", "progress", "rail", "review", "queue", "buttons"),
        *("toast", "data", "fields", "photos", "media"),
    )
)


def _extra(*names: str) -> tuple[str, ...]:
    return tuple(f"css/extra/{name}.css" for name in names)


def _notes(*names: str) -> tuple[str, ...]:
    """What a citizen's notes need on the phone; the door to them no more than it uses."""
    return tuple(f"encounters/{name}.js" for name in ("store", *names))


# A page with a table, figures, a sheet or a scheme names its own too: others do not pay for it.
JOINED = {
    "public.css": PUBLIC,
    "mori.css": WHOLE,
    "reading.css": (*PUBLIC, "css/pages/reading.css"),  # books, for anybody
    "texts.css": ("css/pages/reading.css",),  # the same beside mori.css
    "inbox.js": ("review.js", "keys/inbox.js"),
    "reading.js": ("books/reading.js",),
    "toolbar.js": ("books/toolbar.js",),
    "door.js": ("events/door.js",),
    "notes.js": _notes("front"),
    "notebook.js": _notes("clocks", "rules", "papers", "saving", "slips", "look", "pages"),
    "opinions.js": ("contributions/opinions.js",),
    "tables.css": (*_extra("printed", "tables"), "css/pages/lists.css"),
    "figures.css": ("css/extra/figures.css",),
    "duty.css": ("css/extra/duty.css",),
    "schemes.css": ("css/extra/schemes.css",),
    "months.css": _extra("printed", "choosing", "months"),
    "plans.css": _extra("printed", "choosing", "months", "plans"),
    "alumni.css": ("css/extra/alumni.css",),
    "overview.css": _extra("figures", "printed", "tables", "overview"),
    "background.css": ("css/pages/background.css",),
    "nation.css": ("css/pages/nation.css",),
    "portals.css": ("css/pages/portals.css",),
    # Read without signing in too, where stamps and data are not at hand.
    "reports.css": ("css/mori/data.css", *_extra("printed", "choosing", "reports")),
    "papers.css": ("css/mori/stamp.css", "css/mori/data.css", "css/extra/papers.css"),
}
COPIES: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".br": brotli.compress,  # as small as it can, unless told otherwise
    ".gz": gzip.compress,
}


def init_app(app: Flask, folder: Path) -> None:
    """Serve ``static/`` from a folder of hashed copies, made here if they are missing."""
    publish(folder)
    served = WhiteNoise(
        app.wsgi_app, root=folder, prefix="static/", immutable_file_test=_is_immutable
    )
    app.wsgi_app = served  # type: ignore[method-assign]


def publish(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*JOINED, *(source.name for source in FOLDER.iterdir() if source.is_file())):
        _publish_one(sent(name).encode(), folder / Path(address(name)).name)


@cache
def sent(name: str) -> str:
    """What a phone gets of a file: scripts and styles without comments and needless blanks."""
    return "".join(_small(FOLDER / part) for part in JOINED.get(name, (name,)))


def _small(source: Path) -> str:
    text = source.read_text(encoding="utf-8")
    if source.name in CAME_SMALL or source.suffix not in SMALLER:
        return text
    return SMALLER[source.suffix](text)


def _publish_one(content: bytes, target: Path) -> None:
    for suffix, copy_of in COPIES.items():
        path = Path(f"{target}{suffix}")
        if not path.exists():
            # Not in the folder itself: another process may be listing it to serve it.
            partial = path.parent.parent / f"{path.name}.{os.getpid()}.part"
            partial.write_bytes(copy_of(content))
            partial.replace(path)


@cache
def address(name: str) -> str:
    """``mori.css`` → ``/static/mori.0123456789.css``"""
    digest = hashlib.sha256(sent(name).encode()).hexdigest()[:10]
    stem, _, suffix = name.rpartition(".")
    return f"/static/{stem}.{digest}.{suffix}"


@cache
def stylesheet() -> str:
    """What the pages carry that are read without signing in."""
    return sent("public.css")


@cache
def stylesheet_hash() -> str:
    digest = hashlib.sha256(stylesheet().encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _is_immutable(path: str, url: str) -> bool:
    return bool(HASHED.search(url))
