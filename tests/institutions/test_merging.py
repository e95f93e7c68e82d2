import pytest

from mori.core.db import db
from mori.core.errors import Refused
from mori.institutions import operations, queries
from mori.institutions.merging.operations import facts_of, merge_institutions, undo_merge
from mori.institutions.merging.queries import merges_into
from mori.institutions.models import Institution, InstitutionMerge
from mori.institutions.operations import Facts, Reach, institution_for
from mori.institutions.rules import NEW, ContactRole
from mori.placements.models import Placement
from tests.cast import NOON
from tests.institutions.naming import merge, shown_names, tables
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def pair(cast):
    """The same university twice: Sari's placement under one, Tono's under the other."""
    long, short = (
        institution_for(cast.banua.id, name, "", cast.wati.id, NOON)
        for name in ("Universitas Contoh Banua", "UCB Kampus Kota")
    )
    for row, placement in ((long, cast.placement), (short, cast.placement_tono)):
        Placement.update(institution=row, institution_typed=row.name).where(
            Placement.id == placement
        ).execute()
    region = queries.region_by_code("63.71")
    facts = Facts(short.name, queries.types()[0].id, region.id, "Jalan Misal 2")
    operations.change_institution(short, facts, "UCB-KK", short.seen, cast.wati.id, NOON)
    reach = Reach(ContactRole.SATGAS, "Satgas UCB", "0811-0000-1", "", "")
    operations.add_contact(short, reach, "c", cast.wati.id, NOON)
    return long, Institution.get_by_id(short.id)


def test_placements_names_and_contacts_are_shown_under_the_one_that_stays(cast, pair):
    long, short = pair

    merge(long, short, cast.wati, address=short.address, region_id=short.region_id)

    kept = queries.institution_by_key(long.key)
    assert set(shown_names().values()) >= {"Universitas Contoh Banua"}
    assert (kept.address, kept.region.code, kept.type_id) == ("Jalan Misal 2", "63.71", None)
    assert set(queries.names_of(kept)) == {"UCB Kampus Kota", "UCB-KK"}
    assert [each.name for each in queries.contacts_of(kept)] == ["Satgas UCB"]
    assert [row.id for row in queries.institutions_of(cast.banua.id)] == [long.id]
    assert queries.those_called(cast.banua.id, "ucb-kk")[0].id == long.id


def test_undone_everything_is_exactly_as_it_was(cast, pair):
    long, short = pair
    before = tables()
    merge(long, short, cast.wati, **facts_of(short)._asdict())
    assert tables() != before

    undo_merge(InstitutionMerge.get(), cast.wati.id, NOON)

    assert tables() == before
    assert [each.verb for each in queries.events_of(long)][-2:] == ["merge", "undo"]
    assert [each.verb for each in queries.events_of(short)][-2:] == ["become", "stand"]


def test_what_came_after_the_merge_stays(cast, pair):
    long, short = pair
    merge(long, short, cast.wati, address="Jalan Misal 2", name=short.name)
    later = institution_for(cast.banua.id, "UCB-KK", "", cast.wati.id, NOON)
    kept = queries.institution_by_id(long.id)
    corrected = facts_of(kept)._replace(address="Jalan Baru 9")
    operations.change_institution(kept, corrected, "", kept.seen, cast.wati.id, NOON)

    undo_merge(InstitutionMerge.get(), cast.wati.id, NOON)

    assert later.id == long.id
    kept = queries.institution_by_id(long.id)
    assert (kept.name, kept.address) == (long.name, "Jalan Baru 9")
    assert not queries.institution_by_id(short.id).merged_into_id


def test_merged_once_more_the_later_merge_is_undone_first(cast, pair):
    long, short = pair
    third = institution_for(cast.banua.id, "Univ Contoh Banua Raya", "", cast.wati.id, NOON)
    before = tables()
    merge(short, third, cast.wati)
    merge(long, short, cast.wati)
    first, second = InstitutionMerge.select().order_by(InstitutionMerge.id)
    assert queries.institution_by_id(third.id).standing.id == long.id

    with pytest.raises(Refused):
        undo_merge(first, cast.wati.id, NOON)
    undo_merge(second, cast.wati.id, NOON)
    assert queries.institution_by_id(third.id).standing.id == short.id
    undo_merge(first, cast.wati.id, NOON)
    undo_merge(first, cast.wati.id, NOON)  # sent twice

    assert tables() == before


