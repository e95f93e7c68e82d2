"""What a participant shows at a door."""

import pytest
import segno

from mori.events.codes.rules import Shown, pass_of, read_pass

KEY = "k7qmk7qmk7qmk7"
PASS = pass_of(b"server", KEY, "R2TX")


def test_a_pass_says_whose_it_is_to_whoever_has_the_key():
    assert read_pass(b"server", PASS) == Shown(KEY, "R2TX")
    assert read_pass(b"another", PASS) is None


@pytest.mark.parametrize(
    "forged",
    ["", PASS[:-1], PASS + "a", PASS.replace("R2TX", "R2TY"), PASS.replace("k7qmk7", "k7qmk8")],
)
def test_a_pass_of_somebody_else_cannot_be_made(forged):
    assert read_pass(b"server", forged) is None


def test_a_pass_is_a_code_of_few_modules():
    made = segno.make(f"https://mori.kantor-contoh.go.id/p/{PASS}", error="l", boost_error=False)

    assert made.version <= 4
