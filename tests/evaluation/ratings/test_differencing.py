"""Whoever compares all that is shown, at any time, learns nothing of fewer than five.

Interns rate, change their minds and end up in batches in any order. After each step everything
that people of the office can open is looked at, and once more in a world that differs only in
what must not be seen.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mori.core.db import db
from mori.evaluation.ratings import operations, queries
from mori.evaluation.ratings.models import Rating, RatingAnswer
from mori.evaluation.ratings.rules import About
from tests.cast import NOON

from .rating import leavers, say

pytestmark = [pytest.mark.usefixtures("noon"), pytest.mark.once]

ADDRESS = "/penilaian/umpan-balik"
INTERNS = 8  # in each of two units, all under Rina: groups that overlap
saying = st.tuples(
    st.integers(0, 2 * INTERNS - 1),
    st.sampled_from(About),
    st.integers(1, 5),
    st.sampled_from(["", "Baik.", "Kurang jelas."]),
)
# Enough of them at once that batches come about, then a few more, as often as three times.
rounds = st.lists(st.lists(saying, min_size=12, max_size=30), min_size=1, max_size=3)


@contextmanager
def undone() -> Iterator[None]:
    with db.atomic() as transaction:
        yield
        transaction.rollback()


@pytest.fixture
def everything(visit, cast, same_page):
    """All that anybody of the office can open of ratings."""
    readers = [visit(person) for person in (cast.wati, cast.hasan)]
    supervisors = [visit(person) for person in (cast.rina, cast.budi)]
    about = [cast.pvl, cast.pencegahan, cast.rina, cast.budi]

    def look() -> list[str]:
        pages = [ADDRESS, *(f"{ADDRESS}?tentang={each.key}" for each in about)]
        seen = [same_page(reader.get(path).text) for reader in readers[:1] for path in pages]
        seen += [reader.get(f"{ADDRESS}.csv").text for reader in readers]
        return seen + [same_page(each.get(f"{ADDRESS}/saya").text) for each in supervisors]

    return look


def waiting():
    return list(Rating.select().where(Rating.is_shown == False).order_by(Rating.id))  # noqa: E712


def say_otherwise() -> None:
    """Everybody who waits says the opposite, or never answered."""
    for number, rating in enumerate(waiting()):
        mine = RatingAnswer.rating == rating.id
        if number % 2:
            RatingAnswer.delete().where(mine).execute()
            Rating.delete().where(Rating.id == rating.id).execute()
        else:
            RatingAnswer.update(value=6 - RatingAnswer.value).where(mine).execute()
            Rating.update(words="Lain.").where(Rating.id == rating.id).execute()


def swap() -> None:
    """Among those who wait for one batch each says what another one said."""
    groups: dict[object, list[Rating]] = {}
    for rating in waiting():
        groups.setdefault(rating.about, []).append(rating)
    for ratings in groups.values():
        said = [(list(queries.answers_of([each.id])), each.words) for each in ratings]
        for rating, (answers, words) in zip(ratings, said[1:] + said[:1], strict=True):
            for answer in answers:
                mine = (RatingAnswer.rating == rating.id) & (
                    RatingAnswer.question == answer.question
                )
                RatingAnswer.update(value=answer.value).where(mine).execute()
            Rating.update(words=words).where(Rating.id == rating.id).execute()


def lines(seen: list[str]) -> set[tuple[str, ...]]:
    """Subject, number of the batch, size, statement and mean, of the coordinator's table."""
    table = next(text for text in seen if text.startswith("\ufeff"))
    return {tuple(line) for line in list(csv.reader(table.splitlines()))[1:]}


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],  # a smaller example would take minutes to find
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rounds)
def test_what_waits_and_who_said_what_is_never_to_be_seen(cast, everything, rounds):
    with undone():
        interns = leavers(cast, INTERNS) + leavers(cast, INTERNS, cast.pencegahan)
        before = everything()
        for said in rounds:
            for who, about, mark, words in said:
                if queries.rating_of(interns[who].id, subject_of(interns[who], about)) is None:
                    say(interns[who], (mark, 6 - mark, mark, 3), words, about)
            assert everything() == before  # until a batch is made nothing changes
            with undone():
                swap()
                operations.show_ratings(NOON)
                swapped = everything()

            operations.show_ratings(NOON)

            shown = everything()
            assert shown == swapped
            with undone():
                say_otherwise()
                assert everything() == shown
            assert lines(before) <= lines(shown)
            assert all(int(size) >= 5 for _, _, _, size, *_ in lines(shown))
            require_each_once(cast)
            before = shown


def subject_of(placement, about):
    return next(each for each in queries.subjects_of(placement) if each.about is about)


def require_each_once(cast) -> None:
    """No rating is in two batches: as many are shown as batches have members."""
    in_batches: Counter[object] = Counter()
    for batch in queries.batches_in(cast.banua.id):
        in_batches[batch.subject.about, batch.subject.id] += batch.size
    shown = Rating.select().where(Rating.is_shown == True)  # noqa: E712
    assert in_batches == Counter(each.about for each in shown)
