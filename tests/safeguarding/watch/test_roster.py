"""What a node keeps of who taps and whom to call, for when there is no database."""

import datetime as dt
import json
import os

import pytest

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import give_role
from mori.core.db import db
from mori.safeguarding.alerts import doubt_queries, letters
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import LADDER, Rung, step_at
from mori.safeguarding.watch import snapshot
from mori.safeguarding.watch.jobs import RosterKeeper
from mori.safeguarding.watch.queries import mark_of_roster, roster
from mori.safeguarding.watch.rules import STALE_AFTER, RosterTrouble
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, session_of, tap
from tests.safeguarding.alerts.excluding import exclude

KEY = b"a secret of the office, long enough"


def called(found, record):
    return found.steps_for(found.who(record))


def names(found, ids):
    keys = [found.officers[each].key for each in ids]
    return [Person.get(Person.key == key).name.split()[0].lower() for key in keys]


def people(cast):
    return [cast.sari, cast.tono, cast.rina, cast.ningsih, cast.opik, cast.hasan, cast.laila]


def test_it_calls_whom_the_database_would_call_at_every_step(cast):
    exclude(cast.sari, cast.ningsih)
    exclude(cast.tono, cast.hasan)
    exclude(cast.laila, cast.dewi)
    found = roster(NOON)

    for person in people(cast):
        alert = Alert.create(
            person=person,
            office=doubt_queries._first_office(person.id),
            raised_at=NOON,
            climbed_from=NOON,
            due_at=NOON,
        )
        for number in range(len(LADDER) + 1):
            asked = letters.people_called(alert, step_at(number).calls, NOON)
            assert called(found, tap(person))[number] == tuple(each.id for each in asked)


def test_invariant_4_the_excluded_stand_on_no_step(cast):
    for officer in (cast.ningsih, cast.hasan):
        exclude(cast.sari, officer)

    steps = called(roster(NOON), tap(cast.sari))

    assert not {cast.ningsih.id, cast.hasan.id} & {each for step in steps for each in step}
    assert all(steps)


def test_a_session_alone_names_who_taps_and_a_ticket_of_an_earlier_epoch_does_not(cast):
    digest = session_of(cast.sari)
    found = roster(NOON)

    assert found.who(tap(session=digest)).person == cast.sari.id
    assert found.who(tap(cast.sari, epoch=cast.sari.help_epoch + 1)).person is None
    assert called(found, tap()) == found.unknown
    assert names(found, found.unknown[0]) == ["ningsih", "dewi"]


def test_where_session_and_ticket_contradict_each_other_both_exclude(cast):
    exclude(cast.sari, cast.ningsih)
    exclude(cast.tono, cast.opik)
    record = tap(cast.sari, session=session_of(cast.tono))

    steps = called(roster(NOON), record)

    assert not {cast.ningsih.id, cast.opik.id} & {each for step in steps for each in step}
    assert steps[0]


def test_an_officer_whom_nothing_reaches_is_passed_over(cast):
    Person.update(email=None).where(Person.id == cast.ningsih.id).execute()

    first = called(roster(NOON), tap(cast.sari))[0]

    assert first == (cast.opik.id,)


def test_it_costs_as_many_statements_however_many_people_there_are(cast, monkeypatch):
    statements, execute = [], db.obj.execute_sql
    monkeypatch.setattr(
        db.obj, "execute_sql", lambda sql, *more: (statements.append(sql), execute(sql, *more))[1]
    )

    roster(NOON)
    few = len(statements)
    for number in range(12):
        one = Person.create(name=f"Orang {number}", name_folded=f"orang {number}", made_at=NOON)
        give_role(one, cast.banua.id, Role.INTERN, NOON)
    statements.clear()
    roster(NOON)

    assert 0 < len(statements) <= few


