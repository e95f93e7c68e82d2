"""An intern who leaves says how unit and supervisor were; it is theirs to change until shown."""

import re

import pytest

from mori.core.clock import now
from mori.core.workdays import DAY
from mori.evaluation.ratings import operations, queries
from mori.evaluation.ratings.models import Rating, RatingAnswer, RatingWords
from mori.evaluation.ratings.rules import (
    ENOUGH,
    About,
    Question,
    in_no_order,
    is_rating_open,
    questions_about,
)
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from tests.cast import NOON, TODAY

from .rating import ended, leavers, say

pytestmark = pytest.mark.usefixtures("noon")

ADDRESS = "/saya/umpan-balik"


def form_for(subject_key, marks=(1, 2, 3, 4), about=About.UNIT, words="Ramai."):
    asked = [each.value for each in questions_about(about)]
    return {"subject": subject_key, "words": words, **dict(zip(asked, marks, strict=True))}


def marks_of(rating):
    """In the order in which they are asked."""
    said = {each.question: each.value for each in queries.answers_of([rating.id])}
    return [said[question] for question in questions_about(About.UNIT)]


@pytest.mark.parametrize(
    ("days", "is_open"), [(-1, False), (0, True), (1, True), (30, True), (31, False)]
)
def test_it_is_offered_from_the_last_day_for_a_month(days, is_open):
    assert is_rating_open(TODAY, TODAY + days * DAY) is is_open


def test_each_question_is_about_one_of_both():
    assert [len(questions_about(about)) for about in About] == [4, 4]
    assert len(Question) == 8


def test_words_stand_by_themselves():
    assert in_no_order(["b", "", "A", "c"]) == ["A", "b", "c"]


def test_on_the_last_day_unit_and_supervisor_can_be_rated(visit, cast):
    placement, sari = ended(cast.placement), visit(cast.sari)

    page = sari.get(ADDRESS).text
    form = sari.get(f"{ADDRESS}?tentang={cast.pvl.key}").text
    reply = sari.post(ADDRESS, form_for(cast.pvl.key))

    assert cast.pvl.name in page
    assert cast.rina.name in page
    assert "Sertifikat dan penilaianmu tidak bergantung" in page
    assert form.count('type="radio"') == 20
    assert reply.status_code == 303
    rating = Rating.get(Rating.placement == placement)
    assert (rating.unit_id, rating.words, rating.is_shown) == (cast.pvl.id, "Ramai.", False)
    assert marks_of(rating) == [1, 2, 3, 4]


def test_the_start_page_offers_it_while_it_may_be_given(visit, cast):
    before = visit(cast.sari).get("/").text
    ended(cast.placement)
    on_the_day = visit(cast.sari).get("/").text
    ended(cast.placement, TODAY - 10 * DAY)
    Placement.update(state=PlacementState.FINISHED).where(
        Placement.id == cast.placement.id
    ).execute()
    after = visit(cast.sari).get("/").text
    ended(cast.placement, TODAY - 31 * DAY)
    too_late = visit(cast.sari).get("/").text

    assert [ADDRESS in page for page in (before, on_the_day, after, too_late)] == [
        False,
        True,
        True,
        False,
    ]


def test_before_the_last_day_there_is_nothing_to_rate(visit, cast):
    sari = visit(cast.sari)

    page = sari.get(f"{ADDRESS}?tentang={cast.pvl.key}").text
    reply = sari.post(ADDRESS, form_for(cast.pvl.key))

    assert "Sejak hari terakhir magang" in page
    assert reply.status_code == 303
    assert not Rating.select().exists()


def test_another_unit_than_ones_own_cannot_be_rated(visit, cast):
    ended(cast.placement)

    visit(cast.sari).post(ADDRESS, form_for(cast.pencegahan.key))

    assert not Rating.select().exists()


def test_an_unanswered_question_is_asked_again_and_the_rest_is_kept(visit, cast):
    ended(cast.placement)
    form = form_for(cast.pvl.key)
    del form["place"]

    reply = visit(cast.sari).post(ADDRESS, form)

    assert reply.status_code == 422
    assert "Pilih angka 1 sampai 5." in reply.text
    assert "Ramai." in reply.text
    assert reply.text.count(" checked") == 3


