"""That a question was tried is kept, and no score; what was chosen is counted five by five."""

import datetime as dt

import pytest

from mori.core.clock import moment, now
from mori.core.workdays import DAY
from mori.guidebook.quizzes.models import QuizOption, QuizTick
from mori.guidebook.trying.jobs import forget_old
from mori.guidebook.trying.operations import keep_tries
from mori.guidebook.trying.queries import KEPT
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from tests.cast import NOON
from tests.guidebook.publishing import chapter, publish, published

from .asking import approve_wording, in_force, reworded

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def edition(cast):
    return published(cast)


def path_of() -> str:
    return f"/belajar/bab/{chapter().key}"


def field(wording) -> str:
    return f"soal-{wording.key}"


def test_a_try_is_kept_once_and_its_reasons_are_shown(cast, edition, visit):
    first, second, *_others = in_force(cast)
    browser = visit(cast.sari)
    before = browser.get(path_of()).text

    answers = [browser.post(path_of(), {field(first): "a"}) for _time in range(2)]
    browser.post(path_of(), {field(first): "b", field(second): "b"})

    after = browser.get(path_of()).text
    assert field(first) in before
    assert "Pemerintah daerah dan BUMN juga." not in before
    assert [each.status_code for each in answers] == [303, 303]
    assert field(first) not in after
    assert "Pemerintah daerah dan BUMN juga." in after
    ticked = [row.question_id for row in QuizTick.select().where(QuizTick.person == cast.sari)]
    assert sorted(ticked) == sorted([first.question_id, second.question_id])
    assert waiting(first) == [1, 0, 0]
    assert field(first) in visit(cast.tono).get(path_of()).text


def waiting(wording) -> list[int]:
    rows = QuizOption.select().where(QuizOption.wording == wording)
    return [row.waiting for row in rows.order_by(QuizOption.letter)]


def test_what_was_tried_is_forgotten_90_days_after_the_end(cast, edition, visit):
    first, *_others = in_force(cast)
    for person in (cast.sari, cast.tono, cast.laila):
        QuizTick.create(person=person, question=first.question_id, at=NOON)
    page = visit(cast.sari).get(path_of()).text
    assert "dihapus 90 hari sesudah magangmu berakhir" in page
    last = cast.placement.ends_on
    at = moment(last, dt.time(12), cast.banua.zone)
    Placement.update(ends_on=last + 30 * DAY).where(
        Placement.id == cast.placement_tono.id
    ).execute()
    Placement.update(state=PlacementState.WITHDRAWN, ends_on=last + 60 * DAY).where(
        Placement.id == cast.placement_laila.id
    ).execute()

    forget_old(at + KEPT - DAY)
    before = {row.person_id for row in QuizTick.select()}
    forget_old(at + KEPT)

    assert before == {cast.sari.id, cast.tono.id}
    assert [row.person_id for row in QuizTick.select()] == [cast.tono.id]
    assert waiting(first) == [0, 0, 0]


@pytest.mark.parametrize("letter", ["d", "", "ab"])
def test_what_is_not_offered_is_refused(cast, edition, visit, letter):
    first, second, *_others = in_force(cast)

    answer = visit(cast.sari).post(path_of(), {field(first): letter, field(second): "b"})

    assert answer.status_code == 422
    assert f'name="{field(second)}" value="b" checked' in answer.text
    assert visit(cast.sari).post(path_of(), {}).status_code == 422
    assert not QuizTick.select().exists()


def test_a_changed_question_and_a_new_edition_take_no_tick_away(cast, edition, visit):
    first = in_force(cast)[0]
    visit(cast.sari).post(path_of(), {field(first): "b"})
    approve_wording(cast, reworded(cast, first.question))

    publish(cast, token="again")
    late = visit(cast.tono).post(path_of(), {field(first): "b"})  # of the page before

    assert late.status_code == 303
    for person in (cast.sari, cast.tono):
        assert "1 soal sudah dicoba" in visit(person).get("/belajar").text
        page = visit(person).get(path_of()).text
        assert field(in_force(cast)[0]) not in page
        assert "Tepat: di sana dicatat." in page


def test_what_was_not_tried_is_counted_nowhere(cast, edition, visit):
    page = visit(cast.sari).get("/belajar").text

    assert path_of() in page
    assert "soal sudah dicoba" not in page
    assert path_of() not in visit(cast.rina).get("/belajar").text
    assert visit(cast.rina).get(path_of()).status_code == 303
    assert "Kantormu belum punya soal" in visit(cast.laila).get(path_of()).text


def test_choices_are_shown_five_readers_at_a_time(cast, edition, visit):
    """So that two looks at the numbers never differ by fewer than five."""
    wording = in_force(cast)[0]
    readers = [
        *(cast.sari, cast.tono, cast.rina, cast.budi, cast.wati),
        *(cast.hasan, cast.ningsih, cast.opik, cast.laila, cast.joko),
    ]
    shown = []

    for person, letter in zip(readers, "abbbbaaaaa", strict=True):
        keep_tries(person.id, {wording: letter}, now())
        page = visit(cast.wati).get(f"/naskah/bab/{chapter().key}/soal").text
        shown.append([count for count in ("dari 5", "dari 10") if f"{count} pembaca" in page])
    rows = QuizOption.select().where(QuizOption.wording == wording).order_by(QuizOption.letter)

    assert shown == [[]] * 4 + [["dari 5"]] * 5 + [["dari 10"]]
    assert [(row.counted, row.waiting) for row in rows] == [(6, 0), (4, 0), (0, 0)]
    assert "<b>6</b>" in page
    assert "Sari" not in page


def test_a_link_that_everybody_sees_leads_everybody_somewhere(cast, visit):
    """A chapter's page is the same for all; those who keep no tries come back to the books."""
    path = f"/belajar/bab/{chapter().key}"

    staff = [visit(each).get(path) for each in (cast.wati, cast.ningsih, cast.gita)]
    unknown = visit(cast.sari).get("/belajar/bab/tidakada")

    for answer in (*staff, unknown):
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith("/buku")
    assert visit().get(path).status_code == visit().get("/belajar").status_code
    assert visit(cast.sari).get(path).status_code == 200
    assert visit(cast.wati).post(path).status_code == 404
