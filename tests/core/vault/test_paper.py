"""Two sheets of paper are a secret; one says nothing, and a slip is found on its line."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mori.core.vault import paper
from mori.core.vault.paper import CROCKFORD, Misread, from_paper, on_paper

SECRET = bytes(range(32))


@given(st.binary(min_size=32, max_size=32), st.booleans())
def test_two_sheets_typed_in_either_order_are_the_secret(secret, turned):
    sheets = ["\n".join(lines) for lines in on_paper(secret)]

    assert from_paper(*(reversed(sheets) if turned else sheets)) == secret


def test_a_sheet_has_four_lines_of_four_groups_of_four():
    for lines in on_paper(SECRET):
        assert [[len(group) for group in line.split()] for line in lines] == [[4] * 4] * 4


def test_each_print_is_another_and_no_sheet_is_used_with_another_print():
    first, second = on_paper(SECRET), on_paper(SECRET)

    assert first.one != second.one
    assert from_paper("".join(first.one), "".join(second.two)) != SECRET


def test_how_it_is_typed_does_not_matter():
    one, two = (" ".join(lines) for lines in on_paper(SECRET))
    as_typed = one.lower().replace("0", "o").replace("1", "l").replace(" ", "-")

    assert from_paper(as_typed, f"  {two.replace(' ', '')}\n") == SECRET


def test_each_single_slip_is_found_on_its_line(monkeypatch):
    """On one pair of sheets, so that what chance misses is missed in every run or in none."""
    monkeypatch.setattr(paper, "random", lambda size: bytes(range(64, 64 + size)))
    one, two = on_paper(SECRET)
    for line, place in product(range(4), range(19)):
        for other in CROCKFORD if one[line][place] != " " else "":
            if other != one[line][place]:
                slipped = one[line][:place] + other + one[line][place + 1 :]
                with pytest.raises(Misread) as misread:
                    from_paper("".join([*one[:line], slipped, *one[line + 1 :]]), "".join(two))
                assert misread.value.line == line + 1


@pytest.mark.parametrize("lines", [0, 1, 3])
def test_a_line_left_out_is_named(lines):
    one, two = on_paper(SECRET)

    with pytest.raises(Misread) as misread:
        from_paper("".join(one[:lines]), "".join(two))

    assert misread.value.line == lines + 1


def test_two_lines_in_the_wrong_order_and_one_too_many_are_found():
    one, two = on_paper(SECRET)
    for lines, wrong in (([one[1], one[0], *one[2:]], 1), ([*one, one[0]], 5)):
        with pytest.raises(Misread) as misread:
            from_paper("".join(lines), "".join(two))
        assert misread.value.line == wrong


def test_what_is_no_letter_of_it_is_a_slip():
    one, two = on_paper(SECRET)

    with pytest.raises(Misread):
        from_paper("".join(one).replace(one[2][0], "é", 1), "".join(two))
