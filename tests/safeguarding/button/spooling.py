"""Records of taps, and what waits in a spool."""

SECRET = b"a secret of the office, long enough"


def tap(name):
    return {"token": str(name), "at": 1790000000.125, "page": "logbook"}


def waiting(spool):
    """Read everything without removing it."""
    return [record for batch in spool.take() for record in batch.records]


def tokens(spool):
    return [record["token"] for record in waiting(spool)]
