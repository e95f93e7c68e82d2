import pytest

from mori.institutions.rules import NEAR, likeness

SAME = [
    ("Univ. Contoh Banua", "Universitas Contoh Banua"),
    ("universitas contoh  banua", "Universitas Contoh Banua"),
    ("UCB", "Universitas Contoh Banua"),
    ("UCB Kota Misal", "Universitas Contoh Banua"),
    ("Universitas Conto Banua", "Universitas Contoh Banua"),
    ("Universitas Contoh Banua (Kampus 2)", "Universitas Contoh Banua"),
    ("SMKN 3 Umpama", "SMK Negeri 3 Umpama"),
    ("Poltek Misal", "Politeknik Misal"),
]
OTHERS = [
    ("SMK Negeri Contoh 3", "SMK Negeri Contoh 5"),
    ("SMKN 1 Banua", "SMAN 1 Banua"),
    ("Universitas Contoh", "Politeknik Contoh"),
    ("Universitas Contoh Banua", "Universitas Misal Barito"),
    ("Komunitas Baca Misalkan", "Karang Taruna Contoh"),
    ("", "Universitas Contoh"),
    ("U", "Universitas"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_are_near(one, other):
    assert likeness(one, other) >= NEAR
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_what_differs_in_number_kind_or_rare_words_is_not(one, other):
    assert likeness(one, other) < NEAR


def test_the_same_words_are_nearer_than_initials_and_initials_nearer_than_slips():
    name = "Universitas Contoh Banua"

    values = [likeness(each, name) for each in ("UNIV CONTOH BANUA", "UCB", "Univ. Conto Banua")]

    assert values == sorted(values, reverse=True)
    assert values[0] == 1.0
