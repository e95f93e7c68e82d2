"""The QR code carries what a paper states, signed: not one sign of it can be another."""

import string

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mori.certificates.statements.claims import (
    MOST_SIGNS,
    Claim,
    Refusal,
    pack,
    verify,
)
from mori.certificates.statements.rules import PaperKind
from mori.core.files.seals import keys_of
from tests.certificates.stating import NUMBER, stated

pytestmark = pytest.mark.once
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
KEYS = keys_of([OTHER.public_key(), KEY.public_key()])
TEXT = pack(stated(), KEY)
HOSTS = ("http://127.0.0.1:8000", "https://mori.example", "https://magang.perwakilan.example.go.id")
LONG = "Muhammad Abdurrahman Wahidin Nasution Kusumawardhana Prawiranegara, S.STP., M.A.P."


@pytest.mark.parametrize("kind", PaperKind)
def test_it_says_what_the_paper_states(kind):
    statement = stated(kind=kind)

    assert verify(pack(statement, KEY), KEYS) == Claim(
        kind=kind,
        office_code="63",
        number=NUMBER,
        name="SARI CONTOH",
        digest=b"",
        band="SANGAT BAIK" if kind.states_result else "",
        starts_on=statement.starts_on,
        ends_on=statement.ends_on,
        issued_on=statement.issued_on,
    )


def test_every_changed_sign_is_refused():
    believed = [
        (place, sign)
        for place, was in enumerate(TEXT)
        for sign in {flipped(was, bit) for bit in range(8)} | {"0", "A", "Z", "/", " ", "é"}
        if sign != was and isinstance(verify(TEXT[:place] + sign + TEXT[place + 1 :], KEYS), Claim)
    ]

    assert not believed


def flipped(sign: str, bit: int) -> str:
    return chr(ord(sign) ^ 1 << bit)


def test_a_sign_more_or_less_is_refused():
    for place in range(len(TEXT) + 1):
        assert isinstance(verify(TEXT[:place] + "0" + TEXT[place:], KEYS), Refusal)
        assert isinstance(verify(TEXT[:place] + TEXT[place + 1 :], KEYS), Refusal) or (
            place == len(TEXT)
        )


def test_what_another_signed_is_refused():
    assert verify(TEXT, keys_of([OTHER.public_key()])) is Refusal.UNKNOWN_KEY
    assert verify(TEXT, {}) is Refusal.UNKNOWN_KEY


def test_another_key_of_the_same_id_is_refused():
    (known,) = keys_of([KEY.public_key()])

    assert verify(TEXT, {known: OTHER.public_key()}) is Refusal.CHANGED


@pytest.mark.parametrize(
    "text",
    ["", "halo", "https://mori.example/v/1", "/V//", "X/V/1/0", "é/V/ɸ/A", f"/V/1/{'9' * 9000}"],
)
def test_any_other_text_is_none_of_ours(text):
    assert verify(text, KEYS) is Refusal.NO_CLAIM


@pytest.mark.parametrize("address", HOSTS)
@pytest.mark.parametrize(
    "name", ["Sari Contoh", LONG, "Prof. " * 20, "ساري المثال", "Na’im O'Brien"]
)
def test_it_fits_into_45_modules(address, name):
    text = pack(stated(address=address, name=name), KEY)

    assert len(text) <= MOST_SIGNS
    assert segno.make(text, error="l", micro=False).symbol_size(border=0)[0] <= 45
    assert verify(text, KEYS).is_of(name)


@pytest.mark.parametrize("name", ["Sari Contoh", LONG, "ساري المثال"])
def test_another_name_is_not_taken_for_it(name):
    claim = verify(pack(stated(name=name), KEY), KEYS)

    assert not claim.is_of(f"{name} Jr.")
    assert not claim.is_of("Tono Contoh")


def test_what_does_not_fit_is_cut_off_the_name():
    claim = verify(pack(stated(name=LONG), KEY), KEYS)

    assert LONG.upper().startswith(claim.name)
    assert len(claim.name) > 20
    assert claim.band == "SANGAT BAIK"


def test_an_address_too_long_for_it_leads_to_the_page_alone():
    text = pack(stated(address=f"https://{'a' * 63}.example.go.id"), KEY)

    assert text.endswith(f"/V/{NUMBER}/")
    assert verify(text, KEYS) is Refusal.NO_CLAIM


@pytest.mark.parametrize(
    ("number", "path"),
    [
        ("B / 12 / Magang/2026", "B/12/MAGANG/2026"),
        ("12–A", "12-A"),
        ("Nº 7", "NO7"),
        ("Č?7#", "%C4%8C%3F7%23"),
    ],
)
def test_a_number_can_stand_in_an_address(number, path):
    text = pack(stated(number=number), KEY)

    assert f"/V/{path}/" in text
    assert isinstance(verify(text, KEYS), Claim)


def test_only_signs_of_the_densest_kind_are_used():
    assert set(TEXT) <= set(string.ascii_uppercase + string.digits + ":/.-")
