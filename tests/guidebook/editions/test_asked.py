"""A mark moves with a material change alone; what was taken out stays for its readers."""

import pytest

from mori.guidebook.editions.asked_rules import (
    NOTHING,
    Marks,
    Text,
    asked_after,
    left_of,
    read_marks,
    tokens,
)

pytestmark = pytest.mark.once

FIRST = Text({1: "Satu.", 2: "Dua.", 3: "Tiga."})
BEGUN = asked_after(NOTHING, [FIRST])
READ = set(tokens(BEGUN.marks))


def after(*texts: Text) -> Marks:
    return asked_after(BEGUN, [FIRST, *texts])


@pytest.mark.parametrize(
    ("texts", "left", "asks_anew"),
    [
        ([Text({1: "Satu.", 2: "Lain.", 3: "Tiga."})], {2}, True),
        ([Text({1: "Satu.", 2: "Lain.", 3: "Tiga."}, is_material=False)], set(), False),
        ([Text({1: "Satu.", 2: "Lain.", 3: "Tiga.", 4: "Baru."})], {2, 4}, True),
        ([Text({**FIRST.paragraphs, 4: "Baru."}, is_material=False)], set(), False),
        ([Text({1: "Satu.", 3: "Tiga."})], {-2}, True),
        ([Text({1: "Satu.", 3: "Tiga."}, is_material=False)], set(), False),
        (
            [Text({1: "Lain.", 2: "Dua."}), Text({1: "Lain!", 2: "Dua."}, is_material=False)],
            {1, -3},
            True,
        ),
        ([FIRST], set(), False),
    ],
)
def test_what_a_reader_of_the_first_text_is_asked_for(texts, left, asks_anew):
    now = after(*texts)

    assert set(left_of(now.marks, READ)) == left
    assert (now.digest != BEGUN.digest) is asks_anew


def test_a_new_reader_is_asked_for_all_that_stands_there_and_for_nothing_that_does_not():
    now = after(Text({1: "Satu.", 3: "Tiga."}))

    assert set(left_of(now.marks, set())) == {1, 3}


def test_marks_are_read_as_they_were_written():
    now = after(Text({1: "Satu.", 3: "Lain."}))

    assert read_marks(now.written) == dict(now.marks)
