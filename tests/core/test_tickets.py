"""Short signed strings."""

import string

import pytest

from mori.core.tickets import (
    CODE_ALPHABET,
    HELP_COOKIE,
    HELP_SECONDS,
    TAP_COOKIE,
    TAP_SECONDS,
    TAPS_KEPT,
    code_of,
    cookie,
    help_ticket,
    read,
    read_help_ticket,
    read_tap_ticket,
    sign,
    tap_ticket,
)

SECRET = b"a secret of the office, long enough"
PERSON = "p4k7m2x9q3w8za"


def test_what_was_signed_can_be_read():
    text = sign(SECRET, "help", PERSON, "7")

    assert read(SECRET, "help", text) == [PERSON, "7"]


@pytest.mark.parametrize("place", range(len(sign(SECRET, "help", PERSON, "7"))))
def test_a_change_in_any_place_is_noticed(place):
    text = sign(SECRET, "help", PERSON, "7")
    other = "B" if text[place] != "B" else "C"

    assert read(SECRET, "help", text[:place] + other + text[place + 1 :]) is None


@pytest.mark.parametrize(
    "text", ["", "1", "1.", "é" * 40, "\udcff" * 40, "1" + "A" * 22, "1" + "A" * 23, "2" * 40, "\0"]
)
def test_nonsense_is_not_read(text):
    assert read(SECRET, "help", text) is None


def test_a_ticket_serves_one_purpose():
    text = sign(SECRET, "tap", PERSON, "7")

    assert read(SECRET, "help", text) is None


def test_a_ticket_of_another_secret_is_not_read():
    text = sign(b"another secret", "help", PERSON, "7")

    assert read(SECRET, "help", text) is None


def test_the_border_between_fields_is_signed():
    assert sign(SECRET, "x", "ab", "c")[:23] != sign(SECRET, "x", "a", "bc")[:23]


@pytest.mark.parametrize("fields", [(), ("",), ("a.b",), ("a;b",), ("a b",), ("é",)])
def test_a_field_that_no_cookie_could_carry_is_refused(fields):
    with pytest.raises(ValueError, match="field"):
        sign(SECRET, "help", *fields)


def test_a_new_key_signs_while_the_old_one_is_still_recognised():
    old, both = {"1": b"old"}, {"2": b"new", "1": b"old"}

    signed_before, signed_after = sign(old, "x", "a"), sign(both, "x", "a")

    assert read(both, "x", signed_before) == ["a"]
    assert read(both, "x", signed_after) == ["a"]
    assert read(old, "x", signed_after) is None
    assert read({"2": b"new"}, "x", signed_before) is None


def test_the_same_tap_has_the_same_code():
    assert code_of(SECRET, "token") == code_of(SECRET, "token")
    assert code_of(SECRET, "token") != code_of(b"another secret", "token")


def test_codes_differ_and_are_easily_read_aloud():
    codes = {code_of(SECRET, str(number)) for number in range(2000)}

    assert len(codes) == 2000
    assert {len(code) for code in codes} == {8}
    assert set("".join(codes)) == set(CODE_ALPHABET)
    assert not set(CODE_ALPHABET) & set("01ilo" + string.ascii_uppercase)


def test_a_help_ticket_names_the_person_and_the_epoch():
    assert read_help_ticket(SECRET, help_ticket(SECRET, PERSON, 12)) == (PERSON, 12)
    assert read_help_ticket(SECRET, tap_ticket(SECRET, "abcdefgh", 12.0)) is None


def test_a_tap_ticket_names_the_code_and_the_second():
    ticket = tap_ticket(SECRET, "abcdefgh", 1790000000.9)

    assert read_tap_ticket(SECRET, ticket) == {"abcdefgh": 1790000000}
    assert read_tap_ticket(SECRET, help_ticket(SECRET, PERSON, 12)) == {}
    assert read_tap_ticket(SECRET, "") == {}


def test_a_tap_ticket_names_the_last_few_taps_the_latest_first_and_stays_small():
    ticket = ""
    for number in range(TAPS_KEPT + 2):
        earlier = read_tap_ticket(SECRET, ticket)
        ticket = tap_ticket(SECRET, f"abcdefg{number}", 1790000000 + number, earlier)

    assert list(read_tap_ticket(SECRET, ticket).items()) == [
        (f"abcdefg{number}", 1790000000 + number) for number in (4, 3, 2)
    ]
    assert len(f"__Host-{TAP_COOKIE}={ticket}") <= 96


def test_the_same_tap_again_stays_as_it_was_received_first():
    earlier = {"first222": 1790000000, "second22": 1790000005}

    ticket = tap_ticket(SECRET, "first222", 1790000010, earlier)

    assert list(read_tap_ticket(SECRET, ticket).items()) == [
        ("first222", 1790000000),
        ("second22", 1790000005),
    ]


def test_a_tap_of_more_than_a_week_ago_is_named_no_longer():
    earlier = {"old22222": 1790000000 - TAP_SECONDS, "young222": 1790000001 - TAP_SECONDS}

    ticket = tap_ticket(SECRET, "abcdefgh", 1790000000, earlier)

    assert list(read_tap_ticket(SECRET, ticket)) == ["abcdefgh", "young222"]


@pytest.mark.parametrize(
    ("name", "value", "seconds"),
    [
        (HELP_COOKIE, help_ticket(SECRET, PERSON, 999_999_999), HELP_SECONDS),
        (TAP_COOKIE, tap_ticket(SECRET, "abcdefgh", 4_000_000_000), TAP_SECONDS),
    ],
)
def test_a_cookie_is_at_most_64_bytes_and_closed_to_scripts(name, value, seconds):
    header = cookie(name, value, https=True, seconds=seconds)

    pair, *attributes = header.split("; ")
    assert pair == f"__Host-{name}={value}"
    assert len(pair) <= 64
    assert attributes == [f"Max-Age={seconds}", "Path=/", "HttpOnly", "SameSite=Lax", "Secure"]


def test_without_https_a_cookie_has_a_plain_name():
    header = cookie(TAP_COOKIE, "x", https=False, seconds=1)

    assert header == "mori_tap=x; Max-Age=1; Path=/; HttpOnly; SameSite=Lax"
