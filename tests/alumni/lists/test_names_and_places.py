"""Names without their titles, institutions in one spelling, regions by their codes."""

import csv
from pathlib import Path

import pytest

import mori.institutions
from mori.alumni.values.institution_rules import (
    institution_in,
    institution_key,
    known_institutions,
)
from mori.alumni.values.name_rules import name_in
from mori.alumni.values.region_rules import region_in, region_index
from mori.alumni.values.rules import DoubtKind, Field, How

ULM = "Universitas Lambung Mangkurat"
KNOWN = known_institutions(
    [
        ("a", ULM, ULM),
        ("a", ULM, "ULM"),
        ("b", "SMK Negeri 3 Banjarmasin", "SMK Negeri 3 Banjarmasin"),
    ]
)
with Path(mori.institutions.__file__).with_name("regions.csv").open() as file:
    REGIONS = region_index(((row["code"], row["name"]) for row in csv.DictReader(file)), home="63")


@pytest.mark.parametrize(
    ("cell", "before", "name", "after"),
    [
        ("Rujalinor", [], "Rujalinor", []),
        ("Dr. H. Ahmad Contoh, S.H., M.H.", ["Dr. H."], "Ahmad Contoh", ["S.H., M.H."]),
        ("Ahmad Contoh SH MH", [], "Ahmad Contoh", ["SH MH"]),
        ("Hj. Noor Contoh, S.STP., MPA (Mgmt.)", ["Hj."], "Noor Contoh", ["S.STP., MPA (Mgmt.)"]),
        ("dr.Budi Contoh", ["dr."], "Budi Contoh", []),
        ("Prof. Dr. Ir. Contoh, M.Sc., Ph.D.", ["Prof. Dr. Ir."], "Contoh", ["M.Sc., Ph.D."]),
        ("Rina Contoh A.Md.Keb", [], "Rina Contoh", ["A.Md.Keb"]),
        ("M. Noor Contoh", [], "M. Noor Contoh", []),
        ("1. Sdri. Rina Contoh", [], "Rina Contoh", []),
        ("Ida Ma", [], "Ida Ma", []),
        ("An Nisa Contoh", [], "An Nisa Contoh", []),
    ],
)
def test_titles_stand_apart_from_the_name(cell, before, name, after):
    heard = name_in(cell)

    found = [heard.values(each) for each in (Field.BEFORE, Field.NAME, Field.AFTER)]
    assert found == [before, [name], after]
    assert heard.doubts == ()


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("SITI AMINAH", "Siti Aminah"),
        ("siti aminah", "Siti Aminah"),
        ("AHMAD BIN CONTOH", "Ahmad bin Contoh"),
        ("JUAN DE CONTOH", "Juan de Contoh"),
        ("HENDRA CONTOH III", "Hendra Contoh III"),
        ("NUR'AINI AL-CONTOHI", "Nur'aini Al-Contohi"),
        ("M. NOOR", "M. Noor"),
        ("LUKMAN SE", "Lukman Se"),
    ],
)
def test_capitals_are_set_as_names_have_them(cell, name):
    (found,) = name_in(cell).found

    assert (found.value, found.how) == (name, How.CASED)


def test_a_name_in_mixed_letters_stays_as_it_is():
    assert name_in("Siti McContoh").found[0].how is How.WRITTEN


@pytest.mark.parametrize(
    ("cell", "name", "why"),
    [
        ("Contoh, Ahmad", ["Contoh, Ahmad"], DoubtKind.NAME_COMMA),
        ("Siti Contoh dan Budi Contoh", ["Siti Contoh dan Budi Contoh"], DoubtKind.NAME_SEVERAL),
        ("12345", [], DoubtKind.NAME_NONE),
        ("siti@contoh.example", [], DoubtKind.NAME_NONE),
        ("081234567890", [], DoubtKind.NAME_NONE),
    ],
)
def test_what_is_no_plain_name_is_named(cell, name, why):
    heard = name_in(cell)

    assert heard.values(Field.NAME) == name
    assert [each.kind for each in heard.doubts] == [why]


@pytest.mark.parametrize(
    "cell",
    [ULM, "ULM", "Unlam", "Univ. Lambung Mangkurat", "UNIV LAMBUNG MANGKURAT BJM", "FH ULM"]
    + ["Fakultas Hukum Universitas Lambung Mangkurat", "UNIVERSITAS  LAMBUNG\nMANGKURAT"],
)
def test_spellings_of_one_institution_meet(cell):
    heard = institution_in(cell, KNOWN)

    assert heard.values(Field.KNOWN) == ["a"]
    assert heard.doubts == ()
    assert institution_key(cell) == "universitas lambung mangkurat"


def test_a_faculty_is_a_field_of_study():
    assert institution_in("FH ULM", KNOWN).values(Field.PROGRAMME) == ["Hukum"]


def test_the_number_of_a_school_is_not_overlooked():
    heard = institution_in("SMKN 5 Banjarmasin", KNOWN)

    assert heard.values(Field.INSTITUTION) == ["SMK Negeri 5 Banjarmasin"]
    assert heard.values(Field.KNOWN) == []
    assert heard.doubts == ()


def test_a_slip_in_an_institution_is_asked_about_and_not_repaired():
    heard = institution_in("Univ Lambung Mangkurt", KNOWN)

    assert heard.values(Field.INSTITUTION) == ["Universitas Lambung Mangkurt"]
    assert heard.values(Field.KNOWN) == []
    assert [each.kind for each in heard.doubts] == [DoubtKind.INSTITUTION_LIKE]
    assert dict(heard.doubts[0].values)["meant"] == ULM


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Kab. Banjar", "63.03"),
        ("Banjar", "63.03"),
        ("KOTA BANJARBARU", "63.72"),
        ("Banjarmasin, Kalimantan Selatan", "63.71"),
        ("Kalsel", "63"),
        ("HSS", "63.06"),
        ("Kotabaru", "63.02"),
        ("63.71", "63.71"),
        (63.71, "63.71"),
        (6371.0, "63.71"),
        ("Kota Bandung", "32.73"),
        ("Jakarta Selatan", "31.74"),
    ],
)
def test_a_region_is_found_by_name_short_form_or_code(cell, code):
    heard = region_in(cell, REGIONS)

    assert heard.values(Field.REGION) == [code]
    assert heard.doubts == ()


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("Bandung", DoubtKind.REGION_SEVERAL),
        ("Antah Berantah", DoubtKind.REGION_UNKNOWN),
        ("99.99", DoubtKind.REGION_UNKNOWN),
    ],
)
def test_a_region_that_is_none_or_two_is_not_guessed(cell, why):
    heard = region_in(cell, REGIONS)

    assert heard.found == ()
    assert [each.kind for each in heard.doubts] == [why]
