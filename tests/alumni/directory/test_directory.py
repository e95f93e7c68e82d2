"""The directory shows those who agreed, with what they agreed to; the records show all."""

import pytest

from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, Consent
from mori.alumni.rules import Agreed, AlumnusState
from mori.institutions.operations import institution_for
from tests.alumni.directory.making import OPEN, agree, make
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def wati(visit, cast):
    return visit(cast.wati)


def page(browser, path):
    response = browser.get(path)
    assert response.status_code == 200
    return response.text


def test_nobody_yet_says_how_they_come(wati):
    assert "Belum ada yang setuju ditemukan" in page(wati, "/alumni")
    assert "Belum ada catatan" in page(wati, "/alumni/catatan")


def test_only_what_was_agreed_to_is_shown(wati, cast):
    agreed = {Agreed.DIRECTORY, Agreed.YEARS}
    make(cast.banua, "Umi Misal", agreed=agreed, phone="+628123450001", unit=cast.pvl)

    text = page(wati, "/alumni")

    assert "Umi Misal" in text
    assert "2015" in text
    assert "18 November 2026" in text  # since when
    assert "0812-3450-001" not in text
    assert "PVL" not in text


def test_who_did_not_agree_is_in_the_records_alone(wati, cast):
    make(cast.banua, "Umi Misal", phone="+628123450001", state=AlumnusState.INVITED)

    assert "Umi Misal" not in page(wati, "/alumni")
    records = page(wati, "/alumni/catatan")
    assert "Umi Misal" in records
    assert "0812-3450-001" in records


def test_a_consent_withdrawn_takes_them_out_at_once(wati, cast):
    umi = make(cast.banua, "Umi Misal", agreed=OPEN)

    Consent.update(withdrawn_at=NOON).execute()
    refresh([umi.id])

    assert "Umi Misal" not in page(wati, "/alumni?cari=umi")


@pytest.mark.parametrize("state", [AlumnusState.DECEASED, AlumnusState.WITHDRAWN])
def test_who_died_or_stepped_back_is_in_the_records_alone_and_marked(wati, cast, state):
    make(cast.banua, "Umi Misal", agreed=OPEN, state=state)

    assert "Umi Misal" not in page(wati, "/alumni")
    word = {"deceased": "wafat", "withdrawn": "menarik-diri"}[state]
    assert "Umi Misal" in page(wati, f"/alumni/catatan?keadaan={word}")
    assert "Umi Misal" not in page(wati, "/alumni/catatan?keadaan=sudah-menjawab")


def test_who_was_erased_is_in_no_list(wati, cast):
    make(cast.banua, "Umi Misal", agreed=OPEN, state=AlumnusState.ERASED)

    assert "Umi Misal" not in page(wati, "/alumni")
    assert "Umi Misal" not in page(wati, "/alumni/catatan")


def test_another_office_finds_nobody(visit, cast):
    make(cast.banua, "Umi Misal", agreed=OPEN)
    citra = visit(cast.citra)

    for path in ("/alumni", "/alumni/catatan", "/alumni?cari=umi", "/alumni/jumlah"):
        assert "Umi Misal" not in page(citra, path)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("umi", True),
        ("misal umi", True),
        ("Dr. Umi Misal, S.H.", True),
        ("mis", True),
        ("missal", True),  # by ear
        ("mistar", False),
        ("misla", True),  # two letters changed places
        ("umi contoh", False),
        ("%", False),
        ("", True),
    ],
)
def test_a_name_is_found_without_titles_and_with_a_slip(wati, cast, typed, found):
    make(cast.banua, "Umi Misal", agreed=OPEN)
    make(cast.banua, "Budi Contoh", agreed=OPEN)

    for path in ("/alumni", "/alumni/catatan"):
        assert ("Umi Misal" in page(wati, f"{path}?cari={typed.replace('%', '%25')}")) is found


def test_a_slip_beside_names_that_others_have_is_found(wati, cast):
    make(cast.banua, "Rina Yuliana", agreed=OPEN)
    make(cast.banua, "Budi Juliana", agreed=OPEN)

    assert "Rina Yuliana" in page(wati, "/alumni?cari=rina+juliana")


def test_what_was_taken_for_a_slip_is_said(wati, cast):
    make(cast.banua, "Umi Misal", agreed=OPEN)

    text = page(wati, "/alumni?cari=umi+misla")

    assert "Tidak ada yang bernama “misla”" in text
    assert "/alumni?cari=umi+misal" in text


