"""Two workers at one list, and a coordinator who goes on working meanwhile."""

from contextlib import suppress

import pytest
from peewee import OperationalError

from mori.alumni.applying.models import ImportChange
from mori.alumni.applying.run_operations import start_applying
from mori.alumni.applying.undo_operations import start_undoing
from mori.alumni.finding.operations import refresh
from mori.alumni.imports.models import ImportRow
from mori.alumni.imports.rules import ImportState
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusStay
from mori.alumni.queries import record_of
from mori.core.db import writing
from tests.alumni.applying.applied import (
    OWN,
    apply_next,
    fresh,
    imported,
    listed,
    name_of,
    outcomes,
    undo_next,
)
from tests.alumni.dumps import difference, dump
from tests.alumni.making import make_alumnus
from tests.cast import NOON
from tests.support.together import all_at_once

COUNTED = {"alumnus.revision", "alumnus_facet.id", "alumnus_tally.id"}
PEOPLE = 260


@pytest.fixture
def made(committed, noon):
    cast = committed.cast
    make_alumnus(cast.banua, name_of(1), phone="+6281250000001", year=None)
    lines = (f"{name_of(n)};{n};Univ Contoh;+62812500{n:05};;2015" for n in range(PEOPLE))
    return imported(cast, listed(*lines))


def until_done(step):
    """As the background work does it: what had no turn in time is tried again."""
    is_left = True
    while is_left:
        with suppress(OperationalError):
            is_left = step(NOON)


def everything():
    return dump(without=OWN | {"alumnus_event"}, columns=COUNTED)


def test_two_workers_do_nothing_twice(committed, made):
    before = everything()
    start_applying(made, committed.cast.wati.id, NOON)

    all_at_once(lambda: until_done(apply_next), lambda: until_done(apply_next))

    assert fresh(made).state is ImportState.APPLIED
    assert fresh(made).rows_done == PEOPLE + 1
    assert sorted(outcomes(made)) == sorted(["joined", "kept", *["made"] * (PEOPLE - 1)])
    assert Alumnus.select().count() == PEOPLE
    assert AlumnusStay.select().count() == PEOPLE

    start_undoing(fresh(made), committed.cast.wati.id, NOON)
    all_at_once(lambda: until_done(undo_next), lambda: until_done(undo_next))

    assert fresh(made).state is ImportState.UNDONE
    assert difference(before, everything()) == {}


@writing()
def correct(name: str, **columns) -> None:
    """As the page of a record does it."""
    alumnus = Alumnus.get(Alumnus.name == name)
    Alumnus.update(**columns, revision=Alumnus.revision + 1).where(
        Alumnus.id == alumnus.id
    ).execute()
    AlumnusContact.create(alumnus=alumnus.id, kind="mail", value="baru@contoh.example")
    refresh([alumnus.id])


def test_who_corrects_a_record_meanwhile_loses_nothing(committed, made):
    start_applying(made, committed.cast.wati.id, NOON)

    ends = all_at_once(
        lambda: until_done(apply_next),
        lambda: correct(name_of(1), address="Jalan Baru 9"),
    )

    record = record_of(Alumnus.get(Alumnus.name == name_of(1)))
    assert ends == ["done", "done"]
    assert (record.address, record.years) == ("Jalan Baru 9", (2015,))
    assert record.mails == ("baru@contoh.example",)


def test_a_record_corrected_while_a_list_is_taken_back_is_whole_or_gone(committed, made):
    start_applying(made, committed.cast.wati.id, NOON)
    until_done(apply_next)
    start_undoing(fresh(made), committed.cast.wati.id, NOON)

    def correct_one() -> None:
        with suppress(Alumnus.DoesNotExist):
            correct(name_of(200), address="Jalan Baru 9")

    all_at_once(lambda: until_done(undo_next), correct_one)
    until_done(undo_next)

    assert fresh(made).state is ImportState.UNDONE
    left = Alumnus.get_or_none(Alumnus.name == name_of(200))
    if left:
        assert AlumnusStay.select().where(AlumnusStay.alumnus == left).exists()
        assert ImportChange.select().where(ImportChange.kept != "").exists()
        assert ImportRow.get(ImportRow.alumnus == left)
    assert Alumnus.select().count() == (2 if left else 1)
