"""What happens when several do something at the same moment."""

import threading

from mori.core.db import db
from mori.core.errors import Refused


def all_at_once(*doings) -> list[str]:
    """Do things in threads that begin together: what each came to."""
    ready, ends = threading.Barrier(len(doings)), []

    def run(do) -> None:
        try:
            ready.wait()
            do()
            ends.append("done")
        except Refused:
            ends.append("refused")
        finally:
            db.close()

    threads = [threading.Thread(target=run, args=(do,)) for do in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends
