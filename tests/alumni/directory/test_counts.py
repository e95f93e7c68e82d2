"""What may be chosen and how many there are: sums are true, and each number leads to its list."""

import re

import pytest

from mori.alumni.finding.operations import refresh
from mori.alumni.models import AlumnusSkill, AlumnusStay
from mori.alumni.rules import Agreed, AlumnusState
from mori.institutions.operations import institution_for
from tests.alumni.directory.making import OPEN, make
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def wati(visit, cast):
    return visit(cast.wati)


@pytest.fixture
def several(cast):
    make(cast.banua, "Ani Misal", agreed=OPEN, year=2015, region="63.71")
    make(cast.banua, "Budi Misal", agreed={Agreed.DIRECTORY}, year=2015, region="63.03")
    make(cast.banua, "Citra Misal", year=2016, region="63")
    make(cast.banua, "Dewi Misal", agreed=OPEN, year=None)
    make(cast.banua, "Eka Misal", agreed=OPEN, state=AlumnusState.ERASED)
    make(cast.seberang, "Fajar Misal", agreed=OPEN, year=2015, region="63.71")


def rows(text, name):
    """Label → (shown, known), of the table of a name; the sum too."""
    table = text.partition(f'id="{name}-title"')[2].partition("</table>")[0]
    found = {}
    for row in re.findall(r"<tr>.*?</tr>", table.partition("<tbody>")[2]):
        row = re.sub(r'<span class="unseen">.*?</span>', "", row)
        label, shown, known = (
            re.sub("<.*?>", "", cell).strip()
            for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)
        )
        found[label] = (int(shown), int(known))
    return found


def test_sums_are_true_and_who_is_in_none_is_said(wati, several):
    text = wati.get("/alumni/jumlah").text

    assert rows(text, "year") == {
        "2016": (0, 1),
        "2015": (1, 2),
        "tidak diketahui": (2, 1),
        "Jumlah": (3, 4),
    }
    assert rows(text, "province") == {
        "Kalimantan Selatan": (1, 3),
        "tidak diketahui": (2, 1),
        "Jumlah": (3, 4),
    }


def test_a_province_opens_to_what_is_inside(wati, several):
    found = rows(wati.get("/alumni/jumlah?provinsi=63").text, "region")

    assert found["Jumlah"] == (1, 3)
    assert found["Kalimantan Selatan"] == (0, 1)  # of whom no more is known
    assert found["Kota Banjarmasin"] == (1, 1)


def test_each_number_leads_to_as_many(wati, several):
    text = wati.get("/alumni/jumlah").text
    links = re.findall(r'href="(/alumni[^"]*\?[^"]*)"><span class="unseen">.*?</span>(\d+)', text)

    assert len(links) == 9
    for address, number in links:
        page = wati.get(address.replace("&amp;", "&")).text
        assert page.count('<th scope="row">') == int(number), address


def test_somebody_of_two_years_counts_in_both(wati, cast):
    ani = make(cast.banua, "Ani Misal", agreed=OPEN, year=2015)
    AlumnusStay.create(alumnus=ani, year=2017)
    refresh([ani.id])

    text = wati.get("/alumni/jumlah").text

    assert rows(text, "year")["Jumlah"] == (2, 2)
    assert "1 di direktori dan 1 di catatan kantor" in text


def test_nothing_to_count_says_so(wati):
    assert wati.get("/alumni/jumlah").text.count("Belum ada yang bisa dihitung") == 2


def test_choices_lead_to_the_list_and_keep_what_was_chosen(wati, several):
    text = wati.get("/alumni/pilih?menurut=tahun&provinsi=63").text

    assert 'href="/alumni?provinsi=63&amp;tahun=2015"' in text
    assert "2016" not in text  # nobody shows it


def test_choices_of_the_records_count_all(wati, several):
    text = wati.get("/alumni/pilih?menurut=tahun&daftar=catatan&keadaan=sudah-menjawab").text

    assert 'href="/alumni/catatan?keadaan=sudah-menjawab&amp;tahun=2016"' in text


def test_a_province_is_chosen_before_what_is_inside(wati, several):
    outside = wati.get("/alumni/pilih?menurut=daerah").text
    inside = wati.get("/alumni/pilih?menurut=daerah&provinsi=63").text

    assert "Kota Banjarmasin" not in outside
    assert 'href="/alumni?provinsi=63&amp;daerah=63.71"' in inside


def test_institutions_units_and_skills_are_chosen_from_those_there_are(wati, cast):
    theirs = institution_for(cast.banua.id, "Akademi Umpama", "", cast.wati.id, NOON)
    institution_for(cast.banua.id, "Akademi Kosong", "", cast.wati.id, NOON)
    ani = make(cast.banua, "Ani Misal", agreed=OPEN, unit=cast.pvl, institution=theirs)
    AlumnusSkill.create(alumnus=ani, text="Menulis", text_folded="menulis")
    refresh([ani.id])

    chosen = {by: wati.get(f"/alumni/pilih?menurut={by}").text for by in NAMED}

    assert "Akademi Umpama" in chosen["lembaga"]
    assert "Akademi Kosong" not in chosen["lembaga"]
    assert f"/alumni?unit={cast.pvl.key}" in chosen["unit"]
    assert "/alumni?keahlian=menulis" in chosen["keahlian"]
    assert 'name="di"' in chosen["di"]
    searched = wati.get("/alumni/pilih?menurut=keahlian&dicari=nyanyi").text
    assert "/alumni?keahlian=menulis" not in searched


NAMED = ("lembaga", "unit", "keahlian", "di")


def test_what_may_not_be_chosen_by_is_a_year(wati):
    assert wati.get("/alumni/pilih?menurut=sepatu").status_code == 200
