"""Files that people send, and answers that are files.

Which views take files, how large, the store they go to; a PDF to print, a table to open elsewhere.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any, cast

from flask import Flask, Response, abort, current_app, request, stream_with_context
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from mori.core import tickets
from mori.core.errors import Refused
from mori.core.files.images import NoPicture
from mori.core.files.kinds import MEDIA, FileKind, FilePurpose
from mori.core.files.store import Store, StoreAway
from mori.core.files.tables import BOM, written_line
from mori.slices import slices

from .phone import queue

MOST_FILE_BYTES = 6_000_000
MOST_BYTES = 32_000_000  # three files that are too large still leave the text that came with them
MOST_EVIDENCE_BYTES = 11_000_000  # one file, and the words with it
MOST_LONG_TEXT_BYTES = 8_000_000  # a text pasted by mistake comes back with words, not without
STORE = "mori.files"
KEEP_SECONDS = 30 * 24 * 3600
PRIVATE = {"Cache-Control": "private, no-cache"}


def init_app(app: Flask, store: Store) -> None:
    """Stands before the form token is checked: that already reads the form."""
    app.extensions[STORE] = store
    app.before_request(let_files_in)


def let_files_in() -> None:
    if _is_for("takes_long_texts") and current_user.is_authenticated:
        request.max_content_length = request.max_form_memory_size = MOST_LONG_TEXT_BYTES
    elif _is_for("takes_digests"):
        request.max_content_length = MOST_BYTES
        request._get_file_stream = lambda *about, **more: Digested()  # type: ignore[method-assign]
    elif _is_for("takes_evidence"):
        request.stays_in_memory = True  # type: ignore[attr-defined]
        if current_user.is_authenticated or _has_tapped():
            request.max_content_length = MOST_EVIDENCE_BYTES
    elif (is_for_files() and current_user.is_authenticated) or _is_let_in():
        request.max_content_length = MOST_BYTES


def _is_let_in() -> bool:
    """Whether the address itself, of whoever is signed in or not, lets files in."""
    view = current_app.view_functions.get(request.endpoint or "")
    lets_in = getattr(view, "lets_in", None)
    return bool(lets_in and lets_in(**(request.view_args or {})))


def is_for_files() -> bool:
    return _is_for("takes_files")


def _is_for(what: str) -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, what, False))


def _has_tapped() -> bool:
    """Whether this phone has called for help within a week; whether it may here asks the view."""
    name = tickets.cookie_name(tickets.TAP_COOKIE, https=request.is_secure)
    ticket = request.cookies.get(name, "")
    return bool(tickets.read_tap_ticket(current_app.config["SECRET_KEY"], ticket))


def takes_files(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view's form carry files; ``@may`` stands above it."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def takes_files_where(lets_in: Callable[..., bool]) -> Callable[..., Any]:
    """Let a public view's form carry files where ``lets_in`` says so of its address."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        view.lets_in = lets_in  # type: ignore[attr-defined]
        return view

    return decorate


def takes_long_texts(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view's form be told in words that a text is too long; ``@may`` stands above it."""
    view.takes_long_texts = True  # type: ignore[attr-defined]
    return view


def takes_evidence(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view's form carry one file that never lies on the server's disk in clear."""
    view.takes_evidence = True  # type: ignore[attr-defined]
    return view


def takes_digests(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let anybody's form carry files of which the digest alone is wanted; it stands below all."""
    view.takes_digests = True  # type: ignore[attr-defined]
    return view


class Digested(BytesIO):
    """What is sent as a file: its SHA-256 and its length, and none of its bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.length = 0
        self._digest = hashlib.sha256()

    def write(self, content: Any) -> int:
        self._digest.update(content)
        self.length += len(content)
        return len(content)

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()


def store() -> Store:
    return cast(Store, current_app.extensions[STORE])


def sent_files(name: str) -> list[FileStorage]:
    """The files chosen in a field; a field left empty sends one without a name."""
    return [each for each in request.files.getlist(name) if each.filename]


def content_of(file: FileStorage) -> bytes:
    content = file.stream.read(MOST_FILE_BYTES + 1)
    if len(content) > MOST_FILE_BYTES:
        raise NoPicture(_("This photo is larger than 6 MB. Take it again at a lower setting."))
    return content


def purpose_named(name: str) -> FilePurpose | None:
    """What some slice declares that it takes files for."""
    declared = (purpose for each in slices() for purpose in each.file_purposes)
    return next((purpose for purpose in declared if purpose.name == name), None)


def comes_again(refusal: Refused) -> bool:
    """Whether a phone sends it once more by itself: the store was away, and will be back."""
    return isinstance(refusal, StoreAway) and queue.is_queued()


def private_picture(file: str, name: str) -> Response:
    """A picture of the store for whoever may see it, and for nothing but being looked at."""
    content = store().get(file)
    if content is None:
        abort(404)
    response = Response(content, mimetype="image/webp")
    response.headers["Cache-Control"] = f"private, max-age={KEEP_SECONDS}, immutable"
    response.headers["Vary"] = "Cookie"  # on a shared phone the copy is this session's alone
    response.headers["Content-Disposition"] = f'inline; filename="{name}.webp"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def attached_file(file: str, kind: FileKind, *name: object) -> Response:
    """A file of the store for whoever may read it: to be kept, never to be shown as a page.

    Its address ends in a dot and a word, so that phones do not take it for a page.
    """
    content = store().get(file)
    if content is None:
        abort(404)
    return attached(content, kind, *name)


def attached(content: bytes, kind: FileKind, *name: object) -> Response:
    """The same of a file that was just made."""
    response = Response(content, mimetype=MEDIA[kind], headers=PRIVATE)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(*name)}.{kind}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def file_name(*parts: object) -> str:
    """A telling name of plain letters: "presensi-sari-contoh-2026-11"."""
    text = unicodedata.normalize("NFKD", " ".join(map(str, parts))).encode("ascii", "ignore")
    return "-".join(re.findall(r"[a-z0-9]+", text.decode().lower()))


def pdf_file(body: bytes, *name: object) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{file_name(*name)}.pdf"', **PRIVATE}
    return Response(body, mimetype="application/pdf", headers=headers)


def csv_file(rows: Iterable[Iterable[Any]], *name: object) -> Response:
    """A table, line by line as it is read, so that its length costs no memory.

    ``?untuk=excel`` asks for semicolons: an Excel that writes 7,5 splits columns at them alone.
    """
    headers = {"Content-Disposition": f'attachment; filename="{file_name(*name)}.csv"', **PRIVATE}
    between = ";" if request.args.get("untuk") == "excel" else ","

    def lines() -> Iterator[str]:
        yield BOM
        for row in rows:
            yield written_line(row, between)

    body: Callable[..., Any] = stream_with_context(lines())  # type: ignore[assignment]
    return Response(body, mimetype="text/csv", headers=headers)  # type: ignore[arg-type]
