"""Resignations as tests need them."""

from mori.placements.queries import placement_by_key
from mori.placements.resignations import operations
from tests.cast import NOON, TODAY
from tests.placements.proceedings.proceeding import ADDRESS, DAY

LAST_DAY = TODAY + 2 * DAY


def resigned(cast, last_day=LAST_DAY, token="r"):
    said = (last_day, "Pamit.", token, cast.sari.id, NOON, ADDRESS)
    return operations.resign(placement_by_key(cast.placement.key), *said)


def resignation_rows(cast):
    """For pages that are opened by a key: Tono's."""
    placement = placement_by_key(cast.placement_tono.key)
    made = operations.resign(placement, LAST_DAY, "", "to open", cast.tono.id, NOON, ADDRESS)
    return {"resignation_by_key": made.key}
