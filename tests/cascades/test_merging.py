"""Two reports of one teaching become one, and two again: nothing that hangs on them is lost."""

import pytest

from mori.cascades.confirming.operations import confirm_teaching
from mori.cascades.figures.queries import figures_in, taught_in
from mori.cascades.figures.rules import figures_by_cut
from mori.cascades.merging.operations import merge_reports, undo_merge
from mori.cascades.merging.queries import last_merge_into, likely_doubles
from mori.cascades.models import CascadeFigure, Learner, Teaching
from mori.cascades.queries import (
    co_teachers_of,
    evidence_facts,
    learners_of,
    teaching_by_code,
    teaching_by_id,
)
from mori.core.errors import Refused
from tests.cast import NOON

from .making import make_member, make_training, taught

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def people(cast):
    return [make_member(cast.banua, f"{name} Umpama") for name in ("Lilih", "Dewi", "Fauzi")]


@pytest.fixture
def training(cast, people):
    return make_training(cast.banua, *people)


@pytest.fixture
def both(people, training):
    """Two reports of one afternoon, each with something taught on from it."""
    lilih, dewi, fauzi = people
    kept, merged = taught(lilih, training, headcount=20), taught(dewi, training, headcount=22)
    taught(fauzi, taught(fauzi, merged, headcount=9), headcount=4)
    return teaching_by_id(kept.id), teaching_by_id(merged.id)


def merged(both, cast):
    kept, other = both
    merge_reports(kept, other, (kept.revision, other.revision), cast.wati.id, NOON)
    return last_merge_into(kept.id)


def shape(training):
    """All that a tree is: places, levels, people and figures."""
    rows = Teaching.select().where(Teaching.training == training.id).order_by(Teaching.id)
    figures = CascadeFigure.select().where(CascadeFigure.training == training.id)
    return (
        [(each.id, each.path, each.level, each.merged_into_id, each.evidence) for each in rows],
        [(each.id, [one.id for one in co_teachers_of(each.id)]) for each in rows],
        sorted(Learner.select(Learner.teaching, Learner.member).tuples()),
        {(each.evidence, each.level, each.region_id): figures_in(each) for each in figures},
    )


def test_the_tree_is_hung_anew_and_back_again(cast, both, training, people):
    before = shape(training)
    kept, other = both

    merge = merged(both, cast)

    below = Teaching.select().where(Teaching.source_teaching == other.id).get()
    assert below.path.startswith(kept.path)
    assert Teaching.get(Teaching.source_teaching == below.id).path.startswith(below.path)
    assert [each.id for each in co_teachers_of(kept.id)] == [people[1].id]
    assert [each.member_id for each in learners_of(kept.id)] == [people[2].id]
    assert teaching_by_code(other.code).id == kept.id
    assert shape(training)[3] == {
        (cut.evidence, cut.level, cut.region_id or None): figures
        for cut, figures in figures_by_cut(taught_in(training.id)).items()
    }
    assert len(taught_in(training.id)) == 3

    undo_merge(merge, cast.wati.id, NOON)
    undo_merge(merge, cast.wati.id, NOON)  # sent twice

    assert shape(training) == before


def test_a_phone_that_confirmed_both_counts_once(cast, both):
    kept, other = both
    for each in both:
        confirm_teaching(each, "one phone", (), each.on)

    merged(both, cast)

    assert evidence_facts(kept.id)[0] == 1


def test_only_what_may_be_the_same_is_merged(cast, people, training, both):
    lilih, dewi, _fauzi = people
    kept, other = both
    elsewhere = taught(dewi, make_training(cast.banua, dewi, name="Kelas Lain"))
    later = taught(lilih, training, days=8)
    drafted = Teaching.select().where(Teaching.id == other.id).get()

    assert [each.id for each in likely_doubles(kept)] == [other.id]
    for each in (elsewhere, later):
        with pytest.raises(Refused):
            merge_reports(kept, each, (kept.revision, each.revision), cast.wati.id, NOON)
    with pytest.raises(Refused):
        merge_reports(kept, drafted, (kept.revision, 99), cast.wati.id, NOON)
    assert last_merge_into(kept.id) is None


def test_a_coordinator_merges_and_undoes_on_the_page(cast, both, visit):
    kept, other = both
    browser = visit(cast.wati)
    page = browser.get(f"/pengajaran/laporan/{kept.key}").text
    browser.get(f"/pengajaran/laporan/{kept.key}/sama?dengan={other.key}")
    seen = {"seen": kept.revision, "other": other.key, "other_seen": other.revision}

    done = browser.post(f"/pengajaran/laporan/{kept.key}/sama", data=seen)
    merge = last_merge_into(kept.id)
    history = browser.get(f"/pengajaran/laporan/{kept.key}").text.partition("Riwayat")[2]

    assert "Laporan lain digabung ke sini" in history
    assert f">{other.key}<" not in history  # which says nothing to anybody
    assert f"dengan={other.key}" in page
    assert done.status_code == 303
    assert browser.get(f"/pengajaran/laporan/{other.key}").location.endswith(kept.key)
    assert visit(cast.citra).post(f"/pengajaran/gabungan/{merge.key}/urungkan").status_code == 404
    assert visit(cast.hasan).post(f"/pengajaran/gabungan/{merge.key}/urungkan").status_code == 404
    browser.post(f"/pengajaran/gabungan/{merge.key}/urungkan")
    assert teaching_by_id(other.id).merged_into_id is None
