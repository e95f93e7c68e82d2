"""On the tenth working day intern and supervisor are asked five facts, once, and never again."""

import datetime as dt

import pytest

from mori.attendance.models import Attendance
from mori.core.workdays import DAY
from mori.guidance.pulse.models import PulseAnswer
from mori.guidance.pulse.rules import Facts, Question, Said, Side, window_in
from mori.offices.operations import add_holiday
from mori.placements.models import Placement, UnitSpan
from tests.cast import NOON, TODAY
from tests.guidance.pulse.asking import FINE, OPEN_ON, PAID, answer

pytestmark = pytest.mark.usefixtures("noon")

ASKED = "Sepuluh hari kerja"


def days_from(day: dt.date) -> list[dt.date]:
    return [each for n in range(60) if (each := day + n * DAY).weekday() < 5]


def test_it_is_asked_from_the_tenth_working_day_for_five():
    window = window_in(days_from(dt.date(2026, 11, 2)))

    assert (window.first, window.last) == (dt.date(2026, 11, 13), dt.date(2026, 11, 19))


def test_a_placement_of_nine_working_days_is_not_asked():
    days = days_from(dt.date(2026, 11, 2))

    assert window_in(days[:9]) is None
    assert window_in(days[:10]) == (days[9], days[9])


@pytest.mark.parametrize(
    ("day", "is_asked"),
    [
        (OPEN_ON - DAY, False),
        (OPEN_ON, True),
        (dt.date(2026, 11, 19), True),
        (dt.date(2026, 11, 20), False),
    ],
)
def test_it_stands_where_both_begin_while_it_is_asked(visit, cast, noon, day, is_asked):
    noon.move_to(NOON + (day - TODAY))

    assert (ASKED in visit(cast.sari).get("/").text) is is_asked
    assert (ASKED in visit(cast.rina).get("/tinjau").text) is is_asked
    assert "Sari Contoh" not in visit(cast.budi).get("/tinjau").text  # who stands in is not asked
    own = visit(cast.sari).get("/hari-kesepuluh").text
    assert ("<fieldset" in own) is is_asked


def test_a_holiday_of_the_office_shifts_it(visit, cast, noon):
    noon.move_to(NOON + (OPEN_ON - TODAY))
    add_holiday(cast.banua.id, dt.date(2026, 11, 10), "Libur", "local")

    assert ASKED not in visit(cast.sari).get("/").text

    noon.move_to(NOON + (OPEN_ON + 3 * DAY - TODAY))
    assert ASKED in visit(cast.sari).get("/").text


def test_an_own_day_away_shifts_nothing(visit, cast, noon):
    noon.move_to(NOON + (OPEN_ON - TODAY))
    about = {"placement": cast.placement, "person": cast.sari, "office": cast.banua}
    Attendance.create(day=dt.date(2026, 11, 10), kind="sick", **about)

    assert ASKED in visit(cast.sari).get("/").text


def test_the_intern_reads_who_reads_it_before_answering(visit, cast):
    page = visit(cast.sari).get("/hari-kesepuluh").text

    before, _form = page.split("<fieldset", 1)
    assert "Wati Contoh di kantormu" in before
    assert "Hasan" not in before
    assert "juga tidak tahu apakah kamu menjawab" in before
    assert "Tombol Merah" in before
    assert all(str(each.value) in page for each in Question)


def test_both_are_asked_the_same_five(visit, cast):
    own = visit(cast.sari).get("/hari-kesepuluh").text
    about = visit(cast.rina).get(f"/tinjau/hari-kesepuluh/{cast.placement.key}").text

    def legends(page: str) -> list[str]:
        return [part.split("</legend>")[0] for part in page.split("<legend>")[1:]]

    assert legends(own) == legends(about)
    assert len(legends(own)) == 5


def test_both_answer_and_are_not_asked_again(visit, cast):
    reply = visit(cast.sari).post("/hari-kesepuluh", {**FINE, "words": "Baik."})
    assert reply.status_code == 303
    path = f"/tinjau/hari-kesepuluh/{cast.placement.key}"
    assert visit(cast.rina).post(path, FINE).status_code == 303

    said = {each.side: (each.person_id, each.words) for each in PulseAnswer.select()}
    assert said == {Side.INTERN: (cast.sari.id, "Baik."), Side.SUPERVISOR: (cast.rina.id, "")}
    assert ASKED not in visit(cast.sari).get("/").text
    assert ASKED not in visit(cast.rina).get("/tinjau").text
    assert "Baik." in visit(cast.sari).get("/hari-kesepuluh").text
    assert visit(cast.rina).get(path).status_code == 200


