"""What ``/healthz`` says of the chain, and what ``flask audit verify`` says."""

import datetime as dt
from collections.abc import Iterable, Iterator

from . import queries
from .rules import Head


def trouble(at: dt.datetime) -> str:
    """Since when does not matter to whoever watches, and who did what is nobody's to know."""
    return "records are not as they were written" if queries.failing_since() else ""


def findings(number: int, mac: bytes, key: bytes, heads: Iterable[Head]) -> Iterator[str]:
    """What is wrong with the chain since a key was printed, a line each; nothing if all is well."""
    if broken := queries.first_broken_after(number, mac, key, []):
        yield f"Record {broken} is not as it was written, or is gone."
    for missing in queries.missing_heads(heads):
        since = f" of {missing.after_at:%Y-%m-%d %H.%M} UTC" if missing.after_at else ""
        yield (
            f"The head mailed on {missing.day} is not in this chain. Whatever was recorded after "
            f"number {missing.after}{since} and before that mail is gone: it was cut off, or a "
            "backup from before was restored."
        )
