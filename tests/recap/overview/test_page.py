"""Ringkasan: what it counts, against a count by hand; who sees it; what it costs."""

import re

import pytest

from mori.access.roles import Role
from mori.accounts.operations import add_person, give_role
from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.models import Attendance
from mori.core.bytes import PAGE_BYTES, brotli_size
from mori.core.db import db
from mori.core.workdays import DAY
from mori.logbook.rules import EntryState
from mori.placements.models import Placement, UnitSpan
from mori.recap.models import DayFact, DayTally, OfficeRollup
from tests.cast import NOON, TODAY, place
from tests.logbook.writing import write_entry
from tests.recap.rollups.recounting import rebuild
from tests.support.answers import statements
from tests.support.plans import asked, visited

pytestmark = pytest.mark.usefixtures("noon")

PAGE = "/ringkasan"


def words(page):
    """What a page says, without its elements, one blank between words."""
    main = page.split("<main", 1)[1]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def figures(page):
    """The four numbers with what they count."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", page)
    return {" ".join(label.split()): number.strip() for label, number in pairs}


def write(cast, day, hours=None, **columns):
    """An entry sent at noon of its day, and decided on so many hours later."""
    at = NOON + (day - TODAY)
    if hours is not None:
        columns |= {"reviewed_at": at + hours * DAY / 24, "state": EntryState.APPROVED}
    return write_entry(cast, day, at=at, **columns)


def tonos(cast):
    return {
        "placement": cast.placement_tono,
        "person": cast.tono,
        "unit": cast.pencegahan,
        "supervisor": cast.budi,
        "stand_in": None,
    }


@pytest.fixture
def counted(cast):
    """Monday to Wednesday: Sari sent three, of which two are initialled; Tono sent Monday's."""
    write(cast, TODAY - 2 * DAY, 10)
    write(cast, TODAY - DAY, 20)
    write(cast, TODAY)
    write(cast, TODAY - 2 * DAY, **tonos(cast))
    write(cast, TODAY - 9 * DAY, 70, **tonos(cast))  # the Monday of last week
    write(cast, TODAY - 30 * DAY, 999)  # too long ago for the median
    rebuild(cast.banua)


def test_figures_are_those_of_a_count_by_hand(visit, cast, counted):
    page = visit(cast.wati).get(PAGE).text

    assert figures(page) == {
        "catatan pekan ini dari 6 hari-peserta": "4",
        "dari pekan ini sudah diparaf; 2 menunggu": "2",
        "median tunggu paraf (batas 2 hari)": "20 jam",  # of 10, 20 and 70
        "peserta diam lebih dari 2 hari kerja": "0",
    }
    assert "2 peserta, tidak ada yang perlu perhatian" in words(page)
    assert "Perwakilan Banua · pekan 16–20 November" in words(page)


