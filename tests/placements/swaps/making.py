from mori.core.workdays import DAY
from mori.placements.queries import placement_by_key
from mori.placements.swaps.models import RotationSwap
from mori.placements.swaps.operations import ask_for_swap
from tests.cast import NOON, TODAY

FIRST, LAST = TODAY + 5 * DAY, TODAY + 9 * DAY  # a week from Monday on


def swap_asked(cast, token: str = "asked") -> RotationSwap:
    """Sari, in PVL under Rina, and Tono, in Pencegahan under Budi, for a week."""
    one, other = placement_by_key(cast.placement.key), placement_by_key(cast.placement_tono.key)
    url = "https://mori.example/rotasi/tukar"
    return ask_for_swap(one, other, FIRST, LAST, token, url, cast.wati.id, NOON)
