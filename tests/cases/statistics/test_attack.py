"""Statistics are differenced: nothing small can be worked out of all that is published."""

import random

import pytest

from mori.cases.statistics.rules import (
    LEAST,
    NATION,
    NOBODY_KNOWN,
    Shown,
    published,
)
from tests.cases.statistics.attack import ranges, worked_out

YEARS = 600


def made_up(seed):
    """A year of a nation: offices with few calls, many, or none, and calls of nobody known."""
    drawn = random.Random(seed)
    offices = drawn.randint(1, 9)
    size = drawn.choice([2, 6, 14, 40, 90])
    share = drawn.choice([0.0, 0.1, 0.5, 0.9, 1.0])
    rows = {}
    for office in (*range(1, offices + 1), NOBODY_KNOWN):
        calls = drawn.randint(0, drawn.choice([1, size, size, 3 * size]))
        closed = sum(drawn.random() < share for _each in range(calls))
        rows[office] = (calls - closed, closed)
    return rows


def attacks(rows, said):
    """What an outsider finds, and what officers of each office do, who know their own counts."""
    for known in (None, *rows):
        yield from ranges(said, {known: rows[known]} if known else {})


def test_invariant_16_nothing_small_can_be_worked_out_of_made_up_years():
    shown = whole = 0
    for seed in range(YEARS):
        rows = made_up(seed)
        said = published(rows)
        if said[NATION].calls is None:
            assert set(said.values()) == {Shown()}
            continue
        shown += 1
        whole += said[NATION].closed is not None
        broken = [found for found in attacks(rows, said) if worked_out(found)]
        assert not broken, (seed, rows, said, broken)

    assert shown > YEARS / 4, "else the attack proves little"
    assert whole > YEARS / 50


def test_what_is_said_is_true_and_never_small():
    for seed in range(YEARS):
        rows = made_up(seed)
        for office, shown in published(rows).items():
            mine = list(rows.values()) if office == NATION else [rows[office]]
            assert shown.calls in (None, sum(map(sum, mine)))
            assert (shown.not_closed, shown.closed) in (
                (None, None),
                tuple(sum(column) for column in zip(*mine, strict=True)),
            )
            assert all(each is None or each >= LEAST for each in shown)


@pytest.mark.parametrize("seed", range(12))
def test_the_attack_finds_what_trying_every_table_finds(seed):
    drawn = random.Random(seed)
    rows = {office: (drawn.randint(0, 2), drawn.randint(0, 2)) for office in (1, 2, 3)}
    columns = [sum(column) for column in zip(*rows.values(), strict=True)]
    said = {office: Shown() for office in rows}
    said[NATION] = Shown(sum(columns), *(columns if seed % 2 else ()))
    for office in rows:
        if drawn.random() < 0.4:
            said[office] = Shown(sum(rows[office]))

    tables = [
        table
        for table in split(sum(columns), 6)
        if fits(dict(zip(rows, (table[:2], table[2:4], table[4:]), strict=True)), said)
    ]

    for found in ranges(said):
        office, column = found.what
        at = [2 * (office - 1) + each for each in ((0, 1) if column is None else (column,))]
        values = {sum(table[place] for place in at) for table in tables}
        assert (found.low, found.high) == (min(values), max(values)), (said, found)


def split(total, parts):
    """Every way to have so many counts that come to a total."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in split(total - first, parts - 1):
            yield (first, *rest)


def fits(table, said):
    whole = (sum(map(sum, table.values())), *(sum(c) for c in zip(*table.values(), strict=True)))
    rows = {NATION: whole, **{office: (sum(row), *row) for office, row in table.items()}}
    return all(
        wanted is None or wanted == has
        for office, has_all in rows.items()
        for wanted, has in zip(said[office], has_all, strict=True)
    )


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ({1: (20, 20), 2: (30, 5), NOBODY_KNOWN: (3, 0)}, "only two are left out"),
        ({1: (40, 0), 2: (4, 0), 3: (3, 0), NOBODY_KNOWN: (2, 0)}, "together they are nine"),
        ({1: (40, 0), 2: (9, 0), 3: (3, 0), NOBODY_KNOWN: (2, 0)}, "the one of nine sees five"),
    ],
)
def test_one_more_is_left_out_where_the_rest_would_say_too_much(rows, why):
    assert published(rows)[1].calls is None, why


def test_few_calls_in_the_whole_nation_are_not_said():
    said = published({1: (3, 0), 2: (3, 0), 3: (3, 0), NOBODY_KNOWN: (0, 0)})

    assert set(said.values()) == {Shown()}


def test_none_is_no_different_from_few():
    others = {2: (30, 30), 3: (5, 2), 4: (4, 3), NOBODY_KNOWN: (6, 2)}

    assert published({1: (0, 0), **others})[1] == published({1: (2, 1), **others})[1] == Shown()
