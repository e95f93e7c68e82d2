"""All that an office does with its alumni, in the order in which it may happen."""

from collections.abc import Mapping

from mori.core.files.store import Store

from .circle import bring_together
from .desk import Desk
from .farewells import keep_finished_internships
from .letters import invite_alumni, write_to_alumni
from .lists import bring_one_more, take_in_lists
from .rights import ask_for_own_data
from .tables import ask_for_tables
from .twins import meet_twice
from .years import remember_alumni


def keep_alumni(desks: Mapping[str, Desk], store: Store | None) -> None:
    """Fill each office's records, and show every part in each of its states."""
    for name, desk in desks.items():
        remember_alumni(desk.office, name, desk.at)
        _live(desk, store)
    if store:
        for desk in desks.values():
            bring_one_more(desk, store)


def _live(desk: Desk, store: Store | None) -> None:
    keep_finished_internships(desk)
    bring_together(desk)
    ask_for_own_data(desk)
    meet_twice(desk)
    write_to_alumni(desk)
    invite_alumni(desk)
    if store:
        ask_for_tables(desk, store)
        take_in_lists(desk, store)
