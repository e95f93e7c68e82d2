"""Telephone numbers and mail addresses: read as they are meant, named where they cannot be."""

import pytest

from mori.alumni.values.mail_rules import mails_in
from mori.alumni.values.phone_rules import phones_in
from mori.alumni.values.rules import DoubtKind, Field

KALSEL = "+628111653737"


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("0811-165-3737", [KALSEL]),
        ("+62811 165 3737", [KALSEL]),
        ("+62 (0)811-165-3737", [KALSEL]),
        ("628111653737", [KALSEL]),
        ("8111653737", [KALSEL]),
        ("006281 1165 3737", [KALSEL]),
        ("HP. 0811 165 3737 (WA)", [KALSEL]),
        ("WA: 0811.165.3737", [KALSEL]),
        (8111653737.0, [KALSEL]),
        (628111653737.0, [KALSEL]),
        ("Telp. (0511) 336 7412", ["+625113367412"]),
        ("137", ["137"]),
        ("+61 412 345 678", ["+61412345678"]),
        ("0811-165-3737 / 0812 3456 789", [KALSEL, "+628123456789"]),
        ("08111653737 08123456789", [KALSEL, "+628123456789"]),
        ("0811-165-3737\n0812-3456-789", [KALSEL, "+628123456789"]),
        ("0811-165-3737, 0812-3456-789", [KALSEL, "+628123456789"]),
        ("0811-165-3737 atau 0812-3456-789", [KALSEL, "+628123456789"]),
        ("-", []),
        ("tidak ada", []),
        ("", []),
    ],
)
def test_a_number_is_read_as_it_is_dialled_from_anywhere(cell, phones):
    heard = phones_in(cell)

    assert heard.values(Field.PHONE) == phones
    assert heard.doubts == ()


@pytest.mark.parametrize(
    ("cell", "phones", "why"),
    [
        ("081", [], DoubtKind.PHONE_IMPOSSIBLE),
        ("O8111653737", [], DoubtKind.PHONE_IMPOSSIBLE),
        ("0811x1653737", [], DoubtKind.PHONE_IMPOSSIBLE),
        ("08111653737123456", [], DoubtKind.PHONE_IMPOSSIBLE),
        (811.165, [], DoubtKind.PHONE_IMPOSSIBLE),
        ("3367412", [], DoubtKind.PHONE_LOCAL),
        ("8.11165E+10", [], DoubtKind.DIGITS_CUT),
        (8.1e10, ["+6281000000000"], DoubtKind.PHONE_ZEROS),
        ("0811-165-3737 (ibu)", [KALSEL], DoubtKind.PHONE_OTHERS),
    ],
)
def test_what_cannot_be_dialled_is_named_and_not_repaired(cell, phones, why):
    heard = phones_in(cell)

    assert heard.values(Field.PHONE) == phones
    assert [each.kind for each in heard.doubts] == [why]


def test_of_two_numbers_the_good_one_is_kept():
    heard = phones_in("0811-165-3737 / 0812")

    assert heard.values(Field.PHONE) == [KALSEL]
    assert [str(each.words) for each in heard.doubts] == ["“0812” cannot be dialled."]


@pytest.mark.parametrize(
    ("cell", "mails"),
    [
        ("Siti@Contoh.example", ["siti@contoh.example"]),
        ("email: siti@contoh.example", ["siti@contoh.example"]),
        ("a@x.example; b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example, b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example / b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example\nb@y.example", ["a@x.example", "b@y.example"]),
        ("belum ada", []),
    ],
)
def test_addresses_are_read_in_small_letters(cell, mails):
    heard = mails_in(cell)

    assert heard.values(Field.EMAIL) == mails
    assert heard.doubts == ()


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("a@gmail,com", DoubtKind.MAIL_IMPOSSIBLE),
        ("a gmail.com", DoubtKind.MAIL_IMPOSSIBLE),
        ("a..b@x.example", DoubtKind.MAIL_IMPOSSIBLE),
        ("a@gmial.com", DoubtKind.MAIL_SLIP),
        ("a@gmail.con", DoubtKind.MAIL_SLIP),
        ("a@yaho.com", DoubtKind.MAIL_SLIP),
    ],
)
def test_a_slip_in_an_address_is_named_and_not_repaired(cell, why):
    heard = mails_in(cell)

    assert [each.kind for each in heard.doubts] == [why]
    assert heard.values(Field.EMAIL) == ([cell] if why is DoubtKind.MAIL_SLIP else [])
