"""The office's page of figures and a training's tree: what they say, and what they cost."""

import csv
import re

import pytest

from mori.cascades.checking.operations import check_report
from mori.institutions.queries import region_by_code
from tests.cascades.making import PLACES, grow, make_member, make_training, taught
from tests.cast import NOON
from tests.support.answers import statements

pytestmark = pytest.mark.usefixtures("noon")
STATEMENTS = 5
BADGES = 3  # what the menu of a head counts on every page


@pytest.fixture
def lilih(cast):
    return make_member(cast.banua, "Lilih Umpama")


@pytest.fixture
def training(cast, lilih):
    return make_training(cast.banua, lilih)


def numbers_of(page: str, label: str) -> list[str]:
    """The cells of a table's row."""
    row = re.search(rf"<tr><th scope=row>(?:<a [^>]*>)?{label}.*?</tr>", page)
    row = row or re.search(rf'<tr><th scope="row">(?:<a [^>]*>)?{label}.*?</tr>', page)
    return re.findall(r">(\d+)</td>", row[0])


def table(answer) -> list[list[str]]:
    return list(csv.reader(answer.text.lstrip("﻿").splitlines()))


def test_page_and_table_say_the_same_of_each_region_and_evidence(cast, lilih, training, visit):
    first = taught(lilih, training)
    taught(lilih, training, days=9, same_crowd_as=first)
    elsewhere = taught(lilih, training, days=12, place=1, headcount=12)
    check_report(elsewhere, elsewhere.revision, cast.wati.id, NOON)
    browser = visit(cast.hasan)
    places = [region_by_code(each).name for each in PLACES]

    for evidence, wanted in (
        ("0", [["2", "60", "0", "30", "30"], ["1", "12", "0", "12", "12"]]),
        ("3", [None, ["1", "12", "0", "12", "12"]]),
    ):
        page = browser.get(f"/pengajaran?bukti={evidence}").text
        rows = table(browser.get(f"/pengajaran/angka.csv?bukti={evidence}"))
        tree = table(
            browser.get(f"/pengajaran/pelatihan/{training.key}/angka.csv?bukti={evidence}")
        )
        for place, five in zip(places, wanted, strict=True):
            found = [row[3:] for row in rows if row[1] == place]
            assert found == [row[3:] for row in tree if row[1] == place]
            assert found == ([five] if five else [])
            assert (place in page) == bool(five)
            if five:
                assert numbers_of(page, place) == five


def test_a_tree_names_who_taught_whom_and_ranks_nobody(cast, lilih, training, visit):
    dewi = make_member(cast.banua, "Dewi Umpama")
    taught(dewi, taught(lilih, training))
    taught(lilih, training, days=20, headcount=500)

    page = visit(cast.wati).get(f"/pengajaran/pelatihan/{training.key}").text

    assert page.index("Lilih Umpama") < page.index("Dewi Umpama")  # by path, not by number
    assert "<svg" in page
    assert numbers_of(page, "Tingkat 3") == ["1", "30", "0", "30", "30"]
    assert visit(cast.citra).get(f"/pengajaran/pelatihan/{training.key}").status_code == 404
    assert visit(cast.rina).get("/pengajaran").status_code == 403


def test_two_thousand_teachings_cost_a_page_no_more_than_twenty(cast, lilih, training, visit):
    other = make_training(cast.banua, lilih, name="Kelas Lain")
    grow(cast.banua, lilih, other, 20)
    grow(cast.banua, lilih, training, 2_000)
    browser = visit(cast.hasan)
    asked = {}
    for each in (other, training):
        path = f"/pengajaran/pelatihan/{each.key}"
        browser.get(path)
        with statements() as sent:
            page = browser.get(path)
        asked[each.id] = len(sent)

    assert len(set(asked.values())) == 1
    assert max(asked.values()) <= STATEMENTS + BADGES, "\n".join(sent)
    assert numbers_of(page.text, "Tingkat 5")
    more = re.search(r'href="?([^" >]*after=[^" >]*)', page.text)[1].replace("&amp;", "&")
    following = browser.get(more).text
    assert "Lilih Umpama" in following
