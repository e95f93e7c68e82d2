"""The table of faults names tests that exist, and says of each fault how it went."""

import ast

from mori.config import ROOT

from .table import COUNTED, TESTS, as_markdown, broken_by, defences, faults, function_of, results

NOTHING = dict.fromkeys(COUNTED, 0)
ALL = {test for tests in broken_by().values() for test in tests}


def word_of(number: int, passed: set[str], failed: set[str]) -> str:
    found = {each.fault.number: each.word for each in results(passed, failed, {})}
    return found[number]


def test_every_test_of_a_fault_exists():
    functions = {
        f"{path}::{node.name}"
        for path in {test.partition("::")[0] for test in ALL}
        for node in ast.parse((TESTS / path).read_text()).body
        if isinstance(node, ast.FunctionDef)
    }

    assert not ALL - functions


def test_every_test_is_of_a_fault_that_is_listed():
    assert not {*broken_by()} - {fault.number for fault in faults()}


def test_a_fault_survives_when_all_its_tests_passed():
    assert word_of(1, ALL, set()) == "survived"


def test_a_fault_of_which_one_test_failed_has_not_survived():
    (first, *_) = broken_by()[1]

    assert word_of(1, ALL - {first}, {first}) == "FAILED"


def test_a_fault_of_which_a_test_did_not_run_was_not_broken():
    (first, *_) = broken_by()[1]

    assert word_of(1, ALL - {first}, set()) == "not broken"


def test_the_sum_counts_what_survived_and_what_was_lost():
    table = list(results(ALL, set(), {}))
    survived = sum(number in broken_by() for number in (fault.number for fault in faults()))

    last = list(as_markdown(table, NOTHING | {"lost": 2}))[-1]

    assert last == f"faults survived {survived}/{len(faults())}, lost 2, wrong recipient 0"


def test_beside_what_was_lost_stands_among_how_many_that_was_looked_for():
    counted = NOTHING | {"acknowledged taps": 700, "mails": 40}

    *_, said, _, _ = as_markdown(list(results(ALL, set(), {})), counted)

    assert "700 acknowledged taps" in said
    assert "40 mails" in said


def test_each_defence_that_was_taken_out_is_one_whose_test_stands_for_its_fault():
    wrong = [
        each
        for each in defences()
        if each.test not in broken_by()[each.number] or not (ROOT / each.file).exists()
    ]

    assert len({each.number for each in defences()}) >= 12
    assert not wrong


def test_a_test_is_known_without_its_parameters():
    assert function_of("tests/a/test_b.py::test_c[x-1]@group") == "a/test_b.py::test_c"
