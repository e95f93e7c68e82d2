"""The words that people agree to: both languages, all that the law asks, and never rewritten."""

import csv
import hashlib
import itertools

from mori.alumni.consents.rules import LANGUAGES, NOTICE, WORDS, wording
from mori.alumni.rules import Agreed

# Somebody may have agreed to these: give a changed text the next version, in a row of its own.
SHIPPED = {"1": "447f7f9e781c1973e7d6f9b09c8da148fda9f995bec9066dc3e13e95eea51cc0"}


def rows() -> list[dict[str, str]]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_version_that_went_out_is_never_rewritten():
    found = {
        version: hashlib.sha256(repr([tuple(each.values()) for each in group]).encode()).hexdigest()
        for version, group in itertools.groupby(rows(), lambda row: row["version"])
    }

    assert found == SHIPPED


def test_each_purpose_and_field_has_words_in_both_languages():
    for about in (NOTICE, *Agreed):
        for locale in LANGUAGES:
            version, text = wording(about, locale)
            assert len(version) <= 10
            assert text, (about, locale)
    assert {each["to"] for each in rows()} == {NOTICE, *Agreed}


def test_a_purpose_says_what_it_uses():
    for purpose in (Agreed.CONTACT, Agreed.NEWS, Agreed.NETWORK, Agreed.NAMED):
        assert "Yang dipakai: nama" in wording(purpose, "id").text


def test_the_notice_says_on_what_it_rests_how_long_and_which_rights():
    text = wording(NOTICE, "id").text

    for said in ("UU 27/2022", "sampai kamu mencabutnya", "memperbaiki", "penghapusan", "salinan"):
        assert said in text
