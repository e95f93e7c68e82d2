"""What reports read: sums, medians, and the days behind a figure."""

import datetime as dt
import random
from collections import defaultdict
from statistics import median

import pytest

from mori.core.db import db
from mori.recap.rollups.figure_queries import (
    PAGE,
    Figure,
    facts_behind,
    tallies,
    waits,
)
from mori.recap.rollups.queries import facts_between
from mori.recap.rules import MEASURES, Dimension
from tests.cast import NOON, TODAY, Cast, place
from tests.logbook.writing import write_entry
from tests.recap.rollups.recounting import rebuild
from tests.support.plans import scans

DAY = dt.timedelta(days=1)
FIRST, LAST = TODAY - 12 * DAY, TODAY


@pytest.fixture
def written(cast) -> Cast:
    """Thirteen days of two interns, decided on at any moment, or not at all."""
    chance = random.Random(7)
    for number in range(13):
        for placement, person, unit, who in (
            (cast.placement, cast.sari, cast.pvl, cast.rina),
            (cast.placement_tono, cast.tono, cast.pencegahan, cast.budi),
        ):
            at = NOON - number * DAY
            decided = at + dt.timedelta(minutes=chance.randrange(3000))
            write_entry(
                cast, TODAY - number * DAY, at=at, placement=placement, person=person, unit=unit,
                supervisor=who, reviewed_at=decided if chance.random() < 0.8 else None, minutes=60,
                state="approved",
            )  # fmt: skip
    rebuild()
    return cast


def test_sums_are_those_of_the_days(written):
    found = tallies(written.banua.id, Dimension.SUPERVISOR, FIRST + DAY, LAST)

    assert {row.of: (row.entries, row.entry_minutes) for row in found} == {
        str(written.rina.id): (12, 720),
        str(written.budi.id): (12, 720),
    }
    (whole,) = tallies(written.banua.id, Dimension.OFFICE, FIRST, LAST)
    assert (whole.of, whole.entries, whole.initialled) == ("", 26, 26)
    assert whole.reviewed == sum(
        fact.review_minutes is not None for fact in facts_between(written.banua.id, FIRST, LAST)
    )


def medians(office_id, *asked):
    found = waits(office_id, *asked) or {}
    return {of: median(minutes) for of, minutes in found.items()}


@pytest.mark.parametrize("dimension", Dimension)
def test_medians_are_exact(written, dimension):
    waited = defaultdict(list)
    for fact in facts_between(written.banua.id, FIRST, LAST):
        of = "" if dimension is Dimension.OFFICE else getattr(fact, _column(dimension))
        if fact.review_minutes is not None:
            waited["" if of is None else str(of)].append(fact.review_minutes)

    assert medians(written.banua.id, dimension, FIRST, LAST) == {
        of: median(minutes) for of, minutes in waited.items()
    }


def _column(dimension: Dimension) -> str:
    is_itself = dimension in (Dimension.KIND, Dimension.PROGRAMME)
    return dimension.value if is_itself else f"{dimension.value}_id"


def test_of_no_decision_there_is_no_median(cast):
    write_entry(cast)
    rebuild()

    assert medians(cast.banua.id, Dimension.OFFICE, FIRST, LAST) == {}


def test_a_figure_leads_to_its_days(written):
    figure = Figure(
        written.banua.id, Dimension.UNIT, str(written.pvl.id), "entry_minutes", FIRST, LAST
    )

    rows = facts_behind(figure)

    assert sum(row.amount for row in rows) == 13 * 60
    assert {row.placement_key for row in rows} == {written.placement.key}
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    assert facts_behind(figure, (rows[4].day, rows[4].placement_id)) == rows[5:]


def test_days_are_shown_by_the_page(written):
    for _each in range(PAGE):
        place(written.sari, written.banua, [(written.pvl, written.rina, None)])
    rebuild()
    figure = Figure(written.banua.id, Dimension.OFFICE, "", "begun", FIRST - 9 * DAY, LAST)

    rows = facts_behind(figure)

    last = rows[PAGE - 1]
    assert len(rows) == PAGE + 1
    assert len(facts_behind(figure, (last.day, last.placement_id))) == 2


def test_decisions_lead_to_how_long_they_took(written):
    figure = Figure(written.banua.id, Dimension.OFFICE, "", "reviewed", FIRST, LAST)

    rows = facts_behind(figure)

    assert median(row.amount for row in rows) == medians(
        written.banua.id, Dimension.OFFICE, FIRST, LAST
    ).get("")


def test_another_office_sees_nothing(written):
    for dimension in Dimension:
        assert not tallies(written.seberang.id, dimension, FIRST, LAST)
        assert not medians(written.seberang.id, dimension, FIRST, LAST)
    for measure in MEASURES:
        figure = Figure(written.seberang.id, Dimension.OFFICE, "", measure, FIRST, LAST)
        assert not facts_behind(figure)


def test_what_is_no_measure_is_no_column(cast):
    with pytest.raises(ValueError, match="no measure"):
        facts_behind(Figure(cast.banua.id, Dimension.OFFICE, "", "id", FIRST, LAST))


def test_nothing_is_read_from_end_to_end(written):
    asked = []
    db.obj.query_hooks.append(lambda event: asked.append((event.sql, event.params)))
    try:
        tallies(written.banua.id, Dimension.UNIT, FIRST, LAST)
        medians(written.banua.id, Dimension.UNIT, FIRST, LAST)
        facts_behind(Figure(written.banua.id, Dimension.KIND, "student", "late", FIRST, LAST))
    finally:
        db.obj.query_hooks.pop()

    assert len(asked) == 3
    for sql, params in asked:
        assert scans(db.connection(), sql, params or ()) == []
