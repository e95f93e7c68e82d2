"""Who can open a door: those who agreed to be found, to be asked, and to show where they are."""

import pytest

from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, Consent, Engagement
from mori.alumni.relations.door_queries import PAGE
from mori.alumni.relations.models import Introduction, Offer
from mori.alumni.rules import Agreed, AlumnusState
from mori.core.clock import now
from tests.alumni.records.making import agree, make
from tests.cast import NOON

OPEN = (Agreed.DIRECTORY, Agreed.CONTACT, Agreed.NOW_AT)
PHONE = "+628112223344"
NAME = "Dinas Kesehatan Kota Contoh"


def at(alumnus, name=NAME, until="", post="Analis"):
    Engagement.create(
        alumnus=alumnus, kind="agency", name=name, name_folded=name.casefold(), post=post,
        since="2021", until=until, made_at=NOON,
    )  # fmt: skip
    refresh([alumnus.id])
    return alumnus


def found(cast, visit, query="cari=dinas+kesehatan", who="wati"):
    return visit(getattr(cast, who)).get(f"/alumni/pintu?{query}").text


def test_whoever_agreed_is_found_with_post_and_what_they_agreed_to(cast, visit):
    at(make(cast.banua, agreed=[*OPEN, Agreed.PHONE], phones=[PHONE], mails=["umi@misal.example"]))

    page = found(cast, visit)

    assert "Umi Misal" in page
    assert f"Analis · {NAME}" in page
    assert "0811-2223-344" in page
    assert "umi@misal.example" not in page


@pytest.mark.parametrize("missing", OPEN)
def test_without_one_of_three_consents_nobody_is_found(cast, visit, missing):
    at(make(cast.banua, agreed=[each for each in OPEN if each != missing]))

    assert "Umi Misal" not in found(cast, visit)


def test_a_consent_withdrawn_counts_at_once(cast, visit):
    alumnus = at(make(cast.banua, agreed=OPEN))
    assert "Umi Misal" in found(cast, visit)

    Consent.update(withdrawn_at=now()).where(Consent.to == Agreed.CONTACT).execute()
    refresh([alumnus.id])

    assert "Umi Misal" not in found(cast, visit)


@pytest.mark.parametrize(
    "columns",
    [{"state": each} for each in AlumnusState if each not in ("confirmed", "dormant")]
    + [{"is_restricted": True}],
    ids=str,
)
def test_nobody_is_asked_who_may_not_be(cast, visit, columns):
    at(make(cast.banua, agreed=OPEN, **columns))

    assert "Umi Misal" not in found(cast, visit)


def test_a_place_they_have_left_opens_nothing(cast, visit):
    at(make(cast.banua, agreed=OPEN), until="2024")

    assert "Umi Misal" not in found(cast, visit)


def test_a_slip_is_understood_and_said(cast, visit):
    at(make(cast.banua, agreed=OPEN))

    page = found(cast, visit, "cari=Dinas+Kesehatn")

    assert "Umi Misal" in page
    assert "dinas kesehatan" in page


def test_all_words_have_to_fit(cast, visit):
    at(make(cast.banua, agreed=OPEN))

    assert "Umi Misal" not in found(cast, visit, "cari=dinas+pendidikan")


def test_another_office_finds_nobody(cast, visit):
    at(make(cast.banua, agreed=OPEN))
    Offer.create(office=cast.banua, alumnus=Alumnus.get(), kind="data", made_at=NOON)

    assert "Umi Misal" not in found(cast, visit, who="citra")
    assert "Umi Misal" not in found(cast, visit, "tawaran=data", who="eko")


def test_a_head_may_ask_too_and_nobody_else(cast, visit):
    at(make(cast.banua, agreed=OPEN))

    assert "Umi Misal" in found(cast, visit, who="hasan")
    for each in (cast.rina, cast.sari, cast.ningsih):
        assert visit(each).get("/alumni/pintu").status_code == 403


def test_offers_and_who_introduced_them_stand_beside(cast, visit):
    alumnus = at(make(cast.banua, agreed=OPEN))
    other = make(cast.banua, "Rahmat Umpama", agreed=[Agreed.DIRECTORY])
    Offer.create(office=cast.banua, alumnus=alumnus, kind="data", note="Gizi", made_at=NOON)
    Introduction.create(alumnus=alumnus, introducer=other, made_at=NOON)

    page = found(cast, visit)

    assert "Data atau informasi" in page.partition("Umi Misal")[2]
    assert "Rahmat Umpama" in page


def test_who_offers_something_is_found(cast, visit):
    asked = make(cast.banua, agreed=[Agreed.DIRECTORY, Agreed.CONTACT])
    silent = make(cast.banua, "Rahmat Umpama", agreed=[Agreed.DIRECTORY])
    past = make(cast.banua, "Citra Peraga", agreed=OPEN)
    for each in (asked, silent, past):
        Offer.create(office=cast.banua, alumnus=each, kind="speaker", made_at=NOON)
    Offer.update(ended_at=NOON).where(Offer.alumnus == past).execute()

    page = found(cast, visit, "tawaran=speaker")

    assert "Umi Misal" in page
    assert "Rahmat Umpama" not in page
    assert "Citra Peraga" not in page


def test_where_they_are_is_not_said_of_whoever_keeps_it_back(cast, visit):
    alumnus = at(make(cast.banua, agreed=[Agreed.DIRECTORY, Agreed.CONTACT]))
    Offer.create(office=cast.banua, alumnus=alumnus, kind="speaker", made_at=NOON)

    page = found(cast, visit, "tawaran=speaker")

    assert "Umi Misal" in page
    assert NAME not in page


def test_whoever_was_merged_opens_the_door_as_the_other(cast, visit):
    merged = at(make(cast.banua, "U. Misal", agreed=[Agreed.NOW_AT]))
    kept = make(cast.banua)
    Alumnus.update(merged_into=kept).where(Alumnus.id == merged.id).execute()
    Offer.create(office=cast.banua, alumnus=merged, kind="data", made_at=NOON)
    agree(kept, Agreed.DIRECTORY, Agreed.CONTACT)

    assert "Analis" in found(cast, visit)
    assert "Umi Misal" in found(cast, visit, "tawaran=data")


def test_the_list_goes_on_by_key(cast, visit):
    for number in range(PAGE + 1):
        at(make(cast.banua, f"Umi {chr(97 + number // 6)}{chr(97 + number % 6)}", agreed=OPEN))
    browser = visit(cast.wati)

    first = browser.get("/alumni/pintu?cari=dinas").text
    more = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = browser.get(more.replace("&amp;", "&")).text

    assert first.count("Analis") == PAGE
    assert second.count("Analis") == 1
