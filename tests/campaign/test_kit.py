"""From a coordinator's draft to the public kit, the zip and the short address."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from mori.campaign.models import Campaign, Material, ShareLink
from mori.campaign.rules import MaterialKind, MaterialState
from mori.core.bytes import FIRST_VIEW_BYTES, PAGE_BYTES, brotli_size
from mori.core.workdays import DAY
from mori.offices.operations import use_modules
from tests.campaign.making import FORM, PDF, campaign_of, draft_of, file_of, published
from tests.cast import TODAY
from tests.support.pictures import jpeg

pytestmark = pytest.mark.usefixtures("noon")


def test_a_card_is_written_given_its_picture_published_and_shared(visit, cast):
    browser = visit(cast.wati)
    page = browser.post(
        "/kampanye/baru", {"token": "c1", "title": "Tahu syarat", "from_on": "2026-11-10"}
    ).location
    card = browser.post(f"{page}/bahan/baru?jenis=card", FORM).location
    assert browser.post(f"{card}/terbitkan").status_code == 409  # without its picture
    assert browser.upload(f"{card}/berkas", {"file": file_of(jpeg())}).status_code == 303
    kit = page.replace("/kampanye/", "/kit/")
    assert FORM["title"] not in visit().get(kit).text

    assert browser.post(f"{card}/terbitkan").status_code == 303

    row, link = Material.get(), ShareLink.get()
    assert "Tahu syarat" in browser.get("/kampanye").text
    shown = visit().get(kit)
    assert row.bytes <= 60_000
    assert FORM["title"] in shown.text
    assert f"/s/{link.key8}" in shown.text
    assert visit().get(f"/kit/berkas/{row.key}.webp").data[:4] == b"RIFF"
    assert "Syarat tertulis" in visit().get(f"/s/{link.key8}").text
    with ZipFile(BytesIO(visit().get(f"{kit}/semua.zip").data)) as archive:
        assert [each[-5:] for each in archive.namelist()] == [".webp", "e.txt"]


def everywhere(visit, campaign, material, link):
    """Where a material can be had, and whether it is there."""
    kit = visit().get(f"/kit/{campaign.key}").text
    zipped = visit().get(f"/kit/{campaign.key}/semua.zip")
    names = ZipFile(BytesIO(zipped.data)).namelist() if zipped.status_code == 200 else []
    return {
        "kit": material.title in kit,
        "zip": any("tahu-syarat-sebelum" in each for each in names),
        "page": visit().get(f"/kit/bahan/{material.key}").status_code == 200,
        "file": visit().get(f"/kit/berkas/{material.key}.pdf").status_code == 200,
        "link": material.title in visit().get(f"/s/{link.key8}").text,
    }


@pytest.fixture
def shelf(app, cast):
    """A leaflet whose facts hold until today, a text beside it, and the leaflet's address."""
    campaign = campaign_of(cast)
    published(cast, campaign, title="Teks yang tetap")
    facts = {"facts_checked_on": TODAY - DAY, "facts_until": TODAY}
    leaflet = published(cast, campaign, MaterialKind.LEAFLET, app, **facts)
    return campaign, leaflet, ShareLink.get(ShareLink.material == leaflet)


def test_what_outlives_its_verification_leaves_everywhere_and_comes_back(visit, cast, shelf, noon):
    campaign, leaflet, link = shelf
    assert set(everywhere(visit, *shelf).values()) == {True}

    noon.shift(DAY)

    assert set(everywhere(visit, *shelf).values()) == {False}
    assert visit().get(f"/s/{link.key8}").status_code == 410
    assert "Teks yang tetap" in visit().get(f"/kit/{campaign.key}").text
    browser = visit(cast.wati)
    assert leaflet.title in browser.get("/kampanye/lewat").text
    assert "Kedaluwarsa" in browser.get(f"/kampanye/{campaign.key}").text
    assert "1 bahan kampanye" in browser.get("/ringkasan").text
    assert Material.get_by_id(leaflet.id).state is MaterialState.PUBLISHED  # nobody moved it

    page = f"/kampanye/bahan/{leaflet.key}"
    assert browser.post(f"{page}/periksa", {"until": "2026-11-18"}).status_code == 422
    assert browser.post(f"{page}/periksa", {"until": "2027-11-18"}).status_code == 303

    assert set(everywhere(visit, *shelf).values()) == {True}
    assert leaflet.title not in browser.get("/kampanye/lewat").text


@pytest.mark.parametrize("how", ["withdraw", "change", "over", "not begun"])
def test_what_is_withdrawn_changed_or_out_of_its_days_is_nowhere(visit, cast, shelf, how):
    campaign, leaflet, _link = shelf
    browser, page = visit(cast.wati), f"/kampanye/bahan/{leaflet.key}"
    if how == "withdraw":
        browser.post(f"{page}/tarik")
    elif how == "change":
        said = {**FORM, "seen": str(leaflet.version), "facts_until": "2027-01-01"}
        assert browser.post(f"{page}/ubah", said).status_code == 303
    elif how == "over":
        Campaign.update(until_on=TODAY - DAY).execute()
    else:
        Campaign.update(from_on=TODAY + DAY).execute()

    assert set(everywhere(visit, *shelf).values()) == {False}


