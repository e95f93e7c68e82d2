"""Each hour the staffed hours ahead are looked at; who can mend a hole hears of it, in no names."""

import datetime as dt

import pytest

from mori.notifications.models import Message
from mori.safeguarding.holes.jobs import check_offices
from mori.safeguarding.holes.models import Hole
from mori.safeguarding.holes.operations import keep_gaps
from mori.safeguarding.holes.queries import gaps_of
from mori.safeguarding.points.models import ContactPoint
from mori.safeguarding.routing.operations import keep_wish, register_relation
from mori.safeguarding.routing.rules import RelationKind
from tests.cast import NOON, TODAY
from tests.safeguarding.duty.planning import declare, plan
from tests.safeguarding.points.asking import proven
from tests.support.answers import statements

ADDRESS = "https://mori.example"
HOUR = dt.timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("english", "called")


@pytest.fixture
def called(cast):
    """Both officers have proven their mailboxes, which sent them nothing but the code."""
    for officer in (cast.ningsih, cast.opik):
        proven(officer, address=f"{officer.id}@contoh.id")
    Message.delete().execute()


def check(cast, at=NOON):
    keep_gaps(cast.banua, gaps_of(cast.banua, at), ADDRESS, at)


def check_all(at):
    for piece in check_offices(ADDRESS, at):
        piece()


def holes():
    return list(Hole.select().order_by(Hole.hour))


def mailed():
    return sorted(message.recipient.split("@")[0] for message in Message.select())


def staffed(cast, *officers, weeks=4):
    declare(cast.banua)
    plan(cast.banua, *officers, weeks=weeks)


def supervise(cast, other):
    register_relation(cast.sari.id, [other.id], RelationKind.SUPERVISOR, TODAY, None, "x")


def test_invariant_15_each_hour_with_fewer_than_two_is_a_hole_and_head_and_lead_hear_of_it(cast):
    staffed(cast, cast.ningsih, weeks=6)

    check(cast)

    assert {(hole.is_for_all, hole.officers) for hole in holes()} == {(True, 1)}
    assert len(holes()) > 100
    assert mailed() == ["hasan", "ningsih"]


def test_an_address_that_nobody_has_proven_reaches_nobody(cast):
    staffed(cast, cast.ningsih, cast.opik, weeks=6)
    ContactPoint.update(proven_at=None).where(ContactPoint.person == cast.opik).execute()

    check(cast)

    assert {(hole.is_for_all, hole.officers) for hole in holes()} == {(True, 1)}


def test_an_office_that_promises_nothing_or_is_complete_has_no_hole(cast):
    check_all(NOON)
    staffed(cast, cast.ningsih, cast.opik, weeks=6)
    check_all(NOON + HOUR)

    assert holes() == []
    assert mailed() == []


def test_a_hole_of_one_interns_relations_is_told_of_some_interns_alone(visit, cast):
    staffed(cast, cast.ningsih, cast.opik, weeks=6)
    supervise(cast, cast.opik)

    check(cast)

    assert {(hole.is_for_all, hole.officers) for hole in holes()} == {(False, 2)}
    page = visit(cast.hasan).get("/jaga/lubang").text
    assert "For some interns fewer than two" in page
    assert "Sari" not in page
    texts = [message.subject + message.body for message in Message.select()]
    assert not any(name in text for text in texts for name in ("Sari", "Opik", "Ningsih"))


@pytest.mark.parametrize("kind", ["private", "named"])
def test_what_an_intern_alone_has_said_makes_no_hole(cast, kind):
    staffed(cast, cast.ningsih, cast.opik, weeks=6)
    if kind == "private":
        keep_wish(cast.sari.id, None, [cast.opik.id], TODAY, NOON)
    else:
        register_relation(cast.sari.id, [cast.opik.id], RelationKind.NAMED, TODAY, None, "x")

    check(cast)

    assert holes() == []


def test_it_is_said_once_and_again_the_next_day_and_when_another_hour_is_missing(cast):
    staffed(cast, cast.ningsih, cast.opik, weeks=6)
    supervise(cast, cast.opik)
    counts = []

    for at in (NOON, NOON + HOUR, NOON + 2 * HOUR, NOON + 24 * HOUR, NOON + 25 * HOUR):
        check(cast, at)
        counts.append(len(mailed()))

    assert counts == [2, 2, 2, 4, 4]


def test_a_hole_that_was_mended_is_gone(visit, cast):
    staffed(cast, cast.ningsih, weeks=6)
    check(cast)
    plan(cast.banua, cast.opik, weeks=6)

    check(cast, NOON + HOUR)

    assert holes() == []
    page = visit(cast.hasan).get("/jaga/lubang").text
    assert "No hour of the next four weeks lacks anybody" in page


def test_an_hour_in_which_nobody_can_be_reached_says_so(visit, cast):
    declare(cast.banua)
    check(cast)

    page = visit(cast.ningsih).get("/jaga/lubang").text

    assert "No officer can be reached." in page
    assert "0 officers" not in page


def test_the_board_leads_to_them_and_other_offices_see_nothing(visit, cast):
    staffed(cast, cast.ningsih, weeks=6)
    check(cast)

    assert "hours are not covered" in visit(cast.ningsih).get("/jaga").text
    assert "hours are not covered" not in visit(cast.eko).get("/jaga").text
    assert "1 officer can be reached" not in visit(cast.eko).get("/jaga/lubang").text
    assert visit(cast.sari).get("/jaga/lubang").status_code == 403


def test_an_office_costs_no_more_statements_with_more_interns(cast):
    staffed(cast, cast.ningsih, cast.opik, weeks=6)
    check(cast)

    with statements() as few:
        check(cast, NOON + HOUR)
    supervise(cast, cast.opik)
    check(cast, NOON + 2 * HOUR)
    with statements() as many:
        check(cast, NOON + 3 * HOUR)

    assert len(few) < 40
    assert len(many) <= len(few) + 6  # which keep its holes, and that today was told of
