"""Who leads a unit of Banua, as tests want it."""

from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.safeguarding.leaders import operations
from mori.safeguarding.leaders.queries import leader_by_key
from mori.safeguarding.routing.models import UnitMember
from tests.cast import TODAY, Cast


def leader_of(cast: Cast) -> UnitMember:
    """Rina leads PVL since last month."""
    key = new_key()
    operations.name_leader(cast.pvl.id, cast.rina.id, TODAY - 30 * DAY, None, key)
    found = leader_by_key(key)
    assert found
    return found
