"""Where input comes in: cleaned once, so that nothing behind it meets an unseen sign."""

from collections.abc import Iterable
from io import BytesIO
from typing import IO, Any
from wsgiref.types import WSGIEnvironment

from flask import Flask
from htmx_flask.requests import HtmxAwareRequest
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.datastructures.structures import iter_multi_items

from mori.core.texts.tidying import tidy


def init_app(app: Flask) -> None:
    """After Htmx, whose class of request this one goes on from."""
    app.request_class = TidyRequest


class Tidied(ImmutableMultiDict[str, Any]):
    """What an address or a form says: names and texts are tidied, files stay as they are.

    A part without a name, which Werkzeug calls None, is none of a form's fields.
    """

    def __init__(self, given: Any = None) -> None:
        pairs: Iterable[tuple[str, Any]] = iter_multi_items(given) if given else ()
        super().__init__([(tidy(name), _tidied(value)) for name, value in pairs if name])


def _tidied(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


class TidyRequest(HtmxAwareRequest):
    """A request whose address and forms can be believed to be text."""

    parameter_storage_class = Tidied
    stays_in_memory = False  # whether a file in its form must never lie on a disk, not for a moment

    def __init__(self, environ: WSGIEnvironment, *more: Any, **options: Any) -> None:
        super().__init__(environ, *more, **options)
        # No browser sends bytes that are no UTF-8; quoted, they are a text like any other.
        query = environ.get("QUERY_STRING", "").encode("latin1")
        self.query_string = query.decode(errors="werkzeug.url_quote").encode()

    def _get_file_stream(self, *sizes: Any, **more: Any) -> IO[bytes]:
        """Werkzeug puts what is larger than half a megabyte into a temporary file."""
        return BytesIO() if self.stays_in_memory else super()._get_file_stream(*sizes, **more)