def test_an_office_without_the_network_shows_nothing(visit, cast, shelf):
    campaign, leaflet, link = shelf
    use_modules(cast.banua.id, [])

    for path in (f"/kit/{campaign.key}", f"/kit/{campaign.key}/semua.zip", f"/s/{link.key8}"):
        assert visit().get(path).status_code == 404
    assert visit().get(f"/kit/berkas/{leaflet.key}.pdf").status_code == 404
    assert visit(cast.wati).get("/kampanye").status_code == 404
    assert visit(cast.wati).get(f"/kampanye/{campaign.key}").status_code == 404


def test_another_office_finds_and_changes_nothing(visit, cast, shelf):
    campaign, leaflet, _link = shelf
    browser = visit(cast.citra)

    assert campaign.title not in browser.get("/kampanye").text
    for path in (f"/kampanye/{campaign.key}", f"/kampanye/bahan/{leaflet.key}"):
        assert browser.get(path).status_code == 404
        assert browser.get(f"{path}/ubah").status_code == 404
    assert browser.post(f"/kampanye/bahan/{leaflet.key}/tarik").status_code == 404


def test_a_kit_has_at_most_300_kb(visit, cast, app):
    campaign = campaign_of(cast)
    for number in range(7):
        leaflet = published(cast, campaign, MaterialKind.CAPTION, title=f"Nomor {number}")
        Material.update(bytes=40_000).where(Material.id == leaflet.id).execute()
    last = draft_of(cast, campaign, title="Satu lagi")
    Material.update(bytes=21_000).where(Material.id == last.id).execute()

    answer = visit(cast.wati).post(f"/kampanye/bahan/{last.key}/terbitkan")

    assert answer.status_code == 409
    assert "1 kB" in answer.text
    Material.update(bytes=20_000).where(Material.id == last.id).execute()
    assert visit(cast.wati).post(f"/kampanye/bahan/{last.key}/terbitkan").status_code == 303


def test_whoever_seems_to_be_named_has_to_be_looked_at(visit, cast):
    draft = draft_of(cast, campaign_of(cast), body="Pak Umpama Contoh menolak memberi syarat.")
    browser, page = visit(cast.wati), f"/kampanye/bahan/{draft.key}"
    assert "Pak Umpama Contoh" in browser.get(page).text

    assert browser.post(f"{page}/terbitkan").status_code == 409
    assert browser.post(f"{page}/terbitkan", {"looked": "y"}).status_code == 303


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        (MaterialKind.LEAFLET, PDF + b"0" * 30_000, "40"),
        (MaterialKind.LEAFLET, b"bukan PDF", "PDF"),
        (MaterialKind.AUDIO, b"OggS" + b"0" * 100_000, "100"),
        (MaterialKind.AUDIO, b"bukan suara", "OGG"),
        (MaterialKind.CARD, b"bukan gambar", "Foto"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(visit, cast, kind, content, says):
    draft = draft_of(cast, campaign_of(cast), kind)

    answer = visit(cast.wati).upload(
        f"/kampanye/bahan/{draft.key}/berkas", {"file": file_of(content)}
    )

    assert answer.status_code == 422
    assert says in answer.text
    assert not Material.get_by_id(draft.id).file


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": " "}, "Tulis namanya"),
        ({"alt": ""}, "Tulis apa yang terlihat"),
        ({"facts_until": ""}, "Isi kedua tanggal"),
        ({"facts_until": "2026-10-01"}, "sebelum"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(visit, cast, changes, says):
    campaign = campaign_of(cast)
    page = f"/kampanye/{campaign.key}/bahan/baru?jenis=card"

    answer = visit(cast.wati).post(page, {**FORM, **changes})

    assert answer.status_code == 422
    assert says in answer.text
    assert "Syarat tertulis di papan" in answer.text


def test_what_changed_in_between_is_not_overwritten(visit, cast):
    draft = draft_of(cast, campaign_of(cast))
    browser, page = visit(cast.wati), f"/kampanye/bahan/{draft.key}/ubah"
    assert browser.post(page, {**FORM, "seen": "1"}).status_code == 303

    answer = browser.post(page, {**FORM, "seen": "1", "title": "Judul kedua"})

    assert answer.status_code == 409
    assert "Judul kedua" in answer.text  # kept in the form
    assert Material.get().title == FORM["title"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_full_kit_fits_its_budget_however_long_its_captions_are(visit, cast, language):
    campaign = campaign_of(cast)
    for number in range(6):
        captions = {"for_whatsapp": f"Kalimat {number}. " * 24, "for_x": f"Pendek {number}"}
        published(cast, campaign, title=f"Bahan nomor {number}", **captions)

    page = visit().get(f"/kit/{campaign.key}", headers={"Accept-Language": language})

    assert "Red Button" in page.text or "Tombol Merah" in page.text
    assert brotli_size(page.data) <= FIRST_VIEW_BYTES
    again = visit().get(f"/kit/bahan/{Material.get(title='Bahan nomor 1').key}")
    assert "Kalimat 1." in again.text
    assert brotli_size(again.data) <= FIRST_VIEW_BYTES
    assert PAGE_BYTES < FIRST_VIEW_BYTES
