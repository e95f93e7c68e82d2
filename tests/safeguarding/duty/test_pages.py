"""The pages on which an office says who is there, as head, officer, operator and everybody else."""

import pytest

from mori.access.roles import Role
from mori.accounts.operations import give_role
from mori.core.workdays import DAY
from mori.safeguarding.duty import queries
from mori.safeguarding.duty.models import Absence, DutyNote, Shift, StaffedHours
from tests.cast import NOON, TODAY
from tests.safeguarding.duty.planning import at, away, declare, plan

pytestmark = pytest.mark.usefixtures("noon")
PAGES = ("/jaga/jadwal", "/jaga/jam", "/jaga/giliran", "/jaga/berhalangan", "/jaga/nasional")


def shifts_wanted(cast, **more):
    return {
        "token": "t",
        "first_officer": cast.ningsih.key,
        "second_officer": cast.opik.key,
        "third_officer": "",
        "weekdays": ["0", "2"],
        "opens": "08:00",
        "closes": "16:00",
        "first": TODAY.isoformat(),
        "weeks": "2",
        "every": "1",
        **more,
    }


@pytest.mark.parametrize("path", PAGES)
def test_head_and_officers_read_it_and_nobody_else_of_the_office(visit, cast, path):
    for who in (cast.hasan, cast.ningsih):
        assert visit(who).get(path).status_code == 200
    for who in (cast.sari, cast.rina, cast.wati):
        assert visit(who).get(path).status_code == 403


def test_an_office_with_nothing_says_so(visit, cast):
    page = visit(cast.hasan).get("/jaga/jadwal").text

    assert "belum menyebutkan kapan ada yang berjaga" in page
    assert "Ningsih Contoh" in page  # as before, all officers are called


def test_the_calendar_names_holes_weeks_ahead(visit, cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik, weeks=1)
    plan(cast.banua, cast.ningsih, first=TODAY + 7 * DAY, weeks=1)

    page = visit(cast.opik).get("/jaga/jadwal").text

    assert "Ningsih Contoh, Opik Contoh" in page
    assert "hanya Ningsih Contoh" in page
    assert "tidak ada siapa pun" in page
    assert "dijaga kurang dari dua orang" in page


def test_a_full_calendar_is_good(visit, cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik, weeks=6)

    page = visit(cast.hasan).get("/jaga/jadwal").text

    assert "setiap jam dijaga setidaknya dua orang" in page
    assert "kurang dari dua" not in page


def test_the_head_promises_hours_and_takes_them_back(visit, cast):
    head = visit(cast.hasan)
    hours = {"weekdays": ["5"], "opens": "09:00", "closes": "12:00"}

    head.post("/jaga/jam", hours)
    row = StaffedHours.get()
    assert (row.office_id, row.weekday) == (cast.banua.id, 5)
    assert visit(cast.eko).post(f"/jaga/jam/{row.key}/hapus").status_code == 404
    assert visit(cast.ningsih).post(f"/jaga/jam/{row.key}/hapus").status_code == 404
    head.post(f"/jaga/jam/{row.key}/hapus")

    assert not StaffedHours.select().exists()


def test_working_hours_are_taken_in_one_press(visit, cast):
    visit(cast.hasan).post("/jaga/jam/kantor")

    assert queries.is_staffed(cast.banua.id, NOON)


def test_an_officer_promises_no_hours(visit, cast):
    reply = visit(cast.ningsih).post("/jaga/jam", {"weekdays": ["5"]})

    assert reply.status_code == 403


WRONG_HOURS = {
    "no weekday": {"weekdays": []},
    "over midnight": {"opens": "22:00", "closes": "06:00"},
    "no time": {"opens": "", "closes": "x"},
    "days reversed": {"from_on": "2026-12-02", "until_on": "2026-12-01"},
}


@pytest.mark.parametrize("change", WRONG_HOURS.values(), ids=WRONG_HOURS)
def test_wrong_hours_come_back(visit, cast, change):
    hours = {"weekdays": ["5"], "opens": "09:00", "closes": "12:00", **change}

    reply = visit(cast.hasan).post("/jaga/jam", hours)

    assert reply.status_code == 422
    assert not StaffedHours.select().exists()


def test_the_evening_ends_at_midnight(visit, cast):
    visit(cast.hasan).post("/jaga/jam", {"weekdays": ["2"], "opens": "20:00", "closes": "00:00"})

    assert queries.is_staffed(cast.banua.id, at(cast.banua, 23, 59))
    assert not queries.is_staffed(cast.banua.id, at(cast.banua, 0, day=TODAY + DAY))


def test_an_officer_plans_shifts_once(visit, cast):
    officer = visit(cast.ningsih)

    officer.post("/jaga/giliran", shifts_wanted(cast))
    officer.post("/jaga/giliran", shifts_wanted(cast))

    assert Shift.select().count() == 8  # two officers on two days of two weeks
    assert "Opik Contoh" in officer.get("/jaga/giliran").text


WRONG_SHIFTS = {
    "nobody": {"first_officer": ""},
    "twice the same": {"second_officer": "first"},
    "no weekday": {"weekdays": []},
    "same times": {"closes": "08:00"},
    "too long": {"weeks": "99"},
    "no number": {"weeks": "x"},
    "no day": {"first": ""},
    "somebody of another office": {"second_officer": "elsewhere"},
    "an unheard of pace": {"every": "9"},
}


