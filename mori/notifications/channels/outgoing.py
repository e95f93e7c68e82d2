"""Handing something over by HTTP: to no proxy, after no redirect, with a limit on the waiting."""

import http.client
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

from .. import mail
from ..rules import NotSetUp, NotTaken, is_safe_address

TAKEN = range(200, 300)
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


def post(
    address: str, body: bytes, headers: Mapping[str, str], refusals: frozenset[HTTPStatus] = GONE
) -> None:
    """Raise unless it was taken; some answers say that the receiver will take nothing any more."""
    if not is_safe_address(address):
        raise NotSetUp
    url = urlsplit(address)
    path = f"{url.path or '/'}{'?' + url.query if url.query else ''}"
    connection = _connection(url)
    try:
        connection.request("POST", path, body, dict(headers))
        status = connection.getresponse().status
    finally:
        connection.close()
    if status not in TAKEN:
        raise NotTaken(status, is_refused=status in refusals)


def _connection(url: SplitResult) -> http.client.HTTPConnection:
    host = url.hostname or ""
    if url.scheme == "http":
        return http.client.HTTPConnection(host, url.port, timeout=mail.TIMEOUT)
    trust = mail.trust()
    return http.client.HTTPSConnection(host, url.port, timeout=mail.TIMEOUT, context=trust)
