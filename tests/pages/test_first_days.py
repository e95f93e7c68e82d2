"""The start page of somebody new says to whom, where and when to come, until a week is over."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.offices.models import Office, OfficeHours
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import PlacementState
from tests.cast import TODAY

DAY = dt.timedelta(days=1)
CARD = 'id="first-days"'
pytestmark = pytest.mark.usefixtures("noon")


def begin(cast, starts_on: dt.date) -> None:
    """Let Sari's internship begin on a day."""
    ends_on = starts_on + 30 * DAY
    Placement.update(starts_on=starts_on, ends_on=ends_on).where(
        Placement.id == cast.placement.id
    ).execute()
    UnitSpan.update(starts_on=starts_on, ends_on=ends_on).where(
        UnitSpan.placement == cast.placement.id
    ).execute()


def card(browser) -> str:
    text = browser.get("/").text
    begins = text.index(CARD)
    return text[begins : text.index("</section>", begins)]


@pytest.mark.parametrize(
    ("days_ago", "is_shown"), [(-5, True), (0, True), (6, True), (7, False), (20, False)]
)
def test_it_is_shown_until_the_first_week_is_over(visit, cast, days_ago, is_shown):
    begin(cast, TODAY - days_ago * DAY)

    assert (CARD in visit(cast.sari).get("/").text) is is_shown


def test_it_says_who_where_and_when(visit, cast):
    begin(cast, TODAY)
    Office.update(address="Jalan Contoh 7, Kota Contoh").execute()

    text = card(visit(cast.sari))

    assert "Rina Contoh" in text
    assert f'href="tel:{cast.rina.phone}"' in text
    assert "Penerimaan dan Verifikasi Laporan" in text
    assert "Senin–Kamis" in text
    assert "07.30–16.00" in text
    assert "Jumat" in text
    assert "07.30–16.30" in text
    assert "Jalan Contoh 7, Kota Contoh" in text
    assert "Tombol Merah di atas memanggil petugas perlindungan." in text
    assert "Budi" not in text


def test_it_says_nothing_that_nobody_entered(visit, cast):
    begin(cast, TODAY)
    Person.update(phone=None).where(Person.id == cast.rina.id).execute()
    OfficeHours.delete().execute()

    text = card(visit(cast.sari))

    assert "tel:" not in text
    assert "Alamat" not in text
    assert "istirahat" not in text


def test_a_season_has_its_own_hours(visit, cast):
    begin(cast, TODAY)
    OfficeHours.create(
        office=cast.banua,
        weekday=0,
        opens=dt.time(8),
        closes=dt.time(15),
        from_on=TODAY - 7 * DAY,
        until_on=TODAY,
    )

    assert "08.00–15.00" in card(visit(cast.sari))


def test_nobody_is_shown_around_while_paused(visit, cast):
    begin(cast, TODAY)
    Placement.update(state=PlacementState.PAUSED).execute()

    assert CARD not in visit(cast.sari).get("/").text
