"""The pages of years: who reads them, and that nothing small can be worked out of all together."""

import datetime as dt
import re

import pytest

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import give_role
from mori.cases.statistics import jobs
from mori.cases.statistics.models import YearFigures
from mori.cases.statistics.queries import counts_of
from mori.cases.statistics.rules import NATION, NOBODY_KNOWN, Shown
from mori.core.workdays import DAY
from mori.offices.operations import open_office
from mori.safeguarding.alerts.models import Alert
from tests.cases.statistics.attack import ranges, worked_out
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import minutes
from tests.safeguarding.drills.drilling import done_drill, missed_drill

pytestmark = pytest.mark.usefixtures("noon")
MADE_UP = {
    2024: [(44, 0), (30, 0), (12, 0), (3, 0), (5, 0), (2, 0)],
    2025: [(61, 0), (9, 0), (14, 0), (0, 0), (8, 0), (7, 0)],
}


def calls(office, person, year, count):
    at = dt.datetime(year, 6, 1, tzinfo=dt.UTC)
    times = {"raised_at": at, "climbed_from": at, "due_at": NOON + DAY}
    for _each in range(count):
        Alert.create(person=person, office=office, state="contacted", **times)


@pytest.fixture
def years(cast):
    """Two years that are over, in six offices."""
    Person.update(made_at=dt.datetime(2024, 1, 9, tzinfo=dt.UTC)).execute()
    codes = (("61", "Umpama"), ("62", "Peraga"), ("64", "Teladan"), ("65", "Seumpama"))
    offices = [cast.banua, cast.seberang]
    offices += [
        open_office(code, f"Kantor {name}", "Kota Contoh", "Asia/Jakarta") for code, name in codes
    ]
    for year, rows in MADE_UP.items():
        for office, (not_closed, _closed) in zip(offices, rows, strict=True):
            calls(office, cast.sari, year, not_closed)
        calls(None, None, year, 4)
    jobs.publish_years(NOON)
    return offices


def cells_of(text, row):
    """What stands in the cells of a row; None where it is not said."""
    found = re.search(rf"<tr><th scope=row[^>]*>{row}</th>(.*?)</tr>", text.replace('"', ""), re.S)
    assert found, row
    said = [
        re.sub(r"<span class=lead>.*?</span>|<[^>]+>", "", cell).strip()
        for cell in re.findall(r"<td.*?</td>", found[1], re.S)
    ]
    return [int(cell) if cell.isdigit() else None for cell in said]


def test_invariant_16_all_pages_of_all_offices_and_the_nation_together_say_nothing_small(
    visit, cast, years
):
    nation = visit(cast.gita).get("/nasional/tahunan").text
    said = {year: {NATION: Shown(*cells_of(nation, year)[:3])} for year in MADE_UP}
    for office in years:
        head = Person.create(name="Kepala Contoh", name_folded="k", made_at=NOON)
        give_role(head, office.id, Role.HEAD, NOON)
        page = visit(head).get("/jaga/tahunan").text
        for year in MADE_UP:
            said[year][office.id] = Shown(*cells_of(page, year)[:3])
            on_nations = cells_of(nation, office.name)[sorted(MADE_UP, reverse=True).index(year)]
            assert on_nations == said[year][office.id].calls

    for year, shown in said.items():
        rows = counts_of(year)
        shown[NOBODY_KNOWN] = Shown()
        assert shown[NATION].calls == sum(map(sum, rows.values()))
        assert shown[cast.banua.id].calls == sum(rows[cast.banua.id])
        for known in (None, *rows):
            mine = {known: rows[known]} if known else {}
            assert not [found for found in ranges(shown, mine) if worked_out(found)]


def test_what_is_left_out_is_in_no_table_either(cast, years):
    small = [row for row in YearFigures.select() if row.office_id and row.calls is None]

    assert small
    kept = [
        each for row in YearFigures.select() for each in (row.calls, row.not_closed, row.closed)
    ]
    assert all(each is None or each >= 10 for each in kept)


def test_figures_stay_as_they_were_whatever_happens_later(cast, years):
    def as_kept():
        return [
            (row.token, row.calls, row.published_at)
            for row in YearFigures.select().order_by(YearFigures.id)
        ]

    before = as_kept()
    calls(cast.seberang, cast.laila, 2025, 30)
    jobs.publish_years(NOON + 9 * DAY)

    assert as_kept() == before


def test_what_nobody_has_looked_after_is_not_said_to_be_looked_after(visit, cast, years):
    page = visit(cast.hasan).get("/jaga/tahunan").text

    assert "Belum ditutup" in page
    assert "idampingi" not in page


def test_a_year_is_counted_a_month_after_it_has_ended(cast):
    Person.update(made_at=NOON - 500 * DAY).where(Person.id == cast.sari.id).execute()
    calls(cast.banua, cast.sari, 2025, 1)

    jobs.publish_years(dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC))
    assert not YearFigures.select().exists()
    jobs.publish_years(dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC))
    assert {row.year for row in YearFigures.select()} == {2025}


def test_invariant_9_drills_are_no_calls_and_calls_move_no_figure_of_response(visit, cast):
    done_drill(cast.banua, cast.ningsih, 2, at=NOON - minutes(200))
    done_drill(cast.banua, cast.ningsih, 7, 8, at=NOON - minutes(130))
    missed_drill(cast.banua, NOON - minutes(60))
    before = cells_of(visit(cast.hasan).get("/jaga/tahunan").text, 2026)
    calls(cast.banua, cast.sari, 2026, 12)

    after = cells_of(visit(cast.hasan).get("/jaga/tahunan").text, 2026)

    assert before == after == [None, 3, 1, 1]
    assert cells_of(visit(cast.gita).get("/nasional/tahunan").text, 2026) == [None, 3, 1, 1]
    assert cells_of(visit(cast.eko).get("/jaga/tahunan").text, 2026) == [None, 0, 0, 0]


def test_invariant_4_a_head_sees_no_difference_between_a_year_with_calls_and_one_without(
    visit, cast
):
    Person.update(made_at=NOON - 500 * DAY).where(Person.id == cast.sari.id).execute()
    calls(cast.seberang, cast.laila, 2025, 40)
    for code in ("61", "62", "64"):
        other = open_office(code, f"Kantor {code}", "Kota Contoh", "Asia/Jakarta")
        calls(other, cast.laila, 2025, 8)
    jobs.publish_years(NOON)
    without = cells_of(visit(cast.hasan).get("/jaga/tahunan").text, 2025)
    YearFigures.delete().execute()
    calls(cast.banua, cast.sari, 2025, 9)
    jobs.publish_years(NOON)

    assert cells_of(visit(cast.hasan).get("/jaga/tahunan").text, 2025) == without


def test_nobody_else_reads_it(visit, cast):
    for person in (cast.sari, cast.rina, cast.wati, cast.gita):
        assert visit(person).get("/jaga/tahunan").status_code == 403
    for person in (cast.sari, cast.hasan, cast.ningsih, cast.wati):
        assert visit(person).get("/nasional/tahunan").status_code == 403
