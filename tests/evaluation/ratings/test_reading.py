"""Who reads what interns said: batches alone, the office's own, a supervisor those about them."""

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.accounts.operations import give_role
from mori.evaluation.ratings import operations
from mori.evaluation.ratings.rules import About
from tests.cast import NOON

from .rating import leavers, say

pytestmark = pytest.mark.usefixtures("noon")

ADDRESS = "/penilaian/umpan-balik"
MINE = f"{ADDRESS}/saya"


@pytest.fixture
def shown(cast):
    """Five said what they think of Rina and of PVL; four of Pencegahan and of Budi."""
    for number, each in enumerate(leavers(cast, 5), 1):
        say(each, (number, 1, 5, 5), f"Kata {9 - number}")
        say(each, (2, 2, 2, 2), "", About.SUPERVISOR)
    for each in leavers(cast, 4, cast.pencegahan, cast.budi):
        say(each, words="Rahasia.")
        say(each, words="Rahasia.", about=About.SUPERVISOR)
    operations.show_ratings(NOON)


@pytest.mark.parametrize("who", ["wati", "hasan"])
def test_the_office_reads_means_and_words_of_a_batch(visit, cast, shown, who):
    browser = visit(getattr(cast, who))

    listed = browser.get(ADDRESS).text
    page = browser.get(f"{ADDRESS}?tentang={cast.pvl.key}").text

    assert f"tentang={cast.pvl.key}" in listed
    assert f"tentang={cast.pencegahan.key}" not in listed
    assert listed.count("Belum cukup jawaban") == 2
    assert "Rata-rata dari 5 peserta" in page
    assert [page.count(f">{mean}</dd>") for mean in ("3", "1", "5")] == [1, 1, 2]
    assert page.index("Kata 4") < page.index("Kata 5") < page.index("Kata 8")


def test_what_is_too_few_says_how_many_are_needed_and_not_how_many_there_are(visit, cast, shown):
    wati = visit(cast.wati)

    few = wati.get(f"{ADDRESS}?tentang={cast.pencegahan.key}").text
    enough = wati.get(f"{ADDRESS}?tentang={cast.rina.key}").text

    assert "setelah paling sedikit 5 peserta menjawab" in few
    assert "Rahasia" not in few
    assert "Rata-rata dari 5 peserta" in enough


def test_an_empty_office_looks_as_one_in_which_four_wait(visit, cast, same_page):
    wati = visit(cast.wati)
    before = same_page(wati.get(ADDRESS).text)

    for each in leavers(cast, 4):
        say(each, words="Rahasia.")
    operations.show_ratings(NOON)

    assert same_page(wati.get(ADDRESS).text) == before


def test_a_supervisor_reads_what_is_about_them_and_nothing_else(visit, cast, shown):
    rina, budi = visit(cast.rina), visit(cast.budi)

    assert "Rata-rata dari 5 peserta" in rina.get(MINE).text
    assert "Kata 4" not in rina.get(MINE).text
    assert "Belum ada yang bisa ditampilkan" in budi.get(MINE).text
    assert rina.get(ADDRESS).status_code == 403
    assert rina.get(f"{ADDRESS}.csv").status_code == 403


def test_me_and_office_lead_there(visit, cast):
    assert f'href="{MINE}"' in visit(cast.rina).get("/saya").text
    assert 'href="/saya/umpan-balik"' in visit(cast.sari).get("/saya").text
    assert f'href="{ADDRESS}"' in visit(cast.wati).get("/kantor").text
    assert "umpan-balik" not in visit(cast.ningsih).get("/saya").text


def test_another_office_sees_nothing(visit, cast, shown):
    citra = visit(cast.citra)

    assert cast.pvl.key not in citra.get(ADDRESS).text
    assert citra.get(f"{ADDRESS}?tentang={cast.pvl.key}").status_code == 404
    assert len(citra.get(f"{ADDRESS}.csv").text.splitlines()) == 1


def test_a_supervisor_of_two_offices_reads_in_each_its_own(visit, cast, shown):
    elsewhere = give_role(cast.rina, cast.seberang.id, Role.SUPERVISOR, NOON)
    membership = elsewhere or Membership.get(
        Membership.person == cast.rina, Membership.office == cast.seberang
    )

    assert "Belum ada yang bisa ditampilkan" in visit(cast.rina, role=membership).get(MINE).text


def test_the_table_has_the_figures_and_no_words(visit, cast, shown):
    table = visit(cast.wati).get(f"{ADDRESS}.csv").text.splitlines()

    assert len(table) == 1 + 2 * 4
    assert '"Unit","Penerimaan dan Verifikasi Laporan","1","5"' in table[1]
    assert '"Kata' not in "".join(table)


def test_a_supervisor_who_has_left_keeps_the_batches(visit, cast, shown):
    Membership.update(ended_at=NOON).where(Membership.person == cast.rina).execute()

    assert f"tentang={cast.rina.key}" in visit(cast.wati).get(ADDRESS).text
