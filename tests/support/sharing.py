"""Which tests share a worker, because they share a demonstration, a browser or the machine's peace.

pytest-xdist has groups for this, but reads them from an attribute that pytest 9 no longer has.
"""

from pathlib import PurePosixPath
from typing import Any

from xdist.scheduler import LoadScopeScheduling

# Half of the browser's tests, by what they cost in time.
PHONES = {"test_offline", "test_worker", "test_review", "test_photos"}


def share_of(nodeid: str) -> str:
    """What a test shares with others; itself, if nothing."""
    path = PurePosixPath(nodeid.partition("::")[0])
    match path.parent.name:
        case "browser":
            return "browser: phones" if path.stem in PHONES else "browser: pages"
        case "faults" | "demo":
            return path.parent.name
    return nodeid


class Sharing(LoadScopeScheduling):
    """Each share to one worker, the large ones first."""

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)


def pytest_xdist_make_scheduler(config: Any, log: Any) -> Sharing:
    return Sharing(config, log)
