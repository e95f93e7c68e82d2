"""An intern ends their own internship: told what follows, and free until the last day."""

import pytest

from mori.accounts.models import Person
from mori.certificates.papers.operations import Wanted, make_paper
from mori.certificates.statements.rules import PaperKind
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from mori.placements.resignations import operations
from mori.placements.resignations.models import Resignation
from mori.placements.resignations.rules import ResignationState
from tests.cast import NOON, TODAY
from tests.certificates.issuing import let_issue
from tests.placements.proceedings.proceeding import ADDRESS, DAY, mail_to, state_of
from tests.placements.resignations.resigning import LAST_DAY, resigned

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def english(cast):
    Person.update(locale="en").execute()


def path_of(cast):
    return f"/peserta/{cast.placement.key}/mundur"


def sent(**changes):
    return {"token": "r", "last_day": str(LAST_DAY), "words": "Pamit.", "sure": "y", **changes}


def reload(row):
    return Resignation.get_by_id(row.id)


def test_what_follows_stands_there_before(visit, cast):
    text = visit(cast.sari).get(path_of(cast)).text

    assert "Day 13 of 44 working days" in text
    assert "Statement letter" in text
    assert "yes, once the last day is over" in text
    assert "It ended early without a final assessment." in text
    assert "Nobody has to agree." in text


def test_the_last_day_comes_and_the_statement_can_be_made(visit, cast):
    assert visit(cast.sari).post(path_of(cast), sent()).status_code == 303
    row = Resignation.get()
    assert (state_of(cast), len(mail_to(cast.sari)), len(mail_to(cast.wati))) == ("active", 1, 1)

    operations.end_resigned(ADDRESS, NOON + 2 * DAY)
    assert state_of(cast) == "active"
    for _ in range(2):
        operations.end_resigned(ADDRESS, NOON + 3 * DAY)

    assert reload(row).state is ResignationState.DONE
    placement = placement_by_key(cast.placement.key)
    assert (placement.state, placement.ends_on) == ("ended_early", LAST_DAY)
    assert (len(mail_to(cast.sari)), len(mail_to(cast.wati))) == (2, 2)
    let_issue(cast)
    wanted = Wanted(PaperKind.LETTER, "id", LAST_DAY)
    assert make_paper(placement, wanted, "letter", cast.wati.id, NOON + 3 * DAY, ADDRESS).key


def test_until_then_it_can_be_taken_back_and_given_anew(visit, cast):
    row = resigned(cast)

    visit(cast.sari).post(f"/peserta/mundur/{row.key}/batal")
    operations.end_resigned(ADDRESS, NOON + 9 * DAY)

    assert (reload(row).state, state_of(cast)) == (ResignationState.TAKEN_BACK, "active")
    assert visit(cast.sari).post(path_of(cast), sent(token="again")).status_code == 303


def test_before_the_first_day_the_placement_is_withdrawn(cast):
    first = TODAY + 30 * DAY
    Placement.update(starts_on=first, ends_on=first + 30 * DAY).where(
        Placement.id == cast.placement.id
    ).execute()
    resigned(cast)

    operations.end_resigned(ADDRESS, NOON)

    assert state_of(cast) == "withdrawn"


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"sure": ""}, 422, "Read what follows from it, then tick this."),
        ({"last_day": ""}, 422, "Choose your last day."),
        ({"last_day": str(TODAY - DAY)}, 409, "Choose a last day from today on"),
        ({"last_day": "2027-03-01"}, 409, "Choose a last day from today on"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(visit, cast, changes, status, says):
    reply = visit(cast.sari).post(path_of(cast), sent(**changes))

    assert (reply.status_code, Resignation.select().count()) == (status, 0)
    assert says in reply.text
    assert "Pamit." in reply.text


def test_sent_twice_it_is_one_and_a_second_one_is_refused(visit, cast):
    for _ in range(2):
        assert visit(cast.sari).post(path_of(cast), sent()).status_code == 303

    other = visit(cast.sari).post(path_of(cast), sent(token="other"))

    assert (other.status_code, Resignation.select().count()) == (409, 1)


def test_nobody_resigns_for_somebody_else_and_the_supervisor_reads_none_of_it(visit, cast):
    row = resigned(cast)

    for who in (cast.wati, cast.hasan, cast.rina, cast.tono, cast.citra, cast.ningsih):
        assert visit(who).post(path_of(cast), sent()).status_code == 404
        assert visit(who).post(f"/peserta/mundur/{row.key}/batal").status_code == 404
    assert "Pamit." in visit(cast.wati).get(f"/peserta/{cast.placement.key}").text
    assert "Pamit." not in visit(cast.rina).get(f"/peserta/{cast.placement.key}").text


def test_me_leads_to_it_and_to_nothing_for_whoever_is_no_intern(visit, cast):
    own = f"/peserta/{cast.placement.key}"
    browser = visit(cast.sari)

    assert f'href="{own}"' in browser.get("/saya").text
    assert f'href="{own}/mundur"' in browser.get(own).text
    for who in (cast.budi, cast.wati):
        assert "My internship" not in visit(who).get("/saya").text
