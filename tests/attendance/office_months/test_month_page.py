"""Who sees which month of an office, and what confirming a day off changes."""

import datetime as dt

import pytest

from mori.accounts.operations import choose_language
from mori.attendance.day_operations import DaySaid, Whose, confirm_day_off, set_day
from mori.attendance.models import Attendance, AttendanceEvent
from mori.attendance.operations import report_absence
from mori.attendance.rules import AttendanceKind
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.placements.models import Placement, PlacementEvent, UnitSpan
from tests.cast import NOON, TODAY, place
from tests.evaluation.assessments.making import split_stay
from tests.support.answers import pages_of, statements

pytestmark = pytest.mark.usefixtures("noon")
SATURDAY = TODAY - 4 * DAY
PAGE = "/presensi/rekap"
UNCONFIRMED, CONFIRMED = '<td class="off">H?</td>', '<td class="off">H+</td>'


@pytest.fixture
def saturday(cast) -> Attendance:
    return Attendance.create(
        placement=cast.placement, person=cast.sari, office=cast.banua, day=SATURDAY,
        checked_in_at=NOON - 4 * DAY, checked_out_at=NOON - 4 * DAY + dt.timedelta(hours=2),
    )  # fmt: skip


def test_coordinator_and_head_see_everybody_and_a_supervisor_their_own(visit, cast):
    for who, names in (
        (cast.wati, {"Sari", "Tono"}),
        (cast.hasan, {"Sari", "Tono"}),
        (cast.rina, {"Sari"}),
        (cast.budi, {"Sari", "Tono"}),  # stands in for Rina
        (cast.citra, {"Laila"}),
    ):
        text = visit(who).get(PAGE).text
        seen = {name for name in ("Sari", "Tono", "Laila") if f"{name} Contoh" in text}
        assert seen == names, who.name


def test_interns_and_officers_have_no_such_page(visit, cast):
    for person in (cast.sari, cast.ningsih):
        for form in ("", ".pdf", ".xlsx"):
            assert visit(person).get(f"{PAGE}{form}").status_code == 403


def test_a_unit_narrows_page_and_files(visit, cast):
    browser = visit(cast.wati)
    address = f"{PAGE}{{}}?unit={cast.pencegahan.key}"

    text = browser.get(address.format("")).text
    assert "Tono Contoh" in text
    assert "Sari Contoh" not in text
    assert f'href="{PAGE}.xlsx?bulan=2026-11&amp;unit={cast.pencegahan.key}"' in text
    workbook = browser.get(address.format(".xlsx"))
    assert "rekap-presensi-pencegahan-2026-11.xlsx" in workbook.headers["Content-Disposition"]


def test_a_unit_that_is_gone_and_a_month_without_anybody_say_so(visit, cast):
    browser = visit(cast.wati)

    for address in (f"{PAGE}?unit=takada", f"{PAGE}?bulan=2019-01"):
        assert "Tidak ada peserta" in browser.get(address).text
    assert "November 2026" in browser.get(f"{PAGE}?bulan=apa").text


def test_the_office_confirms_a_day_off_with_one_tap_and_takes_it_back(visit, cast, saturday):
    browser, address = visit(cast.rina), f"/presensi/{saturday.key}/hari-libur"
    assert UNCONFIRMED in browser.get(PAGE).text

    assert browser.post(address, {"on": "1"}).status_code == 303
    assert CONFIRMED in browser.get(PAGE).text
    browser.post(address, {"on": "0"})

    assert UNCONFIRMED in browser.get(PAGE).text
    verbs = [each.verb for each in AttendanceEvent.select().order_by(AttendanceEvent.id)]
    assert verbs == ["confirm", "unconfirm"]


def test_a_head_sees_what_is_unconfirmed_and_confirms_nothing(visit, cast, saturday):
    browser = visit(cast.hasan)

    text = browser.get(PAGE).text
    assert UNCONFIRMED in text
    assert "/hari-libur" not in text
    assert browser.post(f"/presensi/{saturday.key}/hari-libur").status_code == 404


