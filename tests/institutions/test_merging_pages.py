import pytest

from mori.institutions.models import Institution, InstitutionMerge
from mori.institutions.operations import institution_for
from tests.cast import NOON
from tests.institutions.naming import merge

pytestmark = pytest.mark.usefixtures("noon")


def sides(kept: Institution, merged: Institution, **changes: str) -> dict[str, str]:
    return {
        "other": merged.key,
        "seen_kept": kept.seen,
        "seen_merged": merged.seen,
        **dict.fromkeys(("name", "type_id", "region_id", "address"), "kept"),
        **changes,
    }


def test_neighbours_come_first_when_choosing_the_other(visit, cast, campus, twin):
    far = institution_for(cast.banua.id, "Komunitas Baca", "", None, NOON)
    browser = visit(cast.wati)

    near = browser.get(f"/lembaga/{campus.key}/gabung").text
    searched = browser.get(f"/lembaga/{campus.key}/gabung?cari=baca").text

    assert twin.key in near
    assert far.key not in near
    assert far.key in searched


def test_side_by_side_the_fields_are_chosen_and_it_is_undone(visit, cast, campus, twin, contact):
    browser = visit(cast.wati)
    page = browser.get(f"/lembaga/{twin.key}/gabung?dengan={campus.key}").text
    for text in ("1 penempatan", "1 ejaan", "1 kontak", "Bu Rahimah"):
        assert text in page

    form = sides(twin, campus, name="merged")
    first = browser.post(f"/lembaga/{twin.key}/gabung", form)
    second = browser.post(f"/lembaga/{twin.key}/gabung", form)

    assert first.location == second.location == f"/lembaga/{twin.key}"
    assert InstitutionMerge.select().count() == 1
    shown = browser.get(f"/lembaga/{twin.key}").text
    for text in (
        "<h1>Universitas Contoh Banua",
        "Sari Contoh",
        "Bu Rahimah",
        "Digabungkan ke sini",
    ):
        assert text in shown
    assert browser.get(f"/lembaga/{campus.key}").location == f"/lembaga/{twin.key}"
    merged = InstitutionMerge.get()

    assert browser.post(f"/lembaga/gabungan/{merged.key}/urungkan").status_code == 303
    assert "<h1>Univ. Contoh Banua" in browser.get(f"/lembaga/{twin.key}").text
    assert "Bu Rahimah" in browser.get(f"/lembaga/{campus.key}").text


def test_a_merge_that_is_not_right_asks_again(visit, cast, campus, twin):
    browser = visit(cast.wati)
    path = f"/lembaga/{campus.key}/gabung"

    assert browser.post(path, {}).status_code == 422
    assert browser.post(path, sides(campus, campus)).status_code == 422
    wrong = browser.post(path, sides(campus, twin, name="bukan"))
    stale = browser.post(path, sides(campus, twin, seen_merged="lama"))

    assert (wrong.status_code, stale.status_code) == (422, 409)
    assert "Univ. Contoh Banua" in stale.text
    assert not InstitutionMerge.select().exists()


def test_a_merged_one_is_neither_changed_nor_merged_again(visit, cast, campus, twin):
    other = institution_for(cast.banua.id, "Lain", "", None, NOON)
    merge(campus, twin, cast.wati)
    browser = visit(cast.wati)

    assert browser.get(f"/lembaga/{twin.key}/ubah").status_code == 404
    assert (
        browser.post(f"/lembaga/{twin.key}/kontak", {"role": "other", "name": "Humas"}).status_code
        == 404
    )
    assert browser.post(f"/lembaga/{twin.key}/gabung", sides(twin, other)).status_code == 422
    assert browser.post(f"/lembaga/{other.key}/gabung", sides(other, twin)).status_code == 422


def test_another_office_sees_and_merges_nothing(visit, cast, campus, twin, contact):
    theirs = institution_for(cast.seberang.id, "Universitas Contoh Banua", "", None, NOON)
    merge(campus, twin, cast.wati)
    merged = InstitutionMerge.get()
    for who in (cast.citra, cast.eko):
        browser = visit(who)
        assert campus.key not in browser.get("/lembaga").text
        assert campus.key not in browser.get("/lembaga?saring=usulan").text
        assert campus.key not in browser.get("/lembaga?cari=contoh").text
        for path in (f"/lembaga/{campus.key}", f"/lembaga/{campus.key}/gabung"):
            assert browser.get(path).status_code == 404
        assert browser.get(f"/lembaga/kontak/{contact.key}").status_code == 404
        assert browser.post(f"/lembaga/gabungan/{merged.key}/urungkan").status_code == 404
    browser = visit(cast.citra)
    assert campus.key not in browser.get(f"/lembaga/{theirs.key}").text
    side = browser.get(f"/lembaga/{theirs.key}/gabung?dengan={campus.key}").text
    assert campus.key not in side
    answer = browser.post(f"/lembaga/{theirs.key}/gabung", sides(theirs, campus))
    assert answer.status_code == 422
