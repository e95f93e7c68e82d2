"""An intern asks for another supervisor: coordinators alone learn of it, decide, and answer."""

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.operations import give_role
from mori.core.db import db
from mori.core.errors import Refused
from mori.placements.models import UnitSpan
from mori.placements.queries import spans_of
from mori.placements.supervisors import operations, queries
from mori.placements.supervisors.models import SupervisorChange
from mori.placements.supervisors.rules import SupervisorChangeState
from tests.cast import NOON
from tests.placements.proceedings.proceeding import ADDRESS, mail_to
from tests.placements.supervisors.asking import asked
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def english(cast):
    Person.update(locale="en").execute()


def path_of(row):
    return f"/peserta/pembimbing/{row.key}"


def reload(row):
    return queries.supervisor_change_by_key(row.key)


def test_it_needs_no_reason_and_reaches_coordinators_alone(visit, cast):
    path = f"/peserta/{cast.placement.key}/pembimbing"
    assert "Who reads it: Wati Contoh." in visit(cast.sari).get(path).text

    for _ in range(2):
        reply = visit(cast.sari).post(path, {"token": "once", "words": ""})
        assert reply.status_code == 303

    row = SupervisorChange.get()
    assert len(mail_to(cast.wati)) == 1
    people = (cast.rina, cast.budi, cast.hasan, cast.ningsih, cast.citra)
    assert not [who for who in people if mail_to(who)]
    assert visit(cast.wati).get(path_of(row)).status_code == 200
    assert visit(cast.sari).get(path_of(row)).status_code == 200
    for who in (*people, cast.tono, cast.joko):
        assert visit(who).get(path_of(row)).status_code == 404
    assert row.key not in visit(cast.rina).get(f"/peserta/{cast.placement.key}").text


def test_a_coordinator_who_supervises_the_intern_does_not_see_it(visit, cast):
    give_role(cast.rina, cast.banua.id, Role.COORDINATOR, NOON)
    row = asked(cast)
    role = Membership.get(Membership.person == cast.rina, Membership.role == Role.COORDINATOR)

    assert visit(cast.rina, role=role).get(path_of(row)).status_code == 404
    page = visit(cast.rina, role=role).get(f"/peserta/{cast.placement.key}")
    assert (page.status_code, row.key in page.text) == (200, False)
    assert not mail_to(cast.rina)


def test_agreed_there_is_another_from_now_on_and_the_intern_is_told(visit, cast):
    row = asked(cast)

    said = {"decision": "agree", "supervisor": cast.budi.key, "note": "Semoga cocok."}
    reply = visit(cast.wati).post(path_of(row), said)

    assert (reply.status_code, reload(row).state) == (303, SupervisorChangeState.AGREED)
    (span,) = spans_of([cast.placement.id])
    assert (span.supervisor_id, span.stand_in_id) == (cast.budi.id, None)
    assert len(mail_to(cast.sari)) == 1
    assert "Semoga cocok." in visit(cast.sari).get(path_of(row)).text


def test_declined_it_says_why_and_nothing_changes(visit, cast):
    row, browser = asked(cast), visit(cast.wati)
    silent = browser.post(path_of(row), {"decision": "decline", "supervisor": "", "note": ""})
    assert (silent.status_code, reload(row).state) == (422, SupervisorChangeState.ASKED)

    browser.post(path_of(row), {"decision": "decline", "supervisor": "", "note": "Hanya satu."})

    assert reload(row).state is SupervisorChangeState.DECLINED
    (span,) = spans_of([cast.placement.id])
    assert span.supervisor_id == cast.rina.id
    assert "Hanya satu." in visit(cast.sari).get(path_of(row)).text


@pytest.mark.parametrize(
    ("said", "status", "says"),
    [
        ({"decision": "agree", "supervisor": ""}, 422, "Choose the new supervisor."),
        ({"supervisor": ""}, 422, "Choose one of the two."),
        ({"decision": "agree", "supervisor": "rina"}, 409, "Choose somebody else"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(visit, cast, said, status, says):
    row = asked(cast)
    said = {**said, "note": "Catatan umpama."}
    if said["supervisor"]:
        said["supervisor"] = getattr(cast, said["supervisor"]).key

    reply = visit(cast.wati).post(path_of(row), said)

    assert reply.status_code == status
    assert says in reply.text
    assert "Catatan umpama." in reply.text


def test_it_is_taken_back_and_asked_once_at_a_time(visit, cast):
    row = asked(cast)
    with pytest.raises(Refused):
        asked(cast, "other")

    visit(cast.sari).post(f"{path_of(row)}/batal")

    assert reload(row).state is SupervisorChangeState.TAKEN_BACK
    assert asked(cast, "other").state is SupervisorChangeState.ASKED


def test_two_coordinators_at_the_same_moment_decide_once(committed):
    cast = committed.cast
    with db.connection_context():
        row = asked(cast)

        ends = all_at_once(
            lambda: operations.agree_to_change(
                reload(row), cast.budi.id, "", cast.wati.id, NOON, ADDRESS
            ),
            lambda: operations.decline_change(reload(row), "Tidak.", cast.wati.id, NOON, ADDRESS),
        )

        assert sorted(ends) == ["done", "refused"]
        is_agreed = reload(row).state is SupervisorChangeState.AGREED
        span = UnitSpan.get(UnitSpan.placement == cast.placement.id)
        assert (span.supervisor_id == cast.budi.id) is is_agreed
