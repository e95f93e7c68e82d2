"""What happens to keys without anybody asking, each minute."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import MINUTE, periodic_job

from ..keys.operations import end_key
from . import operations, queries


def jobs(settings: Settings) -> list[Job]:
    def leavers(at: dt.datetime) -> Iterator[Piece]:
        return shut_out_leavers(settings.key, at)

    def helped(at: dt.datetime) -> Iterator[Piece]:
        for alert in queries.doubted_alerts():
            yield partial(operations.tell_of_help, alert.id, settings.address, at)

    return [
        periodic_job("keys of leavers", MINUTE, leavers),
        periodic_job("accounts helped with", MINUTE, helped),
    ]


def shut_out_leavers(server: bytes, at: dt.datetime) -> Iterator[Piece]:
    """Their pairs end, then each case they held gets a new one; killed half way, it goes on."""
    for key in queries.keys_of_leavers():
        yield partial(end_key, key.person_id, at)
    for alert_id in queries.shared_cases():
        yield partial(operations.shut_leavers_out, alert_id, server, at)
