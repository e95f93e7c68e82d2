"""How files go up: in which pieces, how many at once, and how long what was sent waits."""

import datetime as dt
import hashlib

PIECE_BYTES = 64_000
WHOLE_BYTES = 200_000  # what is no larger goes with its form
MOST_OPEN = 5  # of one person, not handed in yet
MOST_OPEN_BYTES = 2_000_000_000  # of all of them together
KEEP = dt.timedelta(days=7)  # from the last piece
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # as in mori.core.db
KEY = 14


def piece_name(upload: str, offset: int) -> str:
    """Where a piece lies in the store.

    It follows from the upload and the place: what is sent again after a kill lands on what the
    kill left.
    """
    number = int(hashlib.sha256(f"{upload} {offset}".encode()).hexdigest(), 16)
    letters = ""
    for _place in range(KEY):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return f"pieces/{letters}"


def piece_bytes(size: int, offset: int) -> int:
    """How long the piece is that begins there."""
    return min(PIECE_BYTES, size - offset)


def offsets(received: int) -> range:
    """Where the pieces begin that were received."""
    return range(0, received, PIECE_BYTES)
