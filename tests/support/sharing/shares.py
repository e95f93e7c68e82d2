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


def place_of(nodeid: str) -> int:
    """What takes long begins first: of a share that begins last, one worker is left alone with."""
    folders = ("faults", "demo", "browser")
    folder = PurePosixPath(nodeid).parts[1]
    return folders.index(folder) if folder in folders else len(folders)


class Sharing(LoadScopeScheduling):
    """Each share to one worker, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """Forget a share that is done: when a worker dies its shares are given to others, and who
        is given nothing but what is done waits for ever.
        """
        super().mark_test_complete(node, item_index, duration)
        shares = self.assigned_work[node]
        share = share_of(self.registered_collections[node][item_index])
        if all(shares[share].values()):
            del shares[share]


def pytest_xdist_make_scheduler(config: Any, log: Any) -> Sharing:
    config.option.loadscopereorder = False  # by the number of tests, which says nothing of time
    return Sharing(config, log)