def test_what_is_read_is_what_was_written_and_nothing_in_it_can_be_read_without_the_key(
    cast, tmp_path
):
    found = roster(NOON)

    snapshot.write(tmp_path, KEY, found)

    content = (tmp_path / snapshot.FILE).read_bytes()
    assert snapshot.read(tmp_path, KEY) == found
    assert cast.sari.key.encode() not in content
    assert b"contoh.example" not in content
    assert (tmp_path / snapshot.FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("spoiling", ["a sign", "cut short", "gone", "of another key"])
def test_one_that_was_tampered_with_gives_way_to_the_one_before(cast, tmp_path, spoiling):
    before = roster(NOON)
    snapshot.write(tmp_path, KEY, before)
    snapshot.write(tmp_path, KEY, roster(NOON + dt.timedelta(minutes=1)))
    path = tmp_path / snapshot.FILE
    content = path.read_bytes()
    match spoiling:
        case "a sign":
            path.write_bytes(content[:50] + bytes([content[50] ^ 1]) + content[51:])
        case "cut short":
            path.write_bytes(content[: len(content) // 2])
        case "gone":
            path.unlink()
        case _:
            snapshot.write(tmp_path / "..", b"another secret, long enough too", before)
            os.replace(tmp_path / ".." / snapshot.FILE, path)

    assert snapshot.read(tmp_path, KEY) == before
    assert snapshot.trouble_with(tmp_path, KEY, NOON) is (
        RosterTrouble.MISSING if spoiling == "gone" else RosterTrouble.SPOILT
    )


def test_an_older_one_put_in_its_place_is_not_used_while_a_newer_is_there(cast, tmp_path):
    snapshot.write(tmp_path, KEY, roster(NOON))
    older = (tmp_path / snapshot.FILE).read_bytes()
    for minute in (1, 2):
        snapshot.write(tmp_path, KEY, roster(NOON + dt.timedelta(minutes=minute)))

    (tmp_path / snapshot.FILE).write_bytes(older)

    assert snapshot.read(tmp_path, KEY).at == NOON + dt.timedelta(minutes=1)


def test_one_that_is_not_renewed_is_used_and_said_to_be_stale(cast, tmp_path):
    snapshot.write(tmp_path, KEY, roster(NOON))
    later = NOON + STALE_AFTER + dt.timedelta(seconds=1)

    assert snapshot.trouble_with(tmp_path, KEY, NOON + STALE_AFTER) is None
    assert snapshot.trouble_with(tmp_path, KEY, later) is RosterTrouble.STALE
    assert snapshot.read(tmp_path, KEY)


def test_it_is_written_each_minute_and_at_once_when_somebody_is_kept_out(cast, tmp_path):
    ticks = [0.0]
    keep = RosterKeeper(tmp_path, KEY, lambda: ticks[0])

    def written(after):
        ticks[0] += after
        before = (tmp_path / snapshot.FILE).exists() and (tmp_path / snapshot.FILE).stat().st_ino
        keep(NOON)
        return (tmp_path / snapshot.FILE).stat().st_ino != before

    assert written(0)
    assert not written(6)
    exclude(cast.sari, cast.opik)
    assert written(6)
    assert not written(54)
    assert written(7)


@pytest.mark.parametrize("what", ["address", "ticket", "session"])
def test_whatever_it_is_made_of_is_a_change_that_matters(cast, what):
    before = mark_of_roster()

    match what:
        case "address":
            Person.update(email="baru@contoh.example").where(Person.id == cast.opik.id).execute()
        case "ticket":
            Person.update(help_epoch=9).where(Person.id == cast.sari.id).execute()
        case _:
            session_of(cast.sari)

    assert mark_of_roster() != before


def test_invariant_19_neither_it_nor_its_size_moves_with_a_tap(cast, tmp_path):
    digest = session_of(cast.sari)
    snapshot.write(tmp_path, KEY, roster(NOON))
    mark, size = mark_of_roster(), (tmp_path / snapshot.FILE).stat().st_size
    before = json.loads(json.dumps(roster(NOON).people))

    alert_of(cast.sari, session=digest)
    snapshot.write(tmp_path, KEY, roster(NOON))

    assert mark_of_roster() == mark
    assert json.loads(json.dumps(roster(NOON).people)) == before
    assert (tmp_path / snapshot.FILE).stat().st_size == size


def test_every_rung_has_its_step():
    assert [step_at(number).calls for number in range(len(LADDER) + 1)] == list(Rung)
