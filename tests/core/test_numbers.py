"""A telephone number within a text can be called."""

import pytest

from mori.core.texts.numbers import with_numbers


@pytest.mark.parametrize(
    ("text", "tel"),
    [
        ("0811-5000-777", "08115000777"),
        ("0811 5000 777", "08115000777"),
        ("+62 811‑5000‑777", "+628115000777"),
        ("+62 (0)811 5000 777", "+6208115000777"),
        ("62 811 5000 777", "+628115000777"),
        ("0062 811 5000 777", "+628115000777"),
        ("(0511) 330-1234", "05113301234"),
        ("+60 12-345 6789", "+60123456789"),
    ],
)
def test_a_number_is_dialled_however_it_was_written(text, tel):
    assert with_numbers(text)[0].tel == tel.replace("+620", "+62")
    assert [each.text for each in with_numbers(text)] == [text]


def test_words_around_a_number_stay_and_are_none():
    assert with_numbers("WA kakak 0811 5000 777, atau\nIbu: 081234567890 (malam)") == [
        ("WA kakak ", ""),
        ("0811 5000 777", "08115000777"),
        (", atau\nIbu: ", ""),
        ("081234567890", "081234567890"),
        (" (malam)", ""),
    ]


@pytest.mark.parametrize(
    "text", ["", "Warung Bu Contoh no. 12", "jam 16.30", "RT 03/RW 05", "6371012345670001"]
)
def test_what_is_no_number_is_left_alone(text):
    assert [each for each in with_numbers(text) if each.tel] == []
