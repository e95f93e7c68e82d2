"""On Ringkasan a head reads how many hours lack somebody, and of no intern."""

import re

import pytest

from mori.core.workdays import DAY
from mori.safeguarding.holes.models import Hole
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import minutes

pytestmark = pytest.mark.usefixtures("noon")


def lacking(office, hours, *, is_for_all=True):
    for hour in range(hours):
        at = NOON + minutes(60 * hour)
        Hole.create(office=office, hour=at, is_for_all=is_for_all, officers=1, found_at=NOON)


@pytest.fixture
def said(visit):
    """What Ringkasan says of the hours that lack somebody, or nothing."""

    def read(who):
        page = visit(who).get("/ringkasan").text
        row = re.search(r'<a class="item" href="/jaga/lubang">(.*?)</a>', page, re.S)
        return row and " ".join(re.sub(r"<[^>]*>", " ", row[1]).split())

    return read


def test_a_head_reads_how_many_hours_lack_somebody(said, cast):
    lacking(cast.banua, 3, is_for_all=False)

    row = said(cast.hasan)

    assert "3 jam jaga tanpa dua petugas" in row
    assert not [name for name in ("Sari", "Tono") if name in row]


def test_many_are_said_as_many(said, cast):
    lacking(cast.banua, 60)

    assert "Lebih dari 50 jam jaga tanpa dua petugas" in said(cast.hasan)


def test_it_is_of_the_own_office_of_hours_to_come_and_for_those_who_are_called(said, cast):
    lacking(cast.banua, 3)

    assert said(cast.eko) is None
    assert said(cast.wati) is None

    Hole.update(hour=NOON - DAY).where(Hole.hour == NOON).execute()
    assert "2 jam jaga" in said(cast.hasan)


def test_where_no_hour_lacks_anybody_nothing_is_said(said, cast):
    assert said(cast.hasan) is None