def test_the_chart_and_its_table_say_the_same_eight_weeks(visit, cast, counted):
    page = visit(cast.wati).get(PAGE).text
    table = page.split("<details", 1)[1].split("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th><td[^>]*>(\d+)</td><td[^>]*>(\d+)</td>', table)

    assert len(rows) == 8
    assert {week: (sent, done) for week, sent, done in rows}["16/11"] == ("4", "2")
    assert rows[-2] == ("9/11", "1", "1")
    assert rows[-5] == ("19/10", "1", "1")
    assert "Terkirim dari 0 menjadi 4. Diparaf dari 0 menjadi 2." in page


def test_supervisors_are_told_by_median_and_by_what_they_hold(visit, cast, counted):
    said = words(visit(cast.wati).get(PAGE).text).split("Tunggu paraf per pembimbing")[-1]

    assert "Budi Contoh Pencegahan median 2,9 hari menunggu 1 tertua Sen 16 Nov" in said
    assert "Rina Contoh PVL median 15 jam menunggu 1 tertua Rab 18 Nov" in said


def test_interns_count_once_and_staff_are_said_beside_them(visit, cast):
    write(cast, TODAY - 9 * DAY)  # nobody has reviewed it, and Sari has been silent since
    page = words(visit(cast.wati).get(PAGE).text)

    assert "2 peserta, dua perlu perhatian" in page
    assert "Selain itu: satu pembimbing" in page
    assert "Sari Contoh diam 6 hari kerja Terakhir Sen 9 Nov. Belum ada izin. Tanyakan" in page
    assert "Tono Contoh belum pernah ada kabar" in page
    assert "Rina Contoh: 1 catatan lewat 2 hari kerja" in page


def test_whoever_is_away_with_a_word_is_not_silent(visit, cast):
    for placement in (cast.placement, cast.placement_tono):
        Attendance.create(
            placement=placement,
            person=placement.person_id,
            office=cast.banua,
            day=TODAY - DAY,
            kind="sick",
        )

    assert "2 peserta, tidak ada yang perlu perhatian" in words(visit(cast.wati).get(PAGE).text)


def test_whoever_waits_for_the_office_is_not_silent(visit, cast):
    for placement in (cast.placement, cast.placement_tono):
        AttendanceCorrection.create(
            token=placement.key, placement=placement, person=placement.person_id,
            office=cast.banua, day=TODAY - DAY, kind="present", reason="Lupa.", asked_at=NOON,
        )  # fmt: skip

    page = words(visit(cast.wati).get(PAGE).text)

    assert "minta presensinya dibetulkan" in page
    assert "belum pernah ada kabar" not in page


def test_an_office_that_is_not_counted_has_dashes_with_the_reason(visit, cast):
    page = visit(cast.wati).get(PAGE).text

    assert page.count("Hitungan kantor ini belum disusun.") == 5
    assert page.count("<dd>–</dd>") == 3
    assert '<svg class="weeks"' not in page


def test_a_median_of_nothing_is_a_dash_with_the_reason(visit, cast):
    OfficeRollup.create(office=cast.banua, built_at=NOON)

    page = visit(cast.wati).get(PAGE).text

    assert "belum ada yang diputuskan dalam empat pekan ini" in page
    assert page.count("<dd>–</dd>") == 1
    assert "Belum ada catatan dalam delapan pekan ini" in page


def test_an_office_without_interns_is_told_what_will_stand_here(visit, cast):
    Placement.update(state="withdrawn").where(Placement.office == cast.banua.id).execute()

    page = words(visit(cast.wati).get(PAGE).text)

    assert "Belum ada peserta saat ini" in page
    assert "Begitu ada peserta, yang perlu dikerjakan muncul di sini." in page


def test_it_is_the_first_page_of_coordinator_and_head(visit, cast):
    for who in (cast.wati, cast.hasan):
        browser = visit(who)
        assert browser.get("/").headers["Location"] == PAGE
        menu = browser.get(PAGE).text.split("<nav", 1)[1]
        assert menu.index('href="/ringkasan"') < menu.index('href="/peserta"')


def test_another_office_sees_its_own_and_nobody_else_sees_any(visit, cast, counted):
    page = visit(cast.citra).get(PAGE).text

    assert "Sari" not in page
    assert "Rina" not in page
    assert "1 peserta, satu perlu perhatian" in words(page)
    for who in (cast.sari, cast.rina, cast.ningsih):
        assert visit(who).get(PAGE).status_code == 403
    assert visit().get(PAGE).status_code == 303


def test_a_head_sees_what_waits_and_not_what_only_a_coordinator_does(visit, cast):
    write(cast, TODAY - 9 * DAY)
    UnitSpan.delete().where(UnitSpan.placement == cast.placement_tono.id).execute()

    coordinator, head = (visit(who).get(PAGE).text for who in (cast.wati, cast.hasan))

    assert "Ingatkan atau alihkan" in coordinator
    assert "Ingatkan atau alihkan" not in head
    assert "1 catatan lewat 2 hari kerja" in head
    assert "Atur unit" in coordinator
    assert "Atur unit" not in head


@pytest.mark.parametrize("who", ["wati", "hasan"])
def test_it_takes_five_statements_at_most_when_hot(visit, cast, counted, who):
    browser = visit(getattr(cast, who))
    browser.get(PAGE)

    with statements() as sent:
        browser.get(PAGE)

    assert len(sent) <= 5, sent


def test_the_menu_counts_the_same_as_on_other_pages(visit, cast):
    write(cast, TODAY - 9 * DAY)
    browser = visit(cast.wati)

    here, there = (
        re.findall(r'id="badge-(\w+)">([^<]*)<', browser.get(path).text)
        for path in (PAGE, "/orang")
    )

    assert here == there
    assert ("overdue", "1") in here


def test_a_full_page_stays_within_its_bytes(visit, cast):
    give_role(cast.budi, cast.banua.id, Role.COORDINATOR, NOON)
    for number in range(30):
        person = place_somebody(cast, number)
        write_entry(cast, TODAY - (9 + number) * DAY, at=NOON - 9 * DAY, **person)
    rebuild(cast.banua)

    page = visit(cast.wati).get(PAGE)

    assert "lagi" in page.text
    assert brotli_size(page.data) <= PAGE_BYTES


def place_somebody(cast, number):
    intern, supervisor = (
        add_person(f"{name} Umpama {number}", NOON, None, f"{name}{number}@contoh.example")
        for name in ("Peserta", "Pembimbing")
    )
    give_role(supervisor, cast.banua.id, Role.SUPERVISOR, NOON)
    placement = place(intern, cast.banua, [(cast.pvl, supervisor, None)])
    return {"placement": placement, "person": intern, "supervisor": supervisor, "stand_in": None}


@pytest.mark.once  # with tables so small PostgreSQL's plan is chance
def test_what_is_long_gone_and_what_is_elsewhere_costs_nothing(visit, cast, counted):
    browser = visit(cast.wati)
    before = read_for(browser)

    for age in range(100, 400):
        write(cast, TODAY - age * DAY, 5)
    laila = {"placement": cast.placement_laila, "person": cast.laila, "office": cast.seberang}
    for age in range(1, 200):
        write(cast, TODAY - age * DAY, **laila)
    for table in (DayFact, DayTally, OfficeRollup):
        table.delete().execute()
    for office in (cast.banua, cast.seberang):
        rebuild(office)

    assert read_for(browser) < 1.2 * before


def read_for(browser):
    browser.get(PAGE)  # so that it is hot
    with asked() as sent:
        browser.get(PAGE)
    return sum(visited(db.connection(), sql, params) for sql, params in sent)