@pytest.mark.parametrize("change", WRONG_SHIFTS.values(), ids=WRONG_SHIFTS)
def test_wrong_shifts_come_back_with_what_was_written(visit, cast, change):
    keys = {"first": cast.ningsih.key, "elsewhere": cast.dewi.key}
    if chosen := keys.get(change.get("second_officer", "")):
        change = {"second_officer": chosen}

    reply = visit(cast.ningsih).post("/jaga/giliran", shifts_wanted(cast, **change))

    assert reply.status_code == 422
    assert 'value="16:00"' in reply.text or "closes" in change
    assert not Shift.select().exists()


def test_only_the_head_and_oneself_take_a_shift_away(visit, cast):
    plan(cast.banua, cast.ningsih, first=TODAY + DAY, weekdays=(3, 4))
    one, other = Shift.select()

    for who in (cast.opik, cast.eko, cast.dewi):
        assert visit(who).post(f"/jaga/giliran/{one.key}/hapus").status_code == 404
    visit(cast.ningsih).post(f"/jaga/giliran/{one.key}/hapus")
    visit(cast.hasan).post(f"/jaga/giliran/{other.key}/hapus")

    assert not Shift.select().exists()


def test_an_officer_is_away_and_somebody_stands_in(visit, cast):
    officer = visit(cast.ningsih)
    days = {"from_on": "2026-11-19", "until_on": "2026-11-20"}
    wanted = {"token": "t", "person": cast.ningsih.key, "stand_in": cast.hasan.key, **days}

    officer.post("/jaga/berhalangan", wanted)
    again = officer.post("/jaga/berhalangan", {**wanted, "token": "u"})

    page = officer.get("/jaga/berhalangan").text
    assert "19 November 2026 – 20 November 2026" in page
    assert "pengganti: Hasan Contoh" in page
    assert again.status_code == 422
    assert Absence.select().count() == 1


def test_an_officer_notes_nobody_elses_absence(visit, cast):
    days = {"from_on": "2026-11-19", "until_on": "2026-11-20"}
    wanted = {"token": "t", "person": cast.opik.key, "stand_in": "", **days}

    assert visit(cast.ningsih).post("/jaga/berhalangan", wanted).status_code == 422
    assert visit(cast.hasan).post("/jaga/berhalangan", wanted).status_code == 303
    absence = Absence.get()
    assert visit(cast.ningsih).post(f"/jaga/berhalangan/{absence.key}/hapus").status_code == 404
    assert visit(cast.opik).post(f"/jaga/berhalangan/{absence.key}/hapus").status_code == 303


def test_days_in_the_wrong_order_come_back(visit, cast):
    days = {"from_on": "2026-11-20", "until_on": "2026-11-19"}
    wanted = {"token": "t", "person": cast.ningsih.key, "stand_in": "", **days}

    assert visit(cast.ningsih).post("/jaga/berhalangan", wanted).status_code == 422


def test_a_note_is_sealed_and_read_by_the_next(visit, cast):
    visit(cast.ningsih).post("/jaga/serah-terima", {"token": "t", "text": "Telepon jaga rusak."})
    visit(cast.ningsih).post("/jaga/serah-terima", {"token": "t", "text": "Telepon jaga rusak."})
    note = DutyNote.get()

    assert DutyNote.select().count() == 1
    assert "Telepon" not in note.sealed
    next_one = visit(cast.opik)
    assert "Telepon jaga rusak." in next_one.get("/jaga/jadwal").text
    next_one.post(f"/jaga/serah-terima/{note.key}/baca")
    assert "dibaca Opik Contoh" in visit(cast.ningsih).get("/jaga/jadwal").text
    assert visit(cast.dewi).post(f"/jaga/serah-terima/{note.key}/baca").status_code == 404
    assert "Telepon" not in visit(cast.dewi).get("/jaga/jadwal").text


def test_an_empty_note_comes_back(visit, cast):
    reply = visit(cast.ningsih).post("/jaga/serah-terima", {"token": "t", "text": " "})

    assert reply.status_code == 422


def test_a_head_plans_national_duty_of_the_own_officers_alone(visit, cast):
    head = visit(cast.hasan)

    assert head.post("/jaga/nasional", shifts_wanted(cast)).status_code == 303
    assert visit(cast.ningsih).post("/jaga/nasional", shifts_wanted(cast)).status_code == 403
    assert visit(cast.eko).post("/jaga/nasional", shifts_wanted(cast)).status_code == 422

    assert queries.on_duty(None, NOON) == [cast.ningsih.id, cast.opik.id]
    assert "Ningsih Contoh" in head.get("/jaga/nasional").text


def test_the_operator_reads_how_many_and_never_who(visit, cast):
    plan(cast.banua, cast.ningsih, cast.opik, is_national=True)
    plan(cast.seberang, cast.dewi, is_national=True)

    pages = [visit(who).get("/jaga/nasional").text for who in (cast.gita, cast.eko)]

    assert all("3 orang sedang jaga nasional" in page for page in pages)
    assert not [name for name in ("Ningsih", "Opik", "Dewi") if name in pages[0]]
    assert not [name for name in ("Hasan", "Opik Contoh</b>") if name in pages[1]]
    assert visit(cast.gita).get("/jaga/jadwal").status_code == 403


def test_one_with_two_offices_plans_for_the_one_they_are_in(visit, cast):
    give_role(cast.dewi, cast.banua.id, Role.OFFICER, NOON)
    away(cast.banua, cast.ningsih, cast.dewi)

    assert queries.on_duty(cast.banua.id, NOON) == [cast.dewi.id, cast.opik.id]
    assert "Ningsih" not in visit(cast.eko).get("/jaga/berhalangan").text
