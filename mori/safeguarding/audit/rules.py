"""What a record of the chain says, in the one way in which it is signed."""

import datetime as dt
import json


def content_of(number: int, verb: str, about: str, actor: str, at: dt.datetime) -> bytes:
    """What is signed: every field of a record, so that none can be changed alone."""
    fields = [number, verb, about, actor, at.astimezone(dt.UTC).isoformat(timespec="microseconds")]
    return json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()
