"""Tallies are what a count by hand says, whatever happened, and whoever wrote at once."""

import random
from collections import Counter

import pytest

from mori.alumni.finding.models import AlumnusFacet, AlumnusTally
from mori.alumni.finding.operations import refresh
from mori.alumni.finding.rules import found_by
from mori.alumni.models import Alumnus, AlumnusSkill, AlumnusStay, Consent, Engagement
from mori.alumni.queries import records_of
from mori.alumni.rules import Agreed, AlumnusState
from mori.core.db import db, writing
from tests.alumni.directory.making import OPEN, make
from tests.cast import NOON
from tests.support.together import all_at_once

GIVEN = ("Sari", "Budi", "Yulia", "Muh.", "Nur")


def counted():
    rows = AlumnusTally.select()
    return {(row.office_id, str(row.kind), row.value): (row.known, row.shown) for row in rows}


def by_hand():
    """Counted from the records themselves, not from what was kept of them."""
    known, shown = Counter(), Counter()
    living = heads().where(Alumnus.state != AlumnusState.ERASED)
    for record in records_of([row.id for row in living]):
        for (kind, value), is_shown in found_by(record).items():
            known[record.office_id, str(kind), value] += 1
            shown[record.office_id, str(kind), value] += is_shown
    return {place: (known[place], shown[place]) for place in known}


def put(alumnus, **columns):
    Alumnus.update(**columns).where(Alumnus.id == alumnus.id).execute()


def rename(chance, one):
    put(one, name=f"{chance.choice(GIVEN)} Baru", name_folded="baru")


def move(chance, one):
    put(one, state=chance.choice(list(AlumnusState)))


def restrict(chance, one):
    put(one, is_restricted=chance.random() < 0.5)


def stay(chance, one):
    AlumnusStay.create(alumnus=one, year=chance.randrange(2010, 2014))


def withdraw(chance, one):
    to = chance.choice(list(Agreed))
    Consent.update(withdrawn_at=NOON).where(Consent.alumnus == one, Consent.to == to).execute()


def learn(_chance, one):
    AlumnusSkill.get_or_create(alumnus=one, text="Menulis", text_folded="menulis")


def work(_chance, one):
    Engagement.create(alumnus=one, kind="agency", name="Dinas", name_folded="dinas", made_at=NOON)


def merge(chance, one):
    other = chance.choice(list(heads()))
    if other != one:
        Alumnus.update(merged_into=other).where(Alumnus.merged_into == one.id).execute()
        put(one, merged_into=other)


def part(_chance, one):
    Alumnus.update(merged_into=None).where(Alumnus.merged_into == one.id).execute()


CHANGES = (rename, move, restrict, stay, withdraw, learn, work, merge, part)


def heads():
    return Alumnus.select().where(Alumnus.merged_into.is_null())


@pytest.mark.parametrize("seed", range(6))
def test_tallies_are_what_a_count_by_hand_says(app, cast, seed):
    chance = random.Random(seed)

    for _ in range(15):
        make(cast.banua, f"{chance.choice(GIVEN)} {chance.choice(GIVEN)}", agreed=OPEN)
        for _ in range(4):
            one = chance.choice(list(heads()))
            group = [
                one.id,
                *(row.id for row in Alumnus.select().where(Alumnus.merged_into == one)),
            ]
            chance.choice(CHANGES)(chance, one)
            refresh(group)

    assert counted() == by_hand()
    assert AlumnusFacet.select().count() == sum(known for known, _shown in counted().values())


@pytest.fixture
def both(committed):
    with db.connection_context():
        one, other = (make(committed.cast.banua, f"Sari {n}", agreed=OPEN) for n in "ab")
        yield one, other


def test_two_writers_at_once_are_both_counted(both):
    one, other = both

    def write(alumnus, first):
        with writing():
            AlumnusStay.create(alumnus=alumnus, year=2018)
            AlumnusSkill.create(alumnus=one, text=first, text_folded=first)
            refresh([one.id, alumnus.id])

    ends = all_at_once(*(lambda n=n: write((one, other)[n % 2], f"kata {n}") for n in range(6)))

    assert ends == ["done"] * 6
    assert counted() == by_hand()
    assert {row.value for row in AlumnusFacet.select().where(AlumnusFacet.kind == "skill")} == {
        f"kata {n}" for n in range(6)
    }


def test_a_word_lost_by_one_and_won_by_another_at_once_is_counted(both):
    one, other = both

    def call(alumnus, name):
        with writing():
            put(alumnus, name=name, name_folded=name.casefold())
            refresh([alumnus.id])

    for name, next_name in (("Sari c", "Sari a"), ("Sari b", "Sari c")):
        ends = all_at_once(lambda n=name: call(one, n), lambda n=next_name: call(other, n))
        assert ends == ["done", "done"]

    assert counted() == by_hand()


def test_who_was_merged_while_another_writes_is_found_as_the_other(both):
    one, other = both

    def join():
        with writing():
            put(other, merged_into=one)
            refresh([one.id, other.id])

    def add():
        with writing():
            AlumnusSkill.create(alumnus=other, text="Menulis", text_folded="menulis")
            refresh([other.id])

    assert all_at_once(join, add) == ["done", "done"]

    assert counted() == by_hand()
    (row,) = AlumnusFacet.select().where(AlumnusFacet.kind == "skill")
    assert row.alumnus_id == one.id