def test_after_a_rotation_a_day_off_is_confirmed_by_whoever_looked_after_it(visit, cast, saturday):
    split_stay(cast, TODAY - 2 * DAY)  # from Tuesday on Sari is with Budi alone
    UnitSpan.update(stand_in=None).execute()
    address = f"/presensi/{saturday.key}/hari-libur"

    offered = {
        who.name: f'action="{address}"' in visit(who).get(PAGE).text
        for who in (cast.rina, cast.budi, cast.wati, cast.hasan)
    }

    assert offered == {
        "Rina Contoh": True,
        "Budi Contoh": False,
        "Wati Contoh": True,
        "Hasan Contoh": False,
    }
    assert UNCONFIRMED in visit(cast.budi).get(PAGE).text
    assert visit(cast.budi).post(address, {"on": "1"}).status_code == 404


def test_a_pause_that_ends_on_its_day_pauses_nothing(visit, cast):
    begun_at = NOON - 2 * DAY
    for verb, hours in (("resume", 2), ("pause", 0)):  # whatever order they are stored in
        PlacementEvent.create(
            placement=cast.placement,
            verb=verb,
            actor=cast.wati,
            at=begun_at + dt.timedelta(hours=hours),
        )

    row = visit(cast.wati).get(f"{PAGE}?unit={cast.pvl.key}").text.split("<tbody>")[1]

    assert ">TK</td>" in row
    assert ">J</td>" not in row


def test_another_offices_day_is_not_there(visit, cast, saturday):
    for person in (cast.citra, cast.joko):
        assert visit(person).post(f"/presensi/{saturday.key}/hari-libur").status_code == 404


def test_a_working_day_and_ones_own_are_not_confirmed(cast, saturday):
    monday = Attendance.create(
        placement=cast.placement, person=cast.sari, office=cast.banua, day=TODAY - 2 * DAY
    )

    with pytest.raises(Refused):
        confirm_day_off(monday, True, cast.wati.id, NOON)
    with pytest.raises(Refused):
        confirm_day_off(saturday, True, cast.sari.id, NOON)


def test_confirming_twice_is_once(cast, saturday):
    for _time in range(2):
        confirm_day_off(saturday, True, cast.wati.id, NOON)

    assert AttendanceEvent.select().count() == 1


def test_what_the_office_records_itself_needs_no_second_word(cast):
    whose = Whose(cast.placement.id, cast.sari.id, cast.banua.id)
    present, away = DaySaid(AttendanceKind.PRESENT), DaySaid(AttendanceKind.EXCUSED)

    set_day(whose, SATURDAY, present, None, "sheet", cast.wati.id, NOON)
    set_day(whose, SATURDAY - DAY, away, None, "sheet", cast.wati.id, NOON)

    confirmed = {row.day: row.confirmed_at is not None for row in Attendance.select()}
    assert confirmed == {SATURDAY: True, SATURDAY - DAY: False}


def test_another_word_of_the_intern_has_to_be_confirmed_anew(cast, saturday):
    confirm_day_off(saturday, True, cast.wati.id, NOON)

    placement = Placement.get_by_id(cast.placement.id)
    report_absence(placement, SATURDAY, AttendanceKind.FIELD_DUTY, "", cast.sari.id, NOON)

    assert Attendance.get().confirmed_at is None


@pytest.mark.parametrize(("who", "most"), [("wati", 5), ("hasan", 5), ("rina", 4)])
def test_sixty_interns_take_as_many_statements_as_two(visit, cast, who, most):
    browser, sent = visit(getattr(cast, who)), []
    browser.get(PAGE)

    for more in (12, 46):
        for _number in range(more):
            place(cast.tono, cast.banua, [(cast.pvl, cast.rina, None)])
        with statements() as each:
            browser.get(PAGE)
        sent.append(len(each))

    assert sent == [most, most]


def test_sixty_interns_fit_few_pages_with_repeated_heads(visit, cast):
    for _number in range(58):
        place(cast.tono, cast.banua, [(cast.pvl, cast.rina, None)])

    pages = pages_of(visit(cast.wati).get(f"{PAGE}.pdf"))

    assert len(pages) <= 3
    assert all("Nama Unit" in " ".join(each.split()) for each in pages[:-1])


def test_in_english_the_words_change_and_the_letters_stay(visit, cast, saturday):
    choose_language(cast.hasan.id, "en")

    text = visit(cast.hasan).get(PAGE).text

    assert UNCONFIRMED in text
    assert "On a day off, not confirmed yet: does not count" in text
