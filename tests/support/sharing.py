"""Which tests share a worker, because they share a demonstration, a browser or the machine's peace.

pytest-xdist has groups for this, but reads them from an attribute that pytest 9 no longer has.
"""

from pathlib import PurePosixPath
from typing import Any

from xdist.scheduler import LoadScopeScheduling


def share_of(nodeid: str) -> str:
    """What a test shares with others; itself, if nothing."""
    path = PurePosixPath(nodeid.partition("::")[0])
    match path.parts[1]:
        case "browser":
            return str(path)
        case "faults" | "demo":
            return path.parts[1]
    return nodeid


class Sharing(LoadScopeScheduling):
    """Each share to one worker, the large ones first."""

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)


def pytest_xdist_make_scheduler(config: Any, log: Any) -> Sharing:
    return Sharing(config, log)
