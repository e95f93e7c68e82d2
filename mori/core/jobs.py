"""What background work is made of."""

import datetime as dt
from collections.abc import Callable, Iterable

# A job gives its work in pieces; each is done in a transaction of its own while we lead.
Piece = Callable[[], None]
Job = Callable[[dt.datetime], Iterable[Piece]]
