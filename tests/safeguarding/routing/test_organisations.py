"""Random organisations: whoever must not learn of it is never called, and somebody always is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mori.safeguarding.routing.rules import Caller, Officer, Rung, are_apart, eligible, route

HERE = 1
people = st.integers(1, 9)
some = st.frozensets(people, max_size=6)
officers = st.builds(
    Officer,
    person=people,
    office=st.sampled_from([HERE, HERE, 2, 3, None]),
    is_head=st.booleans(),
    unit=st.sampled_from([None, 10, 11, 12]),
    is_on_duty=st.booleans(),
    is_national=st.booleans(),
    is_reachable=st.sampled_from([True, True, True, False]),
)
callers = st.builds(
    Caller,
    office=st.sampled_from([HERE, HERE, HERE, 2, None]),
    excluded=some,
    soft=some,
    chosen=st.frozensets(people, max_size=1),
    last=st.one_of(st.none(), people),
    closed=st.frozensets(st.sampled_from([HERE, 2, 3]), max_size=2),
)


def test_invariant_4_nobody_excluded_is_called_and_somebody_always_is(pytestconfig):
    @settings(max_examples=pytestconfig.getoption("--organisations"), deadline=None)
    @given(st.lists(officers, max_size=14), callers)
    def check(everybody, caller):
        found = route(everybody, caller)
        left = eligible(everybody, caller)

        nobody_excluded_is_called(found, caller)
        a_closed_circle_stays_closed(found, everybody, caller)
        somebody_is_called(found, left)
        all_are_known_once(found, left)
        two_are_apart(found, left)
        whoever_cannot_be_reached_comes_last(found, left)
        who_was_chosen_comes_first(found, left, caller)
        soft_ones_come_last(found, left, caller)

    check()


def nobody_excluded_is_called(found, caller):
    assert not {person for group in found for person in group} & caller.excluded


def a_closed_circle_stays_closed(found, everybody, caller):
    """Nobody of its offices, as long as anybody elsewhere hears; of these the nation's duty alone.

    Whoever hears nothing counts for nobody, though they are called beside others.
    """
    free = [each for each in everybody if each.person not in caller.excluded]
    inside = {each.person for each in free if each.office in caller.closed}
    outside = {each.person for each in free} - inside
    national = {each.person for each in free if each.is_national} - inside
    heard = {each.person for each in free if each.is_reachable}
    if caller.closed and outside & heard:
        heard_of_nation = {p.person for p in free if p.is_national and p.is_reachable} - inside
        assert set(found.all) == (national if heard_of_nation else outside)
    else:
        assert set(found.all) == {each.person for each in free}


def somebody_is_called(found, left):
    for rung in Rung:
        assert bool(found.called(rung)) is bool(left)


def all_are_known_once(found, left):
    assert sorted(found.all) == sorted({officer.person for officer in left})


def two_are_apart(found, left):
    """The second is another, and of another unit, wherever there is one who can be reached."""
    if len(found.all) > 1:
        assert found.first != found.second
        of_first = [each for each in left if each.person in found.first]
        of_second = [each for each in left if each.person in found.second]
        others = [each for each in left if each.person not in found.first and each.is_reachable]
        if any(all(are_apart(one, other) for one in of_first) for other in others):
            assert any(are_apart(one, other) for one in of_first for other in of_second)


def whoever_cannot_be_reached_comes_last(found, left):
    if any(officer.is_reachable for officer in left):
        assert {each.person for each in left if each.is_reachable} & set(found.first)


def who_was_chosen_comes_first(found, left, caller):
    """On duty and reachable: first of all, soft or not, unless another handled it last."""
    ready = [each for each in left if each.person in caller.chosen]
    ready = [each for each in ready if each.is_on_duty and each.is_reachable]
    if ready and not any(each.person == caller.last for each in left):
        assert found.first == (ready[0].person,)


def soft_ones_come_last(found, left, caller):
    """Before whoever is soft stand all who are alike in everything else."""
    place = {person: number for number, person in enumerate(found.all)}
    special = caller.chosen | {caller.last}
    of = {each.person: [row for row in left if row.person == each.person] for each in left}
    single = [each for each in left if len(of[each.person]) == 1 and each.person not in special]
    for soft in single:
        for other in single:
            alike = other._replace(person=0, unit=None) == soft._replace(person=0, unit=None)
            if alike and soft.person in caller.soft and other.person not in caller.soft:
                assert place[other.person] < place[soft.person]
