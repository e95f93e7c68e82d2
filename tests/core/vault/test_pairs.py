"""What is sealed to a pair opens with its secret, as what it was sealed as, and else never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mori.core.vault.pairs import PADDED_TO, Unreadable, new_pair, open_with, pair_of, seal_to

PAIR, OTHER = new_pair(), new_pair()
WORDS = b"Ia menunggu di depan gudang."


@given(st.binary(max_size=3 * PADDED_TO), st.binary(max_size=40))
def test_what_was_sealed_opens_as_it_was(content, about):
    assert open_with(PAIR.secret, seal_to(PAIR.public, content, about), about) == content


def test_whoever_writes_cannot_read_it_and_the_same_twice_looks_different():
    once, twice = (seal_to(PAIR.public, WORDS, b"entry 1") for _time in range(2))

    assert WORDS not in once
    assert once != twice
    with pytest.raises(Unreadable):
        open_with(PAIR.public, once, b"entry 1")


def test_another_pair_does_not_open_it():
    with pytest.raises(Unreadable):
        open_with(OTHER.secret, seal_to(PAIR.public, WORDS, b""), b"")


def test_it_opens_as_nothing_else_than_it_was_sealed_as():
    with pytest.raises(Unreadable):
        open_with(PAIR.secret, seal_to(PAIR.public, WORDS, b"entry 1"), b"entry 2")


@given(st.data())
def test_a_changed_or_cut_byte_opens_nothing(data):
    sealed = bytearray(seal_to(PAIR.public, WORDS, b"entry 1"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))

    for spoilt in (bytes(sealed), bytes(sealed[:at])):
        with pytest.raises(Unreadable):
            open_with(PAIR.secret, spoilt, b"entry 1")


def test_one_word_and_a_long_sentence_are_of_one_length():
    short, long = (seal_to(PAIR.public, words, b"") for words in (b"Ya.", b"x" * (PADDED_TO - 1)))

    assert len(short) == len(long)


def test_a_pair_is_known_by_its_secret():
    assert pair_of(PAIR.secret) == PAIR
