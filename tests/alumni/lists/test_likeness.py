"""How likely two records are of one person, in words; the name decides, never a shared phone."""

import random
from collections import defaultdict
from itertools import product

import pytest

from mori.alumni.likeness import rules
from mori.alumni.likeness.rules import (
    PersonFacts,
    Reason,
    Verdict,
    best_of,
    blocking_keys,
    distance,
    facts_for_likeness,
    likeness,
)
from mori.alumni.understanding.lists import read_rows


def facts(name: str, **known: str) -> PersonFacts:
    several = {"institutions": "ulm", "years": "2015", **known}
    return PersonFacts(name, **{key: frozenset(each.split()) for key, each in several.items()})


def reasons(one: PersonFacts, other: PersonFacts) -> set[Reason]:
    return {reason for reason, _ in likeness(one, other).reasons}


@pytest.mark.parametrize("shared", ["phones", "mails", "numbers"])
def test_the_same_name_and_what_is_ones_own_is_the_same_person(shared):
    found = likeness(facts("Siti Contoh", **{shared: "7"}), facts("SITI CONTOH", **{shared: "7"}))

    assert found.verdict is Verdict.SAME
    assert found.score == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hasan Contoh", "Husin Contoh"),
        ("Rahmat Hidayat", "Rahman Hidayat"),
        ("Siti", "Siti Contoh"),
    ],
)
@pytest.mark.parametrize("shared", ["phones", "mails"])
def test_twins_who_share_a_telephone_are_never_the_same_by_themselves(one, other, shared):
    found = likeness(facts(one, **{shared: "7"}), facts(other, **{shared: "7"}))

    assert found.verdict is not Verdict.SAME
    assert Reason.SHARED in {reason for reason, _ in found.reasons}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Siti Aminah", "siti  aminah", Reason.NAME),
        ("Nur'aini Contoh", "Nuraini Contoh", Reason.NAME),
        ("M. Rizky Contoh", "Muhammad Rizky Contoh", Reason.NAME),
        ("Aminah Siti", "Siti Aminah", Reason.NAME),
        ("Siti Aminah", "Siti Amniah", Reason.NAME_SLIP),
        ("Achmad Soeparno", "Ahmad Suparno", Reason.NAME_SLIP),
        ("Noor Hayati", "Nurhayati", Reason.NAME_SLIP),
        ("Ahmad", "Ahmad Fauzi", Reason.NAME_PART),
        ("A. Fauzi Rahman", "Ahmad Fauzi Rahman", Reason.NAME_PART),
        ("Siti Aminah", "Budi Santoso", Reason.OTHER_NAME),
    ],
)
def test_how_two_names_are_alike_is_said(one, other, why):
    assert why in reasons(facts(one), facts(other))


def test_a_name_with_institution_and_year_is_for_a_person_to_decide():
    found = likeness(facts("Siti Aminah"), facts("Siti Aminah"))

    assert (found.verdict, found.score) == (Verdict.DOUBTFUL, 0.7)
    assert [str(each) for each in found.words] == [
        *("Same name", "Same campus or school", "Same year: 2015"),
    ]


def test_a_common_single_name_alone_proposes_nobody():
    bare = PersonFacts("Siti")

    assert likeness(bare, bare).verdict is Verdict.OTHER


def test_another_student_number_at_the_same_campus_is_somebody_else():
    one, other = facts("Siti Aminah", numbers="1"), facts("Siti Aminah", numbers="2")

    assert likeness(one, other).verdict is Verdict.OTHER


@pytest.mark.parametrize("other", ["amina", "aminahh", "aninah", "amniah"])
def test_a_slip_is_one_letter_more_less_other_or_two_swapped(other):
    assert distance("aminah", other) == 1


def test_the_likeliest_comes_first():
    known = [(1, facts("Siti Aminah")), (2, facts("Siti Aminah", phones="7")), (3, facts("Budi"))]

    assert [name for name, _ in best_of(facts("Siti Aminah", phones="7"), known)] == [2, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (facts("Siti Aminah"), facts("Amniah Siti")),
        (facts("Achmad Soeparno"), facts("Ahmad Suparno")),
        (facts("Siti", phones="7"), facts("Budi", phones="7")),
        (PersonFacts("Rujalinor"), PersonFacts("Rujalinoor")),
        (facts("Noor Hayati"), facts("Nurhayati")),
    ],
)
def test_records_that_may_be_one_person_share_a_key(one, other):
    assert blocking_keys(one) & blocking_keys(other)


def crowd(prefix: str, count: int, chance: random.Random) -> dict[str, PersonFacts]:
    syllables = ["na", "ri", "su", "do", "ka", "mi", "le", "to", "ba", "hi", "wa", "ju"]
    words = ["".join(each).capitalize() for each in product(syllables, repeat=3)]
    return {
        f"{prefix}{number}": PersonFacts(
            " ".join(chance.choices(words, k=2)),
            frozenset({f"{prefix}{number}"}),
            institutions=frozenset({f"k{chance.randrange(60)}"}),
        )
        for number in range(count)
    }


def test_five_thousand_against_twenty_thousand_compares_few_pairs():
    chance = random.Random(7)
    new, known = crowd("n", 5_000, chance), crowd("k", 20_000, chance)
    new["n0"] = known["k7"]
    blocks = defaultdict(set)
    for name, each in known.items():
        for key in blocking_keys(each):
            blocks[key].add(name)

    near = {
        name: {
            one
            for key in blocking_keys(each)
            for one in (blocks[key] if len(blocks[key]) <= rules.MOST_IN_BLOCK else ())
        }
        for name, each in new.items()
    }

    assert "k7" in near["n0"]
    assert sum(map(len, near.values())) < 5_000 * 20_000 / 1_000


def test_a_row_of_a_list_is_compared_by_what_it_says():
    content = (
        b"Nama;Kampus;HP;Periode\nDr. Siti Contoh, S.H.;Unlam;0811-165-3737;Des 2014 - Jan 2015\n"
    )

    *_, row = read_rows(content)

    assert facts_for_likeness(row) == PersonFacts(
        "Siti Contoh",
        frozenset({"+628111653737"}),
        institutions=frozenset({"universitas lambung mangkurat"}),
        years=frozenset({"2014", "2015"}),
    )
