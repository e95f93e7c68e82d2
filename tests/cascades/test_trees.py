"""Who taught whom: levels, figures, and what happens to them when a report changes."""

import pytest

from mori.cascades.checking.operations import check_report, return_report, say_who
from mori.cascades.figures.queries import (
    figures_by_region,
    figures_in,
    figures_of_training,
    taught_in,
)
from mori.cascades.figures.rules import figures_by_cut
from mori.cascades.models import CascadeFigure, Learner, Teaching
from mori.cascades.queries import learners_of, teaching_by_id
from mori.cascades.reporting.operations import (
    change_report,
    draft_report,
    send_report,
    withdraw_report,
)
from mori.cascades.rules import EvidenceLevel
from mori.cascades.trees.queries import tree_rows
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.institutions.queries import region_by_code
from tests.cast import NOON

from .making import PLACES, draft, make_member, make_training, report_of, taught

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def lilih(cast):
    return make_member(cast.banua, "Lilih Umpama")


@pytest.fixture
def dewi(cast):
    return make_member(cast.banua, "Dewi Umpama")


@pytest.fixture
def training(cast, lilih):
    return make_training(cast.banua, lilih)


def five(training, evidence=EvidenceLevel.SAID):
    rows = figures_of_training(training.id, evidence)
    whole = [each for each in rows if not each.level and not each.region_id]
    return figures_in(whole[0]).five if whole else None


def kept(training):
    """What is kept of a tree's figures, by what they are of."""
    rows = CascadeFigure.select().where(CascadeFigure.training == training.id)
    return {(each.evidence, each.level, each.region_id or 0): figures_in(each) for each in rows}


def test_a_teaching_from_a_teaching_from_the_training_is_of_level_three(lilih, dewi, training):
    first = taught(lilih, training)

    second = taught(dewi, first)

    assert [first.level, second.level] == [2, 3]
    assert second.path.startswith(first.path)
    assert second.training_id == training.id
    assert [row.lead for row in tree_rows(training.id)] == [lilih.name, dewi.name]
    assert [each.member_id for each in learners_of(first.id)] == [dewi.id]  # she was there


def test_thirty_twice_of_the_same_crowd_are_thirty_people(lilih, training):
    first = taught(lilih, training)

    taught(lilih, training, days=9, same_crowd_as=first)

    assert five(training) == (2, 60, 0, 30, 30)


def test_a_draft_a_returned_and_a_withdrawn_report_count_nowhere(cast, lilih, training):
    draft(lilih, training)
    returned, withdrawn = taught(lilih, training, days=6), taught(lilih, training, days=7)
    counted = five(training)
    return_report(returned, returned.revision, "Kurang jelas.", cast.wati.id, NOON)
    withdraw_report(withdrawn, withdrawn.revision, NOON)

    assert counted == (2, 60, 0, 30, 60)
    assert five(training) is None

    send_report(returned, teaching_by_id(returned.id).revision, NOON)
    assert five(training) == (1, 30, 0, 30, 30)


def test_figures_kept_are_those_counted_anew(cast, lilih, dewi, training):
    first = taught(lilih, training, headcount=31, learners=("Siti Misal", "Udin Misal"))
    second = taught(dewi, first, place=1, headcount=18)
    taught(dewi, first, days=8, headcount=12, same_crowd_as=second)
    check_report(second, second.revision, cast.wati.id, NOON)
    learner = Learner.get(Learner.teaching == first.id, Learner.name == "Siti Misal")
    say_who(learner, make_member(cast.banua, "Siti Misal"), cast.wati.id, NOON)

    found = kept(training)

    assert found == {
        (cut.evidence, cut.level, cut.region_id): figures
        for cut, figures in figures_by_cut(taught_in(training.id)).items()
    }
    assert five(training) == (3, 61, 2, 31, 2 + 29 + 18)
    assert five(training, EvidenceLevel.CHECKED) == (1, 18, 0, 18, 18)


def test_an_office_counts_whom_two_trainings_know_once(cast, lilih, dewi, training):
    other = make_training(cast.banua, lilih, name="Kelas Lain")
    foreign = make_training(cast.seberang)
    for source in (training, other):
        taught(dewi, taught(lilih, source, headcount=10), headcount=5)
    taught(make_member(cast.seberang, "Joko Umpama"), foreign)

    figures, names = figures_by_region(cast.banua.id, EvidenceLevel.SAID)

    place = region_by_code(PLACES[0])
    assert figures[None].five == (4, 30, 1, 10, 1 + 2 * (9 + 5))
    assert figures[place.id].five == figures[None].five
    assert names[place.id] == place.name


def test_what_was_taught_on_moves_along_when_a_source_is_put_right(cast, lilih, dewi, training):
    other = make_training(cast.banua, lilih, name="Kelas Lain")
    first = draft(lilih, training)
    second = taught(dewi, first)
    moved = report_of(other)

    change_report(teaching_by_id(first.id), moved, teaching_by_id(first.id).revision, NOON)

    rows = [teaching_by_id(each.id) for each in (first, second)]
    assert [each.training_id for each in rows] == [other.id, other.id]
    assert [each.level for each in rows] == [2, 3]
    assert rows[1].path.startswith(rows[0].path)
    assert five(training) is None
    assert five(other) == (1, 30, 0, 30, 30)


def test_nobody_teaches_before_they_learnt(lilih, dewi, training):
    first = taught(lilih, training)
    with pytest.raises(Refused):
        draft(lilih, training, days=-1)
    with pytest.raises(Refused):
        draft(dewi, first, days=0)

    second = draft(dewi, first, days=3)
    later = draft(lilih, second, days=2)
    fresh = teaching_by_id(second.id)

    with pytest.raises(Refused, match="taught on"):
        change_report(fresh, report_of(first, days=6), fresh.revision, NOON)
    assert teaching_by_id(second.id).on == first.on + 3 * DAY
    assert teaching_by_id(later.id).level == 4


def test_a_report_needs_heads_and_no_more_names_than_heads(lilih, training):
    uncounted = draft(lilih, training, headcount=None)
    crowded = draft(lilih, training, days=6, headcount=1, learners=("Siti Misal", "Udin Misal"))

    for each in (uncounted, crowded):
        with pytest.raises(Refused):
            send_report(each, each.revision, NOON)

    assert five(training) is None


def test_the_same_form_twice_is_one_report(lilih, training):
    made = [draft_report(lilih, report_of(training), "one token", NOON) for _ in range(2)]

    assert made[0].id == made[1].id
    assert Teaching.select().count() == 1


def test_a_crowd_of_another_training_is_refused(cast, lilih, training):
    other = taught(lilih, make_training(cast.banua, lilih, name="Kelas Lain"))

    with pytest.raises(Refused, match="another training"):
        draft(lilih, training, same_crowd_as=other)