@pytest.mark.parametrize("mark", ["0", "6", "x", "1.5"])
def test_a_mark_off_the_scale_is_refused(visit, cast, mark):
    ended(cast.placement)

    reply = visit(cast.sari).post(ADDRESS, {**form_for(cast.pvl.key), "place": mark})

    assert reply.status_code == 422
    assert not Rating.select().exists()


def test_sent_twice_it_is_one_and_changed_it_is_the_other(visit, cast):
    ended(cast.placement)
    sari = visit(cast.sari)
    sari.post(ADDRESS, form_for(cast.pvl.key))
    sari.post(ADDRESS, form_for(cast.pvl.key))

    sari.post(ADDRESS, form_for(cast.pvl.key, (5, 5, 5, 5), words=""))

    form = sari.get(f"{ADDRESS}?tentang={cast.pvl.key}").text
    assert Rating.select().count() == 1
    assert RatingAnswer.select().count() == 4
    assert len(re.findall(r'value="5" checked', form)) == 4
    assert "Ramai." not in form


def test_what_was_said_can_be_changed_when_the_month_is_over_as_long_as_it_waits(visit, cast):
    placement = ended(cast.placement)
    say(placement)
    ended(placement, TODAY - 60 * DAY)
    sari = visit(cast.sari)

    sari.post(ADDRESS, form_for(cast.pvl.key))

    assert marks_of(Rating.get()) == [1, 2, 3, 4]
    assert cast.rina.name not in sari.get(ADDRESS).text.split("<main")[1]


def test_once_shown_it_cannot_be_changed_and_says_so(visit, cast):
    placement = ended(cast.placement)
    for each in [placement, *leavers(cast, 4)]:
        say(each, words="Kata.")
    operations.show_ratings(NOON)
    sari = visit(cast.sari)

    page = sari.get(ADDRESS).text
    reply = sari.post(ADDRESS, form_for(cast.pvl.key))

    assert "Sudah ditampilkan bersama yang lain." in page
    assert f"tentang={cast.pvl.key}" not in page
    assert reply.status_code == 422
    assert "tidak bisa diubah lagi" in reply.text
    assert not RatingAnswer.select().exists()


def test_once_shown_nothing_says_who_said_what(cast):
    placements = leavers(cast, 5)
    for number, each in enumerate(placements, 1):
        say(each, (number,) * 4, f"Kata {number}")

    operations.show_ratings(NOON)

    assert not RatingAnswer.select().exists()
    assert {each.words for each in Rating.select()} == {""}
    assert RatingWords.select().count() == 5
    assert not {"placement", "rating", "person"} & set(RatingWords._meta.fields)


@pytest.mark.parametrize(("number", "sizes"), [(4, []), (5, [5]), (9, [9])])
def test_five_are_shown_and_fewer_wait(cast, number, sizes):
    for each in leavers(cast, number):
        say(each)

    operations.show_ratings(NOON)

    assert [batch.size for batch in queries.batches_in(cast.banua.id)] == sizes


def test_what_comes_after_a_batch_waits_for_five_of_its_own(cast):
    for each in leavers(cast, ENOUGH):
        say(each, (5, 5, 5, 5))
    operations.show_ratings(NOON)
    for each in leavers(cast, ENOUGH - 1):
        say(each, (1, 1, 1, 1))

    operations.show_ratings(NOON)
    four_more = queries.batches_in(cast.banua.id)
    say(leavers(cast, 1)[0], (1, 1, 1, 1))
    operations.show_ratings(NOON)

    assert [batch.size for batch in four_more] == [5]
    assert [
        (batch.number, batch.size, batch.mean(Question.PLACE))
        for batch in queries.batches_in(cast.banua.id)
    ] == [(1, 5, 500), (2, 5, 100)]


def test_five_of_two_units_are_not_five(cast):
    for each in leavers(cast, 3):
        say(each)
    for each in leavers(cast, 2, unit=cast.pencegahan):
        say(each)

    operations.show_ratings(NOON)

    assert not queries.batches_in(cast.banua.id)


def test_the_job_comes_round_once_a_week(app):
    from mori.config import Settings
    from mori.evaluation.jobs import jobs

    (job,) = jobs(Settings())
    begun = now()

    due = [len(list(job(begun + n * DAY))) for n in range(14)]

    assert sum(due) in (2, 3)
    assert due[0] == 1
