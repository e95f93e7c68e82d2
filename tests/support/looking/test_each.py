"""A test of many files names every file of which it is not true."""

import pytest

from .each import ROOT, of_each


@pytest.fixture
def limit() -> int:
    return 2


@of_each("number", [1, 2])
def test_it_is_given_its_fixtures(limit, number):
    assert number <= limit


def test_all_that_fail_are_named_with_what_is_said_of_each():
    @of_each("number", [1, 2, 3])
    def is_small(number):
        assert number < 2, f"{number} is too much."

    with pytest.raises(AssertionError) as told:
        is_small()

    assert ("2: 2 is too much." in str(told.value), "1: " in str(told.value)) == (True, False)
    assert "3: 3 is too much." in str(told.value)


def test_one_that_fails_without_a_word_fails():
    @of_each("path", [ROOT / "README.md"])
    def is_absent(path):
        if path.exists():
            raise AssertionError

    with pytest.raises(AssertionError, match="^README.md: "):
        is_absent()


def test_what_is_no_assertion_is_not_hidden():
    @of_each("number", [0])
    def divides(number):
        assert 1 / number

    with pytest.raises(ZeroDivisionError) as raised:
        divides()
    assert raised.value.__notes__ == ["This was 0."]
