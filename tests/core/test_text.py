"""What is kept of a text, and what of it is seen, in tables."""

import pytest

from mori.core.texts.folding import folded
from mori.core.texts.tidying import tidy, visible


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sari", "Sari"),
        ("Sa\u200bri\ufeff", "Sari"),  # zero-width space, byte order mark
        ("\u202eiraS\u202c \u2066a\u2069", "iraS a"),  # overrides and isolates of direction
        ("Sa\u00adri\0", "Sari"),
        ("Sa\ud800ri\udfff", "Sari"),  # halves of surrogate pairs
        ("Sari\U000e0041", "Sari"),
        ("\u3164\u115f", ""),  # letters that are drawn as nothing
        ("Andre\u0301", "Andr\u00e9"),
        ("satu\r\ndua\rtiga\u2028empat\t.", "satu\ndua\ntiga\nempat\t."),
        ("Nu\u200dr Nu\u200cr \u200d", "Nur Nur "),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",) * 2,  # Persian needs its joiner
        ("\ua9b2\ua9c0\u200d\ua9b1",) * 2,  # and so may Javanese
        ("\u2764\ufe0f\u200d\U0001f525",) * 2,  # and a burning heart
        ("\u0645\u200c\u200c\u200c\u0645", "\u0645\u200c\u0645"),
        ("\r\n\r\n\u0645\u200c\u0645", "\n\n\u0645\u200c\u0645"),
    ],
)
def test_a_text_is_kept_without_what_nobody_sees(typed, kept):
    assert tidy(typed) == kept
    assert tidy(kept) == kept


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (" Sari \n", "Sari"),
        ("\u00a0\u2003\n", ""),
        ("\u0301", ""),  # an accent on nothing
        ("\u2800 \u2800", ""),
        ("?", "?"),
        ("\U0001f525", "\U0001f525"),
    ],
)
def test_what_shows_nothing_is_nothing(text, seen):
    assert visible(text) == seen


def test_spellings_that_look_alike_compare_alike():
    spellings = ["STIKES Mu'allimin", "STIKES  MU\u2019ALLIMIN", "Stikes Mu\u02bballimi\u0301n"]

    assert {folded(each) for each in spellings} == {"stikes muallimin"}
