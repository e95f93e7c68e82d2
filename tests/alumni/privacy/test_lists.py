"""Whoever came from a list, was changed and asked for erasure is in no table nor file any more."""

import pytest

from mori.alumni.applying.undo_operations import start_undoing
from mori.alumni.imports import operations as imports
from mori.alumni.imports.models import Import
from mori.alumni.models import Alumnus
from mori.alumni.privacy import operations
from mori.alumni.rules import AlumnusState
from tests.alumni.applying.applied import fresh, take_over, work
from tests.alumni.imports import taking
from tests.alumni.privacy.test_erasure import everything
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app", "noon")

SECRETS = ("Siti Rahasia", "siti rahasia", "+6281170000", "siti@umpama.example", "RHS-7788")
SITI = ("Siti Rahasia", "RHS-7788", "Univ. Contoh Banua", "081170000001", "siti@umpama.example")
LIST = taking.list_of((*SITI, 2015), ("Budi Umpama", "", "Univ. Contoh Banua", "", "", 2016))


def siti() -> Alumnus:
    return Alumnus.get(Alumnus.name == "Siti Rahasia")


def left(store) -> list[str]:
    files = b"".join(path.read_bytes() for path in store.folder.rglob("*") if path.is_file())
    kept = everything() + files.decode(errors="replace")
    return [each for each in SECRETS if each in kept]


def taken_over(store, cast) -> Import:
    made = take_over(taking.read_in(store, cast, LIST), cast)
    taking.work(store)  # throws the file away
    return made


def test_a_list_that_was_taken_over_leaves_nothing_of_her(cast, store):
    taken_over(store, cast)
    assert left(store)

    operations.erase(siti(), cast.wati.id, NOON)

    assert left(store) == []
    assert "Budi Umpama" in everything()


def test_the_same_list_again_leaves_nothing_of_her_either(cast, store):
    taken_over(store, cast)
    taken_over(store, cast)

    operations.erase(siti(), cast.wati.id, NOON)

    assert left(store) == []


def test_a_list_with_her_that_waits_adds_nothing_to_her_once_erased(cast, store):
    taken_over(store, cast)
    waiting = taking.read_in(store, cast, LIST)

    operations.erase(siti(), cast.wati.id, NOON)
    take_over(waiting, cast)
    taking.work(store)

    assert left(store) == []
    assert Alumnus.select().where(Alumnus.state == AlumnusState.ERASED).count() == 1


def test_a_list_taken_back_after_that_brings_nothing_back(cast, store):
    made = taken_over(store, cast)
    operations.erase(siti(), cast.wati.id, NOON)

    start_undoing(fresh(made), cast.wati.id, NOON)
    work()

    assert left(store) == []


def test_a_list_that_is_dropped_leaves_nobody(cast, store):
    made = taking.read_in(store, cast, LIST)
    assert left(store)

    imports.drop_import(taking.fresh(made), cast.wati.id, NOON)
    taking.work(store)

    assert left(store) == []
