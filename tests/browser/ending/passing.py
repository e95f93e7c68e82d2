"""Days that pass for an internship in a running site, and what its background work then does."""

import sys

from tests.browser.site import Site, _run

PASS = """
import datetime as dt, sys
from mori import create_app
from mori.config import load
from mori.core.clock import now
from mori.core.db import db
from mori.placements.proceedings.models import Proceeding
from mori.placements.proceedings.operations import tend
from mori.placements.resignations.models import Resignation
from mori.placements.resignations.operations import end_resigned

settings = load()
create_app(settings)
days = dt.timedelta(days=int(sys.argv[2]))
with db.connection_context():
    for row in Proceeding.select().where(Proceeding.key == sys.argv[1]):
        until, day = row.answer_until - days, row.day - days
        ours = Proceeding.id == row.id
        Proceeding.update(answer_until=until, day=day).where(ours).execute()
    for row in Resignation.select().where(Resignation.key == sys.argv[1]):
        ours = Resignation.id == row.id
        Resignation.update(last_day=row.last_day - days).where(ours).execute()
    tend(settings.address, now())
    end_resigned(settings.address, now())
"""


def days_pass(site: Site, key: str, days: int) -> None:
    """As if a proceeding or a resignation had begun so many days earlier."""
    _run(site.environment, sys.executable, "-c", PASS, key, str(days))
