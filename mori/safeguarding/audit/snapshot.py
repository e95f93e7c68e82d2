"""What was last seen of the chain, kept beside the database: what changed there since shows."""

import os
from pathlib import Path

from .rules import Seen

NAME = "audit.seen"
DIGITS = 12  # of each number: the file is as long whatever was recorded


def seen(folder: Path) -> Seen:
    """What the last look saw; on a new machine nothing."""
    try:
        number, gaps, digest = (folder / NAME).read_text().split()
    except FileNotFoundError:
        return Seen()
    return Seen(int(number), int(gaps), digest)


def keep(folder: Path, now: Seen) -> None:
    """Replace it at once and whole."""
    new = folder / f"{NAME}.{os.getpid()}"
    new.touch(0o600)
    new.write_text(f"{now.number:0{DIGITS}} {now.gaps:0{DIGITS}} {now.digest}\n")
    new.replace(folder / NAME)
