"""Records that may be of one person: a pair to decide on, twins, and two that were merged."""

from mori.alumni.merging.operations import (
    facts_of,
    merge_alumni,
    say_records_not_same,
    undo_merge,
)
from mori.alumni.merging.pair_operations import compare_next
from mori.alumni.merging.queries import merges_into
from mori.alumni.models import Alumnus
from mori.alumni.records.correcting_operations import Facts, StayFacts, add_alumnus
from mori.alumni.records.rules import named
from mori.core.db import new_key

from .desk import Desk

PHONE = "+628115000{:03}"


def meet_twice(desk: Desk) -> None:
    """An open pair, twins with one telephone, a merge, and one that was undone."""
    _add(desk, "Nurul Hidayah Umpamanya", 901, 2016)
    _add(desk, "Noerul Hidayah Umpamanya", 901, 2016)
    husna, husni = (_add(desk, f"{name} Kembarwati", 902, 2018) for name in ("Husna", "Husni"))
    say_records_not_same(husna, husni, desk.coordinator.id, desk.ago(9))
    _merge(desk, "Muhammad Ilham Percobaan", "M. Ilham Percobaan", 903)
    kept = _merge(desk, "Rizal Karangan", "Rizal Karangan Saja", 904)
    undo_merge(merges_into(kept)[0], desk.coordinator.id, desk.ago(7))
    while compare_next():
        pass


def _merge(desk: Desk, kept_name: str, merged_name: str, number: int) -> Alumnus:
    kept, merged = _add(desk, kept_name, number, 2014), _add(desk, merged_name, number, 2014)
    seen = (str(kept.revision), str(merged.revision))
    merge_alumni(kept, merged, facts_of(kept), seen, desk.coordinator.id, desk.ago(8))
    return kept


def _add(desk: Desk, name: str, number: int, year: int) -> Alumnus:
    facts = Facts(named(name), None, "", [PHONE.format(number)], [], [])
    stay = StayFacts(None, "", "", "", "student", f"{year}-07", f"{year}-08", [])
    actor_id, token = desk.coordinator.id, new_key()
    made = add_alumnus(desk.office.id, facts, stay, token, actor_id, desk.ago(10))
    return Alumnus.get_by_id(made.id)  # as it was written in the end
