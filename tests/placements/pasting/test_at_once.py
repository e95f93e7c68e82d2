"""All of a table are added or none, and once however often it is confirmed at the same moment."""

from types import SimpleNamespace as Stub

import pytest

from mori.access.roles import Role
from mori.accounts.models import Invitation, Person
from mori.core.db import db
from mori.core.errors import Refused
from mori.placements.pasting.models import PastedPerson
from mori.placements.pasting.operations import Newcomer, add_people
from tests.cast import NOON
from tests.support.together import all_at_once

MIRA = Newcomer("Mira Contoh", None, "mira@contoh.example")
TINI = Newcomer("Tini Contoh", None, "tini@contoh.example")


def coordinator_of(cast):
    return Stub(person_id=cast.wati.id, office_id=cast.banua.id, role=Role.COORDINATOR)


def test_one_that_cannot_be_added_takes_back_those_before_it(cast):
    taken = TINI._replace(email=cast.tono.email)
    people = Person.select().count()

    with pytest.raises(Refused):
        add_people(coordinator_of(cast), Role.INTERN, [MIRA, taken], "t", b"secret", NOON)

    assert Person.select().count() == people
    assert not PastedPerson.select().exists()


def test_a_role_that_is_not_ones_own_to_give_is_refused(cast):
    with pytest.raises(Refused):
        add_people(coordinator_of(cast), Role.OFFICER, [MIRA], "t", b"secret", NOON)

    assert not Person.select().where(Person.email == MIRA.email).exists()


def test_confirmed_several_times_at_once_it_is_written_once(committed):
    def do():
        actor = coordinator_of(committed.cast)
        add_people(actor, Role.INTERN, [MIRA, TINI], "t", b"secret", NOON)

    with db.connection_context():
        assert all_at_once(do, do, do) == ["done"] * 3
        assert PastedPerson.select().count() == 2
        assert Invitation.select().count() == 2
