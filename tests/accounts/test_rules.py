"""Phone numbers, addresses, waiting times and lifetimes, in tables."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.rules import (
    device_name,
    lifetime,
    normal_email,
    normal_phone,
    shown_phone,
    sought,
)
from mori.accounts.tries.rules import network_of, wait_after


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("0811-165-3737", "+628111653737"),
        ("+62811 165 3737", "+628111653737"),
        ("628111653737", "+628111653737"),
        ("8111653737", "+628111653737"),
        ("(0812) 3456.7890", "+6281234567890"),
        ("021-3903963", None),  # a landline
        ("129", None),
        ("0811", None),
        ("", None),
        ("0812345678901234", None),
        ("0811‑165‑3737", "+628111653737"),
        ("+62 (0)811 165 3737", "+628111653737"),
        ("0062 811 165 3737", "+628111653737"),
        ("62 0811 165 3737", "+628111653737"),
        ("‪+62 811 165 3737‬", "+628111653737"),  # as contacts are copied
        ("０８１１１６５３７３７", "+628111653737"),
        ("0811-165-3737 / 0812-345-6789", None),
    ],
)
def test_a_mobile_number_has_one_normal_form(written, normal):
    assert normal_phone(written) == normal


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        (" Sari@Contoh.Example ", "sari@contoh.example"),
        ("sari​@contoh.example﻿", "sari@contoh.example"),
        ("ｓａｒｉ@contoh‑satu.example", "sari@contoh-satu.example"),
        ("sаri@contoh.example", None),  # one letter of it is Cyrillic
        (f"{'a' * 185}@contoh.example", f"{'a' * 185}@contoh.example"),
        (f"{'a' * 186}@contoh.example", None),
        ("sari", None),
        ("a@b@c", None),
        ("", None),
    ],
)
def test_an_address_has_one_normal_form(written, normal):
    assert normal_email(written) == normal


def test_a_number_is_shown_in_groups():
    assert shown_phone("+628111653737") == "0811-1653-737"


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("  Siti   NURHALIZA ", "siti nurhaliza"),
        ("Nur'aini", "nuraini"),
        ("Nur’aini", "nuraini"),
        ("Nuraini", "nuraini"),
        ("André Contoh", "andre contoh"),
        ("Dr. Nur'aini, S.H., M.Kn.", "nuraini"),
        ("dr Nuraini SH MKn", "nuraini"),
        ("Prof. Dr. H. M. Rahman, S. Kom", "m rahman"),
        ("Hj.Siti Contoh, Ph.D", "siti contoh"),
        ("Drajat Irwan", "drajat irwan"),  # begins with a title's letters
        ("Ir", "ir"),
        ("SH", "sh"),
        ("'", ""),
        ("ß" * 120, "s" * 120),  # longer once folded
    ],
)
def test_a_name_is_sought_without_case_accents_apostrophes_titles_and_degrees(written, known):
    assert sought(written) == known


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 1), (6, 2), (9, 16), (10, 30), (500, 30)]
)
def test_waiting_doubles_and_then_stays(failures, seconds):
    assert wait_after(failures) == dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        (None, ""),
    ],
)
def test_an_address_counts_as_one_household_has_it(address, network):
    assert network_of(address) == network


def test_the_most_delicate_role_decides_how_long_a_session_lasts():
    assert lifetime([Role.INTERN, Role.OFFICER]) == dt.timedelta(hours=12)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 9; K) AppleWebKit/537.36 Chrome/138.0", "Chrome, Android"),
        (
            "Mozilla/5.0 (Linux; Android 13) SamsungBrowser/25.0 Chrome/121",
            "Samsung Internet, Android",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", "Firefox, Linux"),
        ("curl/8.0", ""),
    ],
)
def test_a_device_has_a_name_its_owner_recognises(user_agent, name):
    assert device_name(user_agent) == name