@pytest.mark.parametrize("left_out", list(FINE))
def test_an_answer_left_out_comes_back_with_the_others(visit, cast, left_out):
    said = {name: each for name, each in FINE.items() if name != left_out}

    for browser, path in (
        (visit(cast.sari), "/hari-kesepuluh"),
        (visit(cast.rina), f"/tinjau/hari-kesepuluh/{cast.placement.key}"),
    ):
        reply = browser.post(path, {**said, "words": "Sudah kutulis."})

        assert reply.status_code == 422
        assert reply.text.count(" checked") == 4
        assert "Sudah kutulis." in reply.text
    assert PulseAnswer.select().count() == 0


def test_the_same_twice_is_one_and_something_else_is_refused(visit, cast):
    browser = visit(cast.sari)

    assert [browser.post("/hari-kesepuluh", FINE).status_code for _ in range(2)] == [303, 303]
    assert browser.post("/hari-kesepuluh", PAID).status_code == 409
    assert PulseAnswer.get().paid == Said.NO


def test_too_late_is_said(visit, cast, noon):
    noon.move_to(NOON + 2 * DAY)

    reply = visit(cast.sari).post("/hari-kesepuluh", FINE)

    assert reply.status_code == 409
    assert PulseAnswer.select().count() == 0


def test_unanswered_it_disappears_and_lowers_nothing(visit, cast, noon):
    noon.move_to(NOON + 2 * DAY)

    assert ASKED not in visit(cast.sari).get("/").text
    assert "Tidak sesuai kesepakatan" not in visit(cast.wati).get("/tertunda").text
    assert PulseAnswer.select().count() == 0


@pytest.mark.parametrize("state", ["paused", "finished", "withdrawn"])
def test_nobody_is_asked_while_it_does_not_run(visit, cast, state):
    Placement.update(state=state).where(Placement.id == cast.placement.id).execute()

    assert ASKED not in visit(cast.sari).get("/").text
    assert "Sari Contoh" not in visit(cast.rina).get("/tinjau").text


def test_only_who_supervised_the_tenth_day_is_asked(visit, cast):
    UnitSpan.update(ends_on=OPEN_ON - DAY).where(UnitSpan.placement == cast.placement.id).execute()
    UnitSpan.create(
        placement=cast.placement,
        unit=cast.pencegahan,
        position=1,
        starts_on=OPEN_ON,
        ends_on=cast.placement.ends_on,
        supervisor=cast.budi,
    )
    path = f"/tinjau/hari-kesepuluh/{cast.placement.key}"

    assert visit(cast.rina).get(path).status_code == 404
    assert visit(cast.rina).post(path, FINE).status_code == 404
    assert visit(cast.budi).get(path).status_code == 200
    assert PulseAnswer.select().count() == 0


def test_without_a_placement_nothing_is_asked(visit, cast):
    Placement.update(starts_on=TODAY + 60 * DAY).where(Placement.id == cast.placement.id).execute()

    assert "Sekarang tidak ada pertanyaan" in visit(cast.sari).get("/hari-kesepuluh").text
    assert visit(cast.sari).post("/hari-kesepuluh", FINE).status_code == 409


def test_which_answers_have_to_be_seen_to():
    def alarming(**said: str) -> list[Question]:
        return Facts(**{name: Said(each) for name, each in {**FINE, **said}.items()}).alarming

    assert alarming() == []
    assert alarming(paid="yes") == [Question.PAID]
    assert alarming(work="no") == [Question.WORK]
    assert alarming(place="no") == [Question.PLACE]
    assert alarming(instructions="no", hours="no") == []
    assert alarming(**dict.fromkeys(FINE, "unknown")) == []


def test_those_it_does_not_concern_find_nothing(visit, cast):
    answer(cast.placement, PAID)

    for who in (cast.sari, cast.tono, cast.rina, cast.budi, cast.ningsih, cast.hasan, cast.citra):
        path = f"/peserta/{cast.placement.key}/hari-kesepuluh"
        assert visit(who).get(path).status_code in (403, 404), who.name
        assert visit(who).post(path, {"words": "x"}).status_code in (403, 404), who.name
