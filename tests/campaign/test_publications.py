"""Publications, from a member's link and from the office, until they were looked at."""

import pytest

from mori.campaign.jobs import erase_pictures
from mori.campaign.models import Publication, ShareDay, ShareLink
from mori.campaign.publications.operations import (
    check_publication,
    keep_evidence,
    withdraw_publication,
)
from mori.campaign.rules import KEPT, PublicationState
from mori.core.workdays import DAY
from mori.network.models import MemberActivity
from mori.offices.operations import use_modules
from tests.campaign.making import campaign_of, file_of, publication_of, published
from tests.cast import NOON, TODAY
from tests.network.making import holder, link_to, make_community, make_member
from tests.support.pictures import jpeg

pytestmark = pytest.mark.usefixtures("noon")

FORM = {
    "token": "p1",
    "material": "",
    "channel": "radio",
    "place": "Radio Umpama",
    "day": "2026-11-17",
    "url": "https://radio.example/siaran",
    "reach": "1.200",
    "reach_source": "editor",
}


def held_by(visit, cast, member):
    """A browser that has opened a member's link, and the address below which their pages are."""
    given = link_to(cast, member)
    return holder(visit, given), f"/t/{given.link.key}"


def test_a_member_reports_it_shows_it_and_the_office_looks(visit, cast):
    campaign, member = campaign_of(cast), make_member(cast.banua)
    theirs, door = held_by(visit, cast, member)
    assert "Kampanye untuk disebarkan" in theirs.get(f"{door}/jejaring").text
    assert campaign.title in theirs.get(f"{door}/kampanye").text

    pages = {theirs.post(f"{door}/kampanye/{campaign.key}", FORM).location for _ in range(2)}

    (page,) = pages  # twice is once
    row = Publication.get()
    assert (row.member_id, row.reach_said) == (member.id, 1200)
    assert row.state is PublicationState.REPORTED
    assert "Tercatat. Terima kasih. Kantor akan melihatnya." in theirs.get(page).text
    assert theirs.upload(f"{page}/bukti", {"photo": file_of(jpeg())}).status_code == 303
    seen = theirs.get(page).text
    assert "Gambar tersimpan. Hanya kantor yang melihatnya." in seen
    assert "Gambarnya ada di kantor" in seen
    office = visit(cast.wati)
    assert "1 publikasi menunggu" in office.get("/ringkasan").text
    assert "Radio Umpama" in office.get("/kampanye/publikasi?saring=belum").text
    seen = office.get(f"/kampanye/publikasi/{row.key}").text
    assert "Jangkauan media menurut pelapor: 1200" in seen
    assert office.get(f"/kampanye/publikasi/{row.key}/bukti.unduh").data[:4] == b"RIFF"

    assert office.post(f"/kampanye/publikasi/{row.key}/periksa").status_code == 303

    assert "Radio Umpama" not in office.get("/kampanye/publikasi?saring=belum").text
    assert MemberActivity.get(MemberActivity.ref_key == row.key).member_id == member.id
    assert theirs.upload(f"{page}/bukti", {"photo": file_of(jpeg())}).status_code == 422

    withdrawn = theirs.post(f"{page}/tarik", {"sure": "y"})
    assert "Ditarik. Tidak lagi terhitung" in theirs.get(withdrawn.location).text
    assert Publication.get().state is PublicationState.WITHDRAWN
    assert not MemberActivity.select().where(MemberActivity.ref_key == row.key).exists()


