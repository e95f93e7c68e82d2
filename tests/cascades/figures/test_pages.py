"""The office's page of figures and a training's tree: what they say, and what they cost."""

import csv
import re

import pytest

from mori.cascades.checking.operations import check_report
from mori.cascades.figures.operations import count_tree
from mori.cascades.models import Teaching
from mori.cascades.rules import TeachingState, level_of, path_below, segment
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.institutions.queries import region_by_code
from tests.cascades.making import PLACES, TRAINED_ON, make_member, make_training, taught
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


def grow(cast, lead, training, count: int) -> None:
    """A tree of five levels and so many teachings, as if each had been reported."""
    region = region_by_code(PLACES[0])
    first = (Teaching.select(Teaching.id).order_by(Teaching.id.desc()).scalar() or 0) + 1
    paths: list[str] = []
    rows = []
    for place in range(count):
        number, parent = first + place, paths[(place - 1) // 6] if place else segment(training.id)
        if level_of(parent) > 4:
            parent = paths[place % 6]
        paths.append(path_below(parent, number))
        above = int(parent[-10:]) if level_of(parent) > 1 else None
        rows.append(
            {
                "id": number,
                "key": new_key(),
                "token": new_key(),
                "code": f"{number:06}",
                "office": cast.banua.id,
                "lead": lead.id,
                "training": training.id,
                "source_event": None if above else training.id,
                "source_teaching": above,
                "level": level_of(paths[-1]),
                "path": paths[-1],
                "on": TRAINED_ON + place % 30 * DAY,
                "minutes": 60,
                "region": region.id,
                "place_kind": "hall",
                "audience": "class",
                "same_crowd_as": None,
                "headcount": 20 + place % 17,
                "state": TeachingState.SENT,
                "evidence": place % 3,
                "merged_into": None,
                "made_at": NOON,
            }
        )
    for start in range(0, count, 40):
        Teaching.insert_many(rows[start : start + 40]).execute()
    count_tree(training.id)


def test_two_thousand_teachings_cost_a_page_no_more_than_twenty(cast, lilih, training, visit):
    other = make_training(cast.banua, lilih, name="Kelas Lain")
    grow(cast, lilih, other, 20)
    grow(cast, lilih, training, 2_000)
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