def test_filters_narrow_and_each_can_be_taken_away(wati, cast):
    make(cast.banua, "Umi Misal", agreed=OPEN, unit=cast.pvl, region="63.71", now_at="Dinas Contoh")
    make(cast.banua, "Budi Contoh", agreed=OPEN, year=2016)

    text = page(wati, f"/alumni?tahun=2014-2015&unit={cast.pvl.key}&daerah=63.71&di=dinas")

    assert "Umi Misal" in text
    assert "Budi Contoh" not in text
    assert 'href="/alumni?daerah=63.71&amp;unit=' in text  # without the years


def test_nothing_found_offers_the_records(wati, cast):
    make(cast.banua, "Umi Misal")

    text = page(wati, "/alumni?cari=umi&tahun=2015")

    assert 'href="/alumni/catatan?cari=umi&amp;tahun=2015"' in text
    assert 'href="/alumni?tahun=2015"' in text


def test_pages_go_on_by_name_without_gap_or_repeat(wati, cast):
    names = [f"Umi {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(64)]
    for name in reversed(names):
        make(cast.banua, name, agreed={Agreed.DIRECTORY})
    path, seen = "/alumni?cari=umi", []

    while path:
        text = page(wati, path)
        seen += [name for name in names if f">{name}<" in text]
        path = text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        path = path.replace("&amp;", "&") if 'rel="next"' in text else ""

    assert seen == names


@pytest.mark.parametrize("year", ["2015", "2010-2019"])
def test_who_was_here_twice_stands_there_once(wati, cast, year):
    umi = make(cast.banua, "Umi Misal", agreed=OPEN)
    umi.stays.model.create(alumnus=umi, year=2016)
    refresh([umi.id])

    assert page(wati, f"/alumni?tahun={year}").count(">Umi Misal<") == 1


def test_an_institution_is_found_by_whatever_was_merged_into_it(wati, cast):
    one, other = (
        institution_for(cast.banua.id, name, "", cast.wati.id, NOON)
        for name in ("Akademi Umpama", "Akademi Misal")
    )
    make(cast.banua, "Umi Misal", agreed=OPEN, institution=other)

    type(one).update(merged_into=one).where(type(one).id == other.id).execute()
    assert "Umi Misal" in page(wati, f"/alumni?lembaga={one.key}")

    type(one).update(merged_into=None).where(type(one).id == other.id).execute()
    assert "Umi Misal" not in page(wati, f"/alumni?lembaga={one.key}")


def test_a_key_of_another_office_finds_and_names_nobody(wati, cast):
    theirs = institution_for(cast.seberang.id, "Akademi Rahasia", "", cast.citra.id, NOON)

    assert "Akademi Rahasia" not in page(wati, f"/alumni?lembaga={theirs.key}")


@pytest.mark.parametrize("who", ["sari", "rina", "ningsih"])
@pytest.mark.parametrize("path", ["", "/catatan", "/jumlah", "/pilih"])
def test_others_may_not(visit, cast, who, path):
    assert visit(getattr(cast, who)).get(f"/alumni{path}").status_code == 403


def test_the_head_reads_it(visit, cast):
    make(cast.banua, "Umi Misal", agreed=OPEN)

    assert "Umi Misal" in page(visit(cast.hasan), "/alumni")


def test_a_page_full_of_all_that_is_known_keeps_the_budget(wati, cast):
    for n in range(31):
        make(
            cast.banua,
            f"{NAMES[n % 7]} {NAMES[n * 3 % 11]} {NAMES[n * 5 % 13]} {chr(97 + n % 26)}",
            agreed=OPEN,
            year=2010 + n % 14,
            region="63.71",
            unit=cast.pvl,
            now_at=f"Dinas {NAMES[n * 7 % 13]} Kota Contoh",
            phone=f"+62812{n * 7919 % 1000000:07}",
        )

    assert "Tampilkan lebih banyak" in page(wati, "/alumni")
    assert "Tampilkan lebih banyak" in page(wati, "/alumni/catatan")


NAMES = (
    *("Sari", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita"),
    *("Hadi", "Indah", "Joko", "Kartika", "Lestari", "Mulyadi"),
)


def test_agreeing_brings_them_in_at_once(wati, cast):
    umi = make(cast.banua, "Umi Misal")

    agree(umi, OPEN)

    assert "Umi Misal" in page(wati, "/alumni")
    assert Alumnus.get_by_id(umi.id).state == AlumnusState.CONFIRMED