def test_nobody_sees_or_changes_what_another_reported(visit, cast):
    campaign = campaign_of(cast)
    elsewhere = campaign_of(cast, cast.seberang, title="Kampanye seberang")
    theirs, door = held_by(visit, cast, make_member(cast.banua))
    page = theirs.post(f"{door}/kampanye/{campaign.key}", FORM).location
    other, other_door = held_by(visit, cast, make_member(cast.banua, "Dewi Umpama"))

    assert other.get(page.replace(door, other_door)).status_code == 404
    assert other.post(f"{page.replace(door, other_door)}/tarik").status_code == 404
    assert theirs.get(f"{door}/kampanye/{elsewhere.key}").status_code == 404
    key = Publication.get().key
    assert visit(cast.citra).get(f"/kampanye/publikasi/{key}").status_code == 404
    assert visit(cast.citra).post(f"/kampanye/publikasi/{key}/periksa").status_code == 404
    assert visit(cast.hasan).post(f"/kampanye/publikasi/{key}/periksa").status_code == 404
    assert visit(cast.hasan).get(f"/kampanye/publikasi/{key}").status_code == 200
    use_modules(cast.banua.id, [])
    assert theirs.get(page).status_code == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"day": "2026-11-19"}, "belum tiba"),
        ({"day": ""}, "Pilih tanggal terbitnya"),
        ({"url": "javascript:alert(1)"}, "https://"),
        ({"reach": "banyak"}, "bilangan bulat"),
        ({"reach_source": ""}, "dari mana angkanya"),
        ({"channel": "merpati"}, "Pilih"),
        ({"material": "lain"}, "Pilih"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(visit, cast, changes, says):
    campaign = campaign_of(cast)

    answer = visit(cast.wati).post(f"/kampanye/{campaign.key}/publikasi/baru", {**FORM, **changes})

    assert answer.status_code == 422
    assert says in answer.text
    assert "Radio Umpama" in answer.text
    assert not Publication.select().exists()


def test_a_picture_is_erased_long_after_the_office_has_looked(visit, cast, store):
    campaign, browser = campaign_of(cast), visit(cast.wati)
    waiting, looked_at, withdrawn = (publication_of(campaign) for _ in range(3))
    for row in (waiting, looked_at, withdrawn):
        keep_evidence(store, row, jpeg(), None, NOON)
    check_publication(looked_at, cast.wati.id, NOON)
    withdraw_publication(withdrawn, None, NOON + DAY)
    paths = [Publication.get_by_id(row.id).path for row in (waiting, looked_at, withdrawn)]
    page = f"/kampanye/publikasi/{looked_at.key}"
    assert "dihapus 90 hari sesudah" in browser.get(page).text

    erase_pictures(store, NOON + KEPT - DAY)
    assert [bool(store.get(path)) for path in paths] == [True, True, True]

    erase_pictures(store, NOON + KEPT)

    assert [bool(store.get(path)) for path in paths] == [True, False, True]
    shown = browser.get(page).text
    assert "Gambarnya dihapus" in shown
    assert "bukti.unduh" not in shown
    assert browser.get(f"{page}/bukti.unduh").status_code == 404


def test_openings_are_counted_by_day_and_nothing_is_kept_of_who(visit, cast, noon):
    published(cast, campaign_of(cast))
    link = ShareLink.get()
    path, agent = f"/s/{link.key8}", {"User-Agent": "Mozilla/5.0 (Linux; Android 13)"}

    for _ in range(2):
        reply = visit().get(path, headers=agent)
        assert "Set-Cookie" not in reply.headers
    visit().get(path, headers={"User-Agent": "WhatsApp/2.23"})
    visit().get(path, headers={**agent, "Sec-Purpose": "prefetch"})
    visit().client.head(path, headers=agent, base_url="http://127.0.0.1:8000")
    noon.shift(DAY)
    visit().get(path, headers=agent)

    days = [(row.link_id, row.day, row.opened) for row in ShareDay.select().order_by(ShareDay.day)]
    assert days == [(link.id, TODAY, 2), (link.id, TODAY + DAY, 1)]
    shown = visit(cast.wati).get(f"/kampanye/bahan/{link.material.key}").text
    assert "dibuka 3 kali" in shown
    assert "3 orang" not in shown


def test_a_community_gets_one_address_of_its_own(visit, cast):
    material = published(cast, campaign_of(cast))
    community = make_community(cast.banua)
    office, page = visit(cast.wati), f"/kampanye/bahan/{material.key}"

    for _ in range(2):
        assert office.post(f"{page}/tautan", {"community": community.key}).status_code == 303

    own = ShareLink.get(ShareLink.community == community)
    assert ShareLink.select().count() == 2  # everybody's, and theirs
    visit().get(f"/s/{own.key8}")
    assert "dibuka 1 kali" in office.get(page).text
    assert office.post(f"{page}/tautan", {"community": "lain"}).status_code == 422
