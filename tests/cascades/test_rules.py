"""Where a teaching hangs, and how well it is shown."""

import datetime as dt

import pytest

from mori.cascades.rules import (
    WIDTH,
    EvidenceLevel,
    evidence_of,
    level_of,
    may_follow_teaching,
    may_follow_training,
    moved_path,
    path_below,
    segment,
    subtree,
)

pytestmark = pytest.mark.once
DAY = dt.date(2026, 11, 18)


def test_a_teaching_from_a_teaching_from_the_training_is_of_the_third_level() -> None:
    training = segment(7)
    first = path_below(training, 12)

    levels = [level_of(training), level_of(first), level_of(path_below(first, 13))]

    assert levels == [1, 2, 3]


def test_a_subtree_is_a_range_of_paths() -> None:
    trunk = path_below(segment(7), 9)
    inside = [trunk, path_below(trunk, 1), path_below(path_below(trunk, 5), 10**9)]
    outside = [segment(7), path_below(segment(7), 8), path_below(segment(7), 10), segment(8)]
    first, behind = subtree(trunk)

    assert [first <= each < behind for each in inside] == [True] * 3
    assert [first <= each < behind for each in outside] == [False] * 4


def test_a_subtree_moves_as_a_whole_and_back() -> None:
    old, new = path_below(segment(7), 9), path_below(path_below(segment(7), 3), 9)
    child = path_below(old, 20)

    moved = moved_path(child, old, new)

    assert moved == path_below(new, 20)
    assert len(moved) % WIDTH == 0
    assert moved_path(moved, new, old) == child


def test_one_teaches_after_one_learnt() -> None:
    before, after = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)

    assert [may_follow_training(DAY, each) for each in (before, DAY, after)] == [False, True, True]
    assert [may_follow_teaching(DAY, each) for each in (before, DAY, after)] == [False, False, True]


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ({}, EvidenceLevel.SAID),
        ({"files": 1}, EvidenceLevel.FILED),
        ({"confirmations": 2, "files": 1}, EvidenceLevel.FILED),
        ({"confirmations": 3}, EvidenceLevel.CONFIRMED),
        ({"confirmations": 2, "heads": 2}, EvidenceLevel.CONFIRMED),
        ({"confirmations": 0, "heads": 0}, EvidenceLevel.SAID),
        ({"is_checked": True}, EvidenceLevel.CHECKED),
    ],
)
def test_evidence_is_the_best_there_is(said: dict[str, int], evidence: EvidenceLevel) -> None:
    known = {"is_checked": False, "confirmations": 0, "heads": 31, "files": 0, **said}

    assert evidence_of(**known) is evidence  # type: ignore[arg-type]
