"""Whoever edits, leaves out, moves or cuts off a record is found out."""

from hypothesis import given
from hypothesis import strategies as st

from mori.core.vault.chain import START, Link, first_broken, first_key, next_key, signed

KEY = first_key()


def chain(*contents: bytes, key: bytes = KEY, before: bytes = START) -> list[Link]:
    links = []
    for content in contents:
        before = signed(key, before, content)
        links.append(Link(content, before))
        key = next_key(key)
    return links


WHOLE = chain(b"read", b"closed", b"read", b"read")


@given(st.lists(st.binary(max_size=20), max_size=6))
def test_a_chain_as_it_was_written_is_whole(contents):
    assert first_broken(chain(*contents), KEY) is None


def test_an_edited_record_is_named():
    for at in range(4):
        edited = [*WHOLE]
        edited[at] = Link(b"nothing", WHOLE[at].mac)
        assert first_broken(edited, KEY) == at + 1


def test_one_left_out_and_two_that_changed_places_are_found():
    assert first_broken([WHOLE[0], *WHOLE[2:]], KEY) == 2
    assert first_broken([WHOLE[0], WHOLE[2], WHOLE[1], WHOLE[3]], KEY) == 2
    assert first_broken([*WHOLE[:2], WHOLE[1], *WHOLE[2:]], KEY) == 3, "the same said twice"


def test_a_chain_that_was_cut_off_is_found_by_the_head_that_was_sent_out():
    heads = [WHOLE[1].mac, WHOLE[3].mac]

    assert first_broken(WHOLE, KEY, heads) is None
    assert first_broken(WHOLE[:3], KEY) is None, "nothing else could tell"
    assert first_broken(WHOLE[:3], KEY, heads) == 4
    assert first_broken([], KEY, heads) == 1


def test_whoever_takes_the_present_key_cannot_write_what_was_before():
    stolen = next_key(next_key(KEY))  # of the third record
    forged = chain(b"nobody read", b"closed", key=stolen)

    assert first_broken([*forged, *WHOLE[2:]], KEY) == 1


def test_another_first_key_verifies_nothing():
    assert first_broken(WHOLE, first_key()) == 1
