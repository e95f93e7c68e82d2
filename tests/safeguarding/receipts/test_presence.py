"""Whether somebody is there is said before a tap and right after it, and nothing untrue."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.operations import give_role
from mori.core.help.lines import HelpLine, answering, load_help_lines
from mori.core.workdays import DAY
from tests.cast import NOON, TODAY
from tests.safeguarding.alerts.alarm import alert_of
from tests.safeguarding.duty.planning import declare, plan
from tests.safeguarding.receipts.reading import phone_of

pytestmark = pytest.mark.usefixtures("noon")
NIGHT = dt.datetime(2026, 11, 18, 18, 0, tzinfo=dt.UTC)  # 02.00 WITA, 01.00 WIB


def receipt_for(visit, cast):
    tap = alert_of(cast.sari).taps.get()
    indonesian = {"Accept-Language": "id"}
    return phone_of(visit(), tap.code).get(f"/c/{tap.code}", headers=indonesian).text


def test_with_nobody_there_the_receipt_says_so_at_once_and_when_somebody_is(visit, cast):
    declare(cast.banua, dt.time(14))
    plan(cast.banua, cast.ningsih, opens=dt.time(14))

    page = receipt_for(visit, cast)

    assert "Sekarang tidak ada yang berjaga di kantormu" in page
    assert "Ada yang berjaga lagi pada Rab 18 Nov, 14.00 WITA" in page
    assert 'href="tel:110"' in page


def test_hours_that_nobody_keeps_promise_nobody(visit, cast):
    declare(cast.banua)

    page = receipt_for(visit, cast)

    assert "Sekarang tidak ada yang berjaga" in page
    assert "Belum pasti kapan ada yang berjaga lagi" in page


def test_somebody_is_there(visit, cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)

    assert "Ada petugas yang berjaga di kantormu sampai 16.00" in receipt_for(visit, cast)


def test_a_supervisor_on_duty_is_nobody_for_their_intern(visit, cast):
    give_role(cast.rina, cast.banua.id, Role.OFFICER, NOON)
    declare(cast.banua)
    plan(cast.banua, cast.rina)

    assert "Sekarang tidak ada yang berjaga" in receipt_for(visit, cast)


def test_an_office_that_has_said_nothing_claims_nothing(visit, cast):
    page = receipt_for(visit, cast)

    assert "Kantormu belum menyebutkan kapan ada yang berjaga" in page


def test_before_a_tap_the_hours_are_read_by_the_office_alone(visit, cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, first=TODAY + DAY)

    own, anothers, strangers = (
        visit(who).get("/bantuan").text for who in (cast.sari, cast.laila, None)
    )

    assert "08.00–16.00 WITA" in own
    assert "Ada yang berjaga lagi pada Kam 19 Nov, 08.00 WITA" in own
    assert "belum menyebutkan" in anothers
    assert "Kapan ada yang berjaga" not in strangers


def test_at_night_a_line_of_office_hours_is_not_offered():
    lines = load_help_lines()

    assert [line.tel for line in answering(lines, NIGHT)] == ["110", "129", "112"]
    assert [line.tel for line in answering(lines, NOON)] == ["110", "129", "112", "021-3903963"]


@pytest.mark.parametrize(
    ("answers", "at", "expected"),
    [
        ("always", NIGHT, True),
        ("office", NIGHT, False),
        ("office", NOON, None),
        ("office", NOON + 3 * DAY, False),  # a Saturday
        ("", NIGHT, None),
    ],
)
def test_what_nobody_has_made_sure_of_is_not_claimed(answers, at, expected):
    assert HelpLine("A", "1", answers=answers).answers_at(at) is expected
