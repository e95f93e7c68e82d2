"""An office's communities: found by name, kind, place and state; kept, changed and related."""

import pytest

from mori.institutions.models import Region
from mori.network.models import Community, CommunityEvent, CommunityRelation
from mori.network.rules import CommunityState

from .making import make_community, make_member, together

pytestmark = pytest.mark.usefixtures("noon")

SAID = {"token": "t", "name": "Rumah Baca Misal", "type": "literacy", "state": "active"}


@pytest.fixture
def wati(cast, visit):
    return visit(cast.wati)


def shown(browser, query: str) -> set[str]:
    text = browser.get(f"/jejaring?{query}").text
    return {name for name in ("Rumah Baca Misal", "Radio Misal", "Désa Umpama") if name in text}


def test_the_list_is_narrowed_by_name_kind_place_and_state(cast, wati):
    region = Region.get(Region.code == "63.71")
    make_community(cast.banua, region=region)
    make_community(cast.banua, "Radio Misal", type="radio", state=CommunityState.RESTING)
    make_community(cast.banua, "Désa Umpama", type="village")
    make_community(cast.seberang, "Radio Misal Seberang", type="radio")

    assert shown(wati, "") == {"Rumah Baca Misal", "Radio Misal", "Désa Umpama"}
    assert shown(wati, "cari=DESA") == {"Désa Umpama"}
    assert shown(wati, "jenis=radio") == {"Radio Misal"}
    assert shown(wati, "wilayah=63.71") == {"Rumah Baca Misal"}
    assert shown(wati, "keadaan=resting") == {"Radio Misal"}
    assert "Seberang" not in wati.get("/jejaring?jenis=radio").text
    assert shown(wati, "jenis=moon&keadaan=gone") == {
        "Rumah Baca Misal",
        "Radio Misal",
        "Désa Umpama",
    }


def test_a_long_list_goes_on_by_name(cast, wati):
    for number in range(32):
        make_community(cast.banua, f"Komunitas {number:02} Contoh")

    first = wati.get("/jejaring").text
    second = wati.get("/jejaring?after=komunitas 29 contoh~0").text

    assert "Komunitas 29" in first
    assert "Komunitas 30" not in first
    assert "Komunitas 31" in second


def test_a_community_is_kept_once_however_often_its_form_is_sent(cast, wati):
    answers = [wati.post("/jejaring/komunitas/baru", SAID) for _ in range(2)]

    made = Community.get(Community.office == cast.banua.id)
    assert {answer.location for answer in answers} == {f"/jejaring/komunitas/{made.key}"}
    assert made.state == CommunityState.ACTIVE
    assert Community.select().where(Community.office == cast.banua.id).count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Tulis nama komunitasnya"),
        ({"type": "moon"}, "Pilih salah satu"),
        ({"region": "Atlantis"}, "Tidak ada kabupaten"),
        ({"institution": "Universitas Entah"}, "Tidak ada lembaga"),
    ],
)
def test_what_is_wrong_comes_back_with_all_that_was_written(wati, wrong, said):
    answer = wati.post("/jejaring/komunitas/baru", {**SAID, "about": "Membaca.", **wrong})

    assert answer.status_code == 422
    assert said in answer.text
    assert "Membaca." in answer.text


def test_whoever_saw_an_older_one_overwrites_nothing(cast, wati):
    made = make_community(cast.banua)
    said = {"seen": "0", "name": "Rumah Baca Baru", "type": "literacy", "state": "active"}

    first = wati.post(f"/jejaring/komunitas/{made.key}/ubah", said)
    second = wati.post(f"/jejaring/komunitas/{made.key}/ubah", {**said, "name": "Lain"})

    assert (first.status_code, second.status_code) == (303, 409)
    assert Community.get_by_id(made.id).name == "Rumah Baca Baru"
    assert "Lain" in second.text


def test_it_rests_goes_on_leaves_and_comes_back(cast, wati):
    made = make_community(cast.banua)
    address = f"/jejaring/komunitas/{made.key}/keadaan"

    states = []
    for verb in ("rest", "wake", "leave", "join"):
        wati.post(address, {"verb": verb})
        states.append(Community.get_by_id(made.id).state)

    assert states == ["resting", "active", "left", "active"]
    assert wati.post(address, {"verb": "wake"}).status_code == 409
    assert wati.post(address, {"verb": "vanish"}).status_code == 400
    assert [row.verb for row in CommunityEvent.select().order_by(CommunityEvent.id)][-4:] == [
        *("rest", "wake", "leave", "join")
    ]


def test_relations_have_a_first_and_a_last_day(cast, wati):
    one, other = make_community(cast.banua), make_community(cast.banua, "Radio Misal")
    abroad = make_community(cast.seberang, "Jauh")
    said = {"token": "r", "kind": "partner", "other": other.key, "from_on": "2026-01-05"}
    address = f"/jejaring/komunitas/{one.key}"

    for _ in range(2):
        wati.post(f"{address}/hubungan", said)
    (relation,) = CommunityRelation.select()
    begun = wati.get(address).text
    wati.post(f"/jejaring/hubungan/{relation.key}/akhiri")

    assert "Rumah Baca Misal bekerja sama dengan Radio Misal" in begun
    assert CommunityRelation.get_by_id(relation.id).until_on.isoformat() == "2026-11-18"
    assert wati.post(f"{address}/hubungan", {**said, "other": abroad.key}).status_code == 422


def test_a_head_reads_counts_and_nobody_of_it(cast, visit):
    made = make_community(cast.banua)
    together(make_member(cast.banua), made)
    hasan = visit(cast.hasan)

    page = hasan.get("/jejaring").text

    assert "Rumah Baca Misal" in page
    assert f"/jejaring/komunitas/{made.key}" not in page
    assert hasan.get(f"/jejaring/komunitas/{made.key}").status_code == 404
    assert hasan.get("/jejaring/anggota").status_code == 403


def test_names_and_kinds_are_the_offices_own(cast, wati, visit):
    said = {"name": "Dangsanak Contoh", "member_word": "Dangsanak", "terms": "Kita belajar."}

    wati.post("/jejaring/pengaturan", {**said, "types": ["radio", "other"]})
    form = wati.get("/jejaring/komunitas/baru").text

    assert "Dangsanak Contoh" in wati.get("/jejaring").text
    assert "Dangsanak Contoh" not in visit(cast.citra).get("/jejaring").text
    assert 'value="radio"' in form
    assert 'value="literacy"' not in form
    assert wati.post("/jejaring/pengaturan", {**said, "types": "moon"}).status_code == 422
    assert wati.post("/jejaring/pengaturan", said).status_code == 422
