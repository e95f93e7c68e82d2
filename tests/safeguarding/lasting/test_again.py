"""What was excluded, ended or erased stays so after a copy from before was restored."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.accounts.operations import end_role, give_role
from mori.core.workdays import DAY
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import excluded_from
from mori.safeguarding.audit.models import AuditRecord
from mori.safeguarding.circles.models import KeptOut
from mori.safeguarding.circles.queries import subjects_of
from mori.safeguarding.lasting import jobs, operations
from mori.safeguarding.lasting.ledger import Ledger, Line
from mori.safeguarding.lasting.models import LastingChange
from mori.safeguarding.leaders.operations import name_leader
from mori.safeguarding.rescue.operations import forget_alert
from mori.safeguarding.routing.models import Relation, UnitMember
from mori.safeguarding.routing.operations import (
    keep_wish,
    note_relation,
    register_relation,
    register_unit_members,
)
from mori.safeguarding.routing.queries import excluded_for
from mori.safeguarding.routing.rules import InUnit, RelationKind
from tests.cast import NOON, TODAY
from tests.safeguarding.alerts.alarm import climb_until, minutes, reload, replay, tap
from tests.safeguarding.subjects.naming import called_alert, name
from tests.safeguarding.tapping import SECRET

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path, SECRET)


def do(job):
    for piece in job:
        piece()


def keep(ledger, at=NOON):
    operations.note_ended_roles(at)
    do(jobs.keep_in_file(ledger, at))


def restored():
    """As in a copy of before: what stood in the database since is not there."""
    LastingChange.delete().execute()


def again(ledger):
    do(jobs.make_again(ledger, NOON))


def test_whoever_the_person_excluded_stays_excluded(cast, ledger):
    keep_wish(cast.sari.id, None, [cast.ningsih.id], TODAY, NOON)
    keep(ledger)
    Relation.delete().where(Relation.kind == RelationKind.PRIVATE).execute()
    restored()
    assert cast.ningsih.id not in excluded_for([cast.sari.id], NOON)

    again(ledger)

    assert cast.ningsih.id in excluded_for([cast.sari.id], NOON)
    assert cast.opik.id not in excluded_for([cast.sari.id], NOON)
    assert AuditRecord.select().where(AuditRecord.verb == "again").exists()


def test_of_what_was_said_twice_the_last_holds(cast, ledger):
    for avoided in ([cast.ningsih.id], [cast.opik.id], []):
        keep_wish(cast.sari.id, None, avoided, TODAY, NOON)
    keep(ledger)
    restored()

    again(ledger)

    private = Relation.select().where(Relation.kind == RelationKind.PRIVATE)
    assert not private.exists()


def test_whoever_is_in_a_unit_or_leads_it_stays_excluded(cast, ledger):
    stay = InUnit(cast.tono.id, cast.pvl.id, TODAY, TODAY + 9 * DAY)
    officer = InUnit(cast.opik.id, cast.pvl.id, TODAY, TODAY + 9 * DAY)
    register_unit_members([stay, officer], "placement anew")
    name_leader(cast.pvl.id, cast.ningsih.id, TODAY - 9 * DAY, None, "kunci")
    keep(ledger)
    UnitMember.delete().where(UnitMember.source << ["placement anew", "leads kunci"]).execute()
    restored()

    again(ledger)

    assert {cast.opik.id, cast.ningsih.id} <= excluded_for([cast.tono.id], NOON)


def test_whoever_lost_a_role_loses_it_again(cast, ledger):
    part = Membership.get(Membership.person == cast.ningsih.id)
    end_role(part, NOON)
    keep(ledger)
    Membership.update(ended_at=None).where(Membership.id == part.id).execute()
    restored()

    again(ledger)

    assert Membership.get_by_id(part.id).ended_at is not None


def test_whoever_was_kept_out_of_a_call_stays_so(cast, ledger):
    alert = called_alert(cast)
    name(alert, cast.hasan)
    keep(ledger)
    KeptOut.delete().execute()
    Relation.delete().execute()
    Alert.update(is_closed_circle=False).execute()
    restored()

    again(ledger)

    inside = {cast.ningsih.id, cast.opik.id, cast.hasan.id}
    assert inside <= excluded_from(reload(alert), NOON)
    assert subjects_of(alert.key) == {cast.hasan.id}
    assert reload(alert).is_closed_circle


def test_a_call_that_only_the_spool_has_comes_back_into_its_closed_circle(cast, ledger):
    record = tap()
    alert = replay(record).alert
    climb_until(NOON + minutes(2))
    name(alert, cast.ningsih, officer=cast.dewi)
    keep(ledger)
    KeptOut.delete().execute()
    forget_alert(alert)
    restored()

    again(ledger)
    back = replay(record).alert

    assert back.key == alert.key
    assert reload(back).is_closed_circle
    assert {cast.ningsih.id, cast.opik.id} <= excluded_from(back, NOON)


def test_what_the_database_knows_is_left_alone(cast, ledger):
    source = "placement x"
    register_relation(cast.sari.id, [cast.opik.id], RelationKind.SUPERVISOR, TODAY, None, source)
    keep(ledger)
    Relation.delete().where(Relation.source == source).execute()

    again(ledger)
    again(ledger)

    assert not Relation.select().where(Relation.source == source).exists()
    assert not AuditRecord.select().where(AuditRecord.verb == "again").exists()


def test_it_is_made_again_once_and_of_nobody_whom_the_copy_does_not_know(cast, ledger):
    note_relation(cast.sari.id, cast.opik.id, RelationKind.NAMED, TODAY)
    register_relation(cast.tono.id, [], RelationKind.SUPERVISOR, TODAY, None, "empty")
    keep(ledger)
    lines = ledger.lines()
    stranger = lines[0].said.replace(cast.sari.key, "nobody-at-all-")
    ledger.add([Line("a-stranger", "relation", stranger, NOON.timestamp())])
    ledger.add([Line("unheard-of", "unheard of", "{}", NOON.timestamp())])
    Relation.delete().where(Relation.kind == RelationKind.NAMED).execute()
    restored()

    again(ledger)
    again(ledger)

    named = Relation.select().where(Relation.kind == RelationKind.NAMED)
    assert [(row.person_id, row.other_id) for row in named] == [(cast.sari.id, cast.opik.id)]
    assert LastingChange.select().count() == len(lines) + 2


def test_soft_relations_are_not_kept_and_the_file_says_nothing_in_clear(cast, ledger):
    note_relation(cast.sari.id, cast.opik.id, RelationKind.APPROVED, TODAY)
    keep_wish(cast.sari.id, None, [cast.ningsih.id], TODAY, NOON)
    keep(ledger)

    assert "approved" not in "".join(line.said for line in ledger.lines())
    assert cast.ningsih.key not in ledger.path.read_text()
    assert ledger.path.stat().st_mode & 0o077 == 0


def test_a_torn_line_costs_no_other(cast, ledger):
    ledger.add([Line("one", "unheard of", "{}", NOON.timestamp())])
    with ledger.path.open("a") as file:
        file.write("gAAAAAtorn")
    ledger.add([Line("two", "unheard of", "{}", NOON.timestamp())])

    assert [line.token for line in ledger.lines()] == ["one", "two"]


def test_after_a_year_it_goes_from_the_file_before_it_goes_from_the_database(cast, ledger):
    keep_wish(cast.sari.id, None, [cast.ningsih.id], TODAY, NOON)
    keep(ledger)
    count = len(ledger.lines())

    operations.forget_old(ledger, NOON + dt.timedelta(days=365))
    assert len(ledger.lines()) == count
    operations.forget_old(ledger, NOON + dt.timedelta(days=367))
    assert ledger.lines() == []
    assert LastingChange.select().where(LastingChange.kept_at == NOON).exists()
    operations.forget_old(ledger, NOON + dt.timedelta(days=401))
    assert not LastingChange.select().where(LastingChange.kept_at == NOON).exists()


def test_a_role_given_back_before_anybody_restored_stays(cast, ledger):
    part = Membership.get(Membership.person == cast.opik.id)
    end_role(part, NOON)
    keep(ledger)
    give_role(cast.opik, cast.banua.id, Role.OFFICER, NOON)

    again(ledger)

    assert Membership.get_by_id(part.id).ended_at is None
