"""Offices side by side: the figures of each, in whichever order, and none about a single person."""

import datetime as dt
import re

import pytest

from mori.core.workdays import DAY
from mori.nation.rules import Order, Side, Sums, in_order
from mori.offices.models import Office
from mori.offices.operations import open_office
from tests.cast import TODAY
from tests.logbook.writing import write_entry
from tests.nation.counting import counted, more_interns, reviewed, tally
from tests.support.plans import asked

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def banua(cast):
    """Banua with seven interns, five of them there all week, and its days counted."""
    counted(cast.banua)
    return more_interns(cast.banua, cast.pvl, cast.rina, 5)


def row_of(page, office):
    """What stands in an office's row, cell by cell."""
    row = next(each for each in page.split("<tr>") if f">{office.name}<" in each)
    cells = re.findall(r"<t[dh][^>]*>(.*?)(?=<t[dh]|</tr>|$)", row, flags=re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in cells]


def test_an_offices_week_is_summed(visit, cast, banua):
    tally(cast.banua, present=5, part_away=2, field_duty=1, sick=1, entries=4, initialled=2)
    tally(cast.banua, TODAY - 6 * DAY, present=3, excused=2, entries=5, initialled=6)
    tally(cast.banua, TODAY - 7 * DAY, present=100, entries=100, initialled=100)
    reviewed(banua[0], 30, 90)
    reviewed(banua[1], 600)
    write_entry(cast, TODAY - 2 * DAY)

    cells = row_of(visit(cast.gita).get("/nasional").text, cast.banua)

    assert cells[1:8] == [
        "peserta 7",
        "catatan 9",
        "diparaf 8",
        "tunggu (median) 2 jam",
        "terlama sejak Sen 16 Nov",
        "kehadiran 75%",
        "terakhir tercatat Rab 18 Nov",
    ]


def test_of_two_the_middle_is_between_them(visit, cast, banua):
    reviewed(banua[0], 60, 420)

    cells = row_of(visit(cast.gita).get("/nasional").text, cast.banua)

    assert "tunggu (median) 4 jam" in cells


def test_a_day_of_an_answer_or_of_nothing_any_more_is_not_recorded(visit, cast, banua):
    tally(cast.banua, TODAY - 3 * DAY, entries=1)
    tally(cast.banua, TODAY - 2 * DAY, answers=1)
    tally(cast.banua, TODAY - DAY)

    cells = row_of(visit(cast.gita).get("/nasional").text, cast.banua)

    assert "terakhir tercatat Min 15 Nov" in cells


def test_papers_and_answers_are_those_of_the_year(visit, cast, banua):
    tally(cast.banua, dt.date(2026, 1, 1), certificates=6, answers=4)
    tally(cast.banua, dt.date(2025, 12, 31), certificates=100, answers=100)

    cells = row_of(visit(cast.gita).get("/nasional").text, cast.banua)

    assert cells[8:] == ["sertifikat 6", "alumni menjawab 1–4"]


def test_of_fewer_than_five_nothing_says_what_they_did(visit, cast):
    counted(cast.seberang)
    tally(cast.seberang, present=1, sick=3, entries=2, initialled=1)
    reviewed(cast.placement_laila, 30)

    cells = row_of(visit(cast.gita).get("/nasional").text, cast.seberang)

    assert cells[1:3] == ["peserta 1", "tidak ditampilkan: kurang dari lima peserta sepekan ini"]


def test_five_of_whom_one_was_there_before_are_one(visit, cast):
    counted(cast.seberang)
    more_interns(cast.seberang, cast.unit_seberang, cast.joko, 4, TODAY - DAY)
    tally(cast.seberang, present=5)

    cells = row_of(visit(cast.gita).get("/nasional").text, cast.seberang)

    assert cells[1] == "peserta 5"
    assert cells[2].startswith("tidak ditampilkan")


def test_what_is_not_shown_moves_no_office():
    shown = side("B", steady=5, entries=1)
    hidden = [side(name, steady=4, entries=n) for name, n in (("A", 9), ("C", 0), ("D", 5))]

    for order in set(Order) - {Order.NAME, Order.RUNNING}:
        assert [each.name for each in in_order([*hidden, shown], order)] == ["B", "A", "C", "D"]


def side(name, *, steady, entries=0):
    sums = Sums(attended=entries, entries=entries)
    return Side(name, name, name, False, True, steady, steady, sums, entries, TODAY, TODAY)


def test_an_office_that_was_never_counted_says_so(visit, cast):
    cells = row_of(visit(cast.gita).get("/nasional").text, cast.banua)

    assert "belum dihitung" in cells[2] or "tidak ditampilkan" in cells[2]


def test_the_headline_says_where_an_entry_waits_long(visit, cast, banua):
    browser = visit(cast.gita)
    calm = browser.get("/nasional").text
    write_entry(cast, TODAY - 8 * DAY)

    late = browser.get("/nasional").text

    assert "tidak ada catatan yang menunggu lebih dari sepekan" in calm
    assert "di 1 kantor ada catatan yang menunggu lebih dari sepekan" in late


def test_forty_stand_on_a_page_and_the_next_goes_on(visit, cast):
    for number in range(41):
        open_office(f"x{number:02}", f"Perwakilan {number:02}", "Kota", "Asia/Jakarta")
    browser = visit(cast.gita)

    first = browser.get("/nasional")
    (more,) = re.findall(r'href="([^"]*after=[^"]*)"', first.text)
    second = browser.get(more.replace("&amp;", "&"))

    keys = [re.findall(r"/nasional/kantor/(\w{14})", each.text) for each in (first, second)]
    assert [len(each) for each in keys] == [40, 3]
    assert {*keys[0], *keys[1]} == {each.key for each in Office.select()}


@pytest.mark.parametrize("order", Order)
def test_every_order_is_a_link_and_costs_as_little(visit, cast, banua, order):
    browser = visit(cast.gita)
    browser.get("/nasional")

    with asked() as sent:
        page = browser.get(f"/nasional?urut={order.value}")

    assert f'href="/nasional?urut={order.value}" aria-current="page"' in page.text
    assert len(sent) <= 5


def test_nonsense_in_the_address_is_the_first_page_by_name(visit, cast):
    page = visit(cast.gita).get("/nasional?urut=x&after=nobody").text

    assert page.index("Perwakilan Banua") < page.index("Perwakilan Seberang")
