"""Requests for another supervisor as tests need them."""

from mori.placements.queries import placement_by_key
from mori.placements.supervisors import operations, queries
from tests.cast import NOON
from tests.placements.proceedings.proceeding import ADDRESS

WORDS = "Umpama tidak cocok."


def asked(cast, token="t", placement=None, person=None):
    found = placement_by_key((placement or cast.placement).key)
    by = (person or cast.sari).id
    made = operations.ask_for_supervisor(found, WORDS, token, by, NOON, ADDRESS)
    return queries.supervisor_change_by_key(made.key)


def change_rows(cast):
    """For pages that are opened by a key: Tono's."""
    row = asked(cast, "to open", cast.placement_tono, cast.tono)
    return {"supervisor_change_by_key": row.key}
