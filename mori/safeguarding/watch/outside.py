"""The dead-man outside: hearing nothing it rings, and so it notices a machine that is off too."""

import http.client
import ssl
from urllib.parse import SplitResult, urlsplit

from mori.config import Settings

SECONDS = 10.0
OUR_PAGE = "/bantuan"


def ping(settings: Settings) -> None:
    """Say that all is well here, if people outside can reach us as well.

    An address of ours that does not answer, or whose certificate has expired, is silence there.
    """
    if not settings.deadman_url:
        return
    ours = urlsplit(settings.base_url)
    if ours.scheme == "https" and _status(ours, OUR_PAGE) >= http.client.INTERNAL_SERVER_ERROR:
        return
    theirs = urlsplit(settings.deadman_url)
    _status(theirs, theirs.path + (f"?{theirs.query}" if theirs.query else ""))


def _status(url: SplitResult, path: str) -> int:
    host = url.hostname or ""
    if url.scheme == "https":
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, url.port, timeout=SECONDS, context=ssl.create_default_context()
        )
    else:
        connection = http.client.HTTPConnection(host, url.port, timeout=SECONDS)
    try:
        connection.request("GET", path or "/")
        return connection.getresponse().status
    finally:
        connection.close()
