"""How many people were taught: the bounds hold whatever happened, and simpler ways do not."""

import random
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pytest

from mori.cascades.figures.rules import (
    Cut,
    Taught,
    crowds,
    figures_by_cut,
    figures_of,
    together,
)
from mori.cascades.rules import EvidenceLevel
from tests.support.looking.each import of_each

HISTORIES = 2_000


def taught(number: int, heads: int, crowd: int = 0, known: tuple[int, ...] = ()) -> Taught:
    return Taught(number, crowd or number, heads, frozenset(known))


@pytest.mark.once
@pytest.mark.parametrize(
    ("sessions", "figures"),
    [
        pytest.param([], (0, 0, 0, 0, 0), id="nothing"),
        pytest.param(
            [taught(1, 30), taught(2, 30, crowd=1)],
            (2, 60, 0, 30, 30),
            id="thirty twice, the same crowd",
        ),
        pytest.param(
            [taught(1, 30), taught(2, 30)], (2, 60, 0, 30, 60), id="thirty twice, two crowds"
        ),
        pytest.param(
            [taught(1, 3, known=(7, 8, 9)), taught(2, 2, known=(8, 9))],
            (2, 5, 3, 3, 3),
            id="all of them known",
        ),
        pytest.param(
            [taught(1, 30, known=tuple(range(10))), taught(2, 25, crowd=1)],
            (2, 55, 10, 30, 35),
            id="the larger remainder is in the smaller teaching",
        ),
        pytest.param(
            [taught(each, 1, known=(each,)) for each in range(1, 6)],
            (5, 5, 5, 5, 5),
            id="more known than ever at once",
        ),
    ],
)
def test_the_five_figures(sessions: list[Taught], figures: tuple[int, ...]) -> None:
    assert figures_of(sessions).five == figures


@pytest.mark.once
@pytest.mark.parametrize(
    ("links", "same"),
    [
        ([(1, None), (2, None)], [{1}, {2}]),
        ([(1, None), (2, 1), (3, 2)], [{1, 2, 3}]),
        ([(3, None), (1, 3), (2, 3), (4, None)], [{1, 2, 3}, {4}]),
        ([(1, 4), (2, 3), (3, 4), (4, None)], [{1, 2, 3, 4}]),
    ],
)
def test_crowds_that_name_each_other_are_one(
    links: list[tuple[int, int | None]], same: list[set[int]]
) -> None:
    found = crowds(links)

    groups = [
        {each for each, crowd in found.items() if crowd == head} for head in {*found.values()}
    ]
    assert sorted(map(sorted, groups)) == sorted(map(sorted, same))
    assert all(
        head == min(each for each in found if found[each] == head) for head in found.values()
    )


class History(NamedTuple):
    """What was reported, and who really was there."""

    reported: list[Taught]
    there: dict[int, set[int]]

    def people_at(self, sessions: list[Taught]) -> int:
        return len(set().union(*(self.there[each.id] for each in sessions)))


def invented(chance: random.Random) -> History:
    """Some crowds of one town, who meet and are joined by guests; some people are named."""
    town = range(1, chance.randint(3, 60))
    reported: list[Taught] = []
    there: dict[int, set[int]] = {}
    for crowd in range(1, chance.randint(2, 6)):
        group = set(chance.sample(town, chance.randint(1, len(town))))
        times = chance.randint(1, 4)
        whole = chance.randrange(times)  # all of the group came then
        for time in range(times):
            number = len(reported) + 1
            came = (
                group
                if time == whole
                else set(chance.sample(sorted(group), chance.randint(0, len(group))))
            )
            guests = set(chance.sample(town, chance.randint(0, min(4, len(town))))) - group
            named = {each for each in came if chance.random() < chance.choice((0, 0.2, 0.9))}
            there[number] = came | guests
            reported.append(
                Taught(
                    number,
                    crowd,
                    len(came | guests),
                    frozenset(named | guests),
                    chance.choice(list(EvidenceLevel)),
                    chance.randint(2, 4),
                    chance.randint(1, 3),
                    chance.random() < 0.95,
                )
            )
    return History(reported, there)


@pytest.fixture(scope="module")
def histories() -> list[History]:
    chance = random.Random(17)
    return [invented(chance) for _ in range(HISTORIES)]


@pytest.mark.once
def test_bounds_hold_for_every_history_and_every_part_of_it(histories: list[History]) -> None:
    wrong = []
    for number, history in enumerate(histories):
        for cut, figures in figures_by_cut(history.reported).items():
            people = history.people_at(_part(history.reported, cut))
            if not figures.known <= figures.at_least <= people <= figures.at_most:
                wrong.append((number, cut, people, figures))

    assert wrong == []


@pytest.mark.once
def test_bounds_hold_for_trees_together(histories: list[History]) -> None:
    wrong = []
    for one, other in zip(histories[::2], histories[1::2], strict=True):
        found = together(
            (figures_of(each.reported) for each in (one, other)),
            len(set().union(*(each.known for each in (*one.reported, *other.reported)))),
        )
        people = len(set().union(*one.there.values(), *other.there.values()))
        if not found.known <= found.at_least <= people <= found.at_most:
            wrong.append((people, found))

    assert wrong == []


def _part(sessions: list[Taught], cut: Cut) -> list[Taught]:
    return [
        each
        for each in sessions
        if each.is_counted
        and each.evidence >= cut.evidence
        and cut.level in (0, each.level)
        and cut.region_id in (0, each.region_id)
    ]


def heads_added(sessions: list[Taught]) -> tuple[int, int]:
    """Everybody at every teaching is somebody else."""
    heads = sum(each.heads for each in sessions)
    return heads, heads


def largest_of_each_crowd(sessions: list[Taught]) -> tuple[int, int]:
    """Of each crowd the largest teaching, whoever else was named at the smaller ones."""
    largest = Counter[int]()
    for each in sessions:
        largest[each.crowd] = max(largest[each.crowd], each.heads)
    return 0, sum(largest.values())


Way = Callable[[list[Taught]], tuple[int, int]]


@pytest.mark.once
@of_each("way", [heads_added, largest_of_each_crowd])
def test_a_simpler_way_is_caught(histories: list[History], way: Way) -> None:
    def is_wrong(history: History) -> bool:
        low, high = way(history.reported)
        return not low <= history.people_at(history.reported) <= high

    assert sum(map(is_wrong, histories)) > HISTORIES / 20
