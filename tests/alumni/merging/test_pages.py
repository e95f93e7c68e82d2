import pytest

from mori.alumni.merging.models import AlumnusMerge, DuplicatePair, NotSame
from mori.alumni.merging.operations import say_not_same
from mori.alumni.merging.pair_operations import compare_next
from mori.alumni.models import Alumnus
from tests.alumni.making import make_alumnus
from tests.alumni.merging.together import facts_of_alumnus, merge
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
PHONE = "+6281250000001"
FIELDS = ("name", "titles_before", "titles_after", "region_id", "address")


@pytest.fixture
def pair(app, cast):
    one = make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    other = make_alumnus(cast.banua, "Rachmat Umpama", phone=PHONE, address="Jalan Misal 2")
    while compare_next():
        pass
    return one, other


def sides(kept, merged, **changes):
    return {
        "other": merged.key,
        "seen_kept": str(kept.revision),
        "seen_merged": str(merged.revision),
        **dict.fromkeys(FIELDS, "kept"),
        **changes,
    }


def test_a_pair_is_listed_with_its_reasons_compared_merged_and_parted(visit, cast, pair):
    one, other = pair
    browser = visit(cast.wati)
    listed = browser.get("/alumni/ganda").text
    address = f"/alumni/{one.key}/gabung?dengan={other.key}"
    assert address in listed
    assert "0812-5000-0001" in listed

    page = browser.get(address).text
    for text in ("Rachmat Umpama", "Jalan Misal 2", "0812-5000-0001", "80 dari 100"):
        assert text in page
    form = sides(one, other, address="merged")
    first = browser.post(f"/alumni/{one.key}/gabung", form)
    second = browser.post(f"/alumni/{one.key}/gabung", form)

    assert first.location == second.location == "/alumni/ganda?saring=gabungan"
    assert AlumnusMerge.select().count() == 1
    assert Alumnus.get_by_id(one.id).address == "Jalan Misal 2"
    assert "Rachmat Umpama" in browser.get("/alumni/ganda?saring=gabungan").text

    merged = AlumnusMerge.get()
    assert browser.post(f"/alumni/gabungan/{merged.key}/urungkan").status_code == 303
    assert Alumnus.get_by_id(other.id).merged_into_id is None
    assert Alumnus.get_by_id(one.id).address == ""


def test_said_to_be_two_a_pair_is_gone_until_that_is_undone(visit, cast, pair):
    one, other = pair
    browser = visit(cast.wati)

    browser.post(f"/alumni/{one.key}/bukan-sama", {"other": other.key})
    browser.post(f"/alumni/{one.key}/bukan-sama", {"other": other.key})

    assert other.key not in browser.get("/alumni/ganda").text
    assert "Rachmat Umpama" in browser.get("/alumni/ganda?saring=bukan").text
    said = NotSame.get()
    assert browser.post(f"/alumni/bukan-sama/{said.key}/urungkan").status_code == 303
    assert browser.post(f"/alumni/bukan-sama/{said.key}/urungkan").status_code == 404
    assert compare_next()
    assert DuplicatePair.select().count() == 1


def test_a_row_of_a_list_told_apart_is_listed_by_its_name(visit, cast, pair):
    facts = {pair[0].id: facts_of_alumnus(pair[0]), 0: facts_of_alumnus(pair[1])}
    say_not_same(pair[0], None, facts, cast.wati.id, NOON)

    page = visit(cast.wati).get("/alumni/ganda?saring=bukan").text

    assert "Rachmat Umpama" in page
    assert "baris sebuah daftar" in page


def test_any_two_can_be_merged_by_looking_for_the_other(visit, cast, pair):
    far = make_alumnus(cast.banua, "Zulkifli Misal")
    browser = visit(cast.wati)

    near = browser.get(f"/alumni/{pair[0].key}/gabung").text
    searched = browser.get(f"/alumni/{pair[0].key}/gabung?cari=zul").text

    assert far.key not in near
    assert far.key in searched


def test_two_accounts_are_said_to_stay(visit, cast):
    one = make_alumnus(cast.banua, "Sari Contoh", person=cast.sari)
    other = make_alumnus(cast.banua, "Tono Contoh", person=cast.tono)

    page = visit(cast.wati).get(f"/alumni/{one.key}/gabung?dengan={other.key}").text

    assert "Kedua akun tetap ada" in page


def test_a_merge_that_is_not_right_asks_again(visit, cast, pair):
    one, other = pair
    browser = visit(cast.wati)
    path = f"/alumni/{one.key}/gabung"

    assert browser.post(path, {}).status_code == 422
    assert browser.post(path, sides(one, one)).status_code == 422
    assert browser.post(path, sides(one, other, name="bukan")).status_code == 422
    assert browser.post(path, sides(one, other, seen_merged="9")).status_code == 409
    assert browser.post(f"/alumni/{one.key}/bukan-sama", {}).status_code == 422
    assert not AlumnusMerge.select().exists()


def test_a_merged_one_is_not_merged_again(visit, cast, pair):
    one, other = pair
    third = make_alumnus(cast.banua, "Rahmat U.")
    merge(one, other, cast.wati)
    browser = visit(cast.wati)

    assert browser.get(f"/alumni/{other.key}/gabung").status_code == 404
    assert browser.post(f"/alumni/{other.key}/gabung", sides(other, third)).status_code == 422
    assert browser.post(f"/alumni/{third.key}/gabung", sides(third, other)).status_code == 422


def test_another_office_sees_and_merges_nothing(visit, cast, pair):
    one, other = pair
    theirs = make_alumnus(cast.seberang, "Rahmat Umpama", phone=PHONE)
    facts = {one.id: facts_of_alumnus(one), 0: facts_of_alumnus(other)}
    say_not_same(one, None, facts, cast.wati.id, NOON)
    merge(one, other, cast.wati)
    merged, said = AlumnusMerge.get(), NotSame.get()
    browser = visit(cast.citra)

    for which in ("", "?saring=bukan", "?saring=gabungan"):
        assert "Umpama" not in browser.get(f"/alumni/ganda{which}").text
    assert browser.get(f"/alumni/{one.key}/gabung").status_code == 404
    side = browser.get(f"/alumni/{theirs.key}/gabung?dengan={one.key}").text
    assert one.key not in side
    assert browser.post(f"/alumni/{theirs.key}/gabung", sides(theirs, one)).status_code == 422
    assert browser.post(f"/alumni/gabungan/{merged.key}/urungkan").status_code == 404
    assert browser.post(f"/alumni/bukan-sama/{said.key}/urungkan").status_code == 404


@pytest.mark.parametrize("who", ["hasan", "rina", "sari", "ningsih"])
def test_coordinators_alone_decide(visit, cast, pair, who):
    browser = visit(getattr(cast, who))

    assert browser.get("/alumni/ganda").status_code == 403
    assert browser.get(f"/alumni/{pair[0].key}/gabung").status_code == 404