def test_of_two_merges_into_one_the_later_is_undone_first(cast, pair):
    long, short = pair
    third = institution_for(cast.banua.id, "Univ Contoh Banua Raya", "", cast.wati.id, NOON)
    before = tables()
    merge(long, short, cast.wati, name=short.name)
    merge(long, third, cast.wati, name=third.name)
    latest, earlier = merges_into(long)

    with pytest.raises(Refused):
        undo_merge(earlier, cast.wati.id, NOON)
    undo_merge(latest, cast.wati.id, NOON)
    undo_merge(earlier, cast.wati.id, NOON)

    assert tables() == before


def test_a_name_somebody_took_meanwhile_is_not_taken_back(cast, pair):
    long, short = pair
    merge(long, short, cast.wati, name=short.name)
    taken = institution_for(cast.banua.id, "Lain", "", cast.wati.id, NOON)
    facts = facts_of(taken)._replace(name=long.name)
    with pytest.raises(Refused):  # it is a name of the kept one still
        operations.change_institution(
            queries.institution_by_id(taken.id), facts._replace(name=short.name), "", taken.seen,
            cast.wati.id, NOON,
        )  # fmt: skip
    operations.change_institution(taken, facts, "", taken.seen, cast.wati.id, NOON)

    with pytest.raises(Refused):
        undo_merge(InstitutionMerge.get(), cast.wati.id, NOON)

    assert queries.institution_by_id(short.id).merged_into_id == long.id


def test_what_changed_since_the_page_was_shown_is_not_merged(cast, pair):
    long, short = pair
    seen = long.seen, short.seen
    operations.change_institution(
        long, facts_of(long)._replace(address="Baru"), "", long.seen, cast.wati.id, NOON
    )

    with pytest.raises(Refused):
        merge_institutions(long, short, facts_of(long), seen, cast.wati.id, NOON)

    assert not InstitutionMerge.select().exists()


def test_nothing_is_merged_with_itself(cast, pair):
    long, _short = pair

    with pytest.raises(Refused):
        merge(long, long, cast.wati)


@pytest.fixture
def two(committed):
    with db.connection_context():
        cast = committed.cast
        yield (
            cast,
            institution_for(cast.banua.id, "Univ. Contoh", "", cast.wati.id, NOON),
            institution_for(cast.banua.id, "Universitas Contoh", "", cast.wati.id, NOON),
        )


def test_of_two_merges_at_once_one_wins(two):
    cast, one, other = two
    seen = one.seen, other.seen

    def ours():
        merge_institutions(one, other, facts_of(one), seen, cast.wati.id, NOON)

    def theirs():
        merge_institutions(other, one, facts_of(other), seen[::-1], cast.wati.id, NOON)

    ends = all_at_once(ours, theirs)

    assert sorted(ends) == ["done", "refused"]
    assert InstitutionMerge.select().count() == 1
    merged = [row for row in Institution.select() if row.merged_into_id]
    assert len(merged) == 1
    assert not merged[0].standing.merged_into_id


def test_the_same_merge_twice_at_once_is_one(two):
    cast, one, other = two
    seen = one.seen, other.seen

    def do():
        merge_institutions(one, other, facts_of(one), seen, cast.wati.id, NOON)

    assert all_at_once(do, do, do) == ["done"] * 3
    assert InstitutionMerge.select().count() == 1


def test_the_same_proposal_at_once_is_one(two):
    cast, *_ = two

    def do():
        institution_for(cast.banua.id, "Akademi  Baru", f"{NEW}akademi baru", cast.wati.id, NOON)

    assert all_at_once(do, do, do) == ["done"] * 3
    assert Institution.select().where(Institution.name_folded == "akademi baru").count() == 1
