"""Commands an operator types."""

import json

import pytest

from mori.accounts.models import Membership, Person
from mori.core import sealing
from mori.logbook.models import Activity
from mori.offices.models import Office


@pytest.fixture
def run(app, cast):
    def run(*args: str):
        return app.test_cli_runner().invoke(args=args)

    return run


def test_migrating_brings_the_kinds_of_work(cast):
    assert Activity.select().count() >= 10


def test_the_first_person_opens_their_office(run):
    reply = run(
        "person",
        "Kartika Contoh",
        "--office",
        "91",
        "--role",
        "head",
        "--email",
        "k@contoh.example",
    )

    assert reply.exit_code == 0
    assert "/undangan/" in reply.output
    assert Office.get(Office.code == "91").zone == "Asia/Jayapura"
    assert Membership.get(
        Membership.role == "head",
        Membership.person == Person.get(Person.email == "k@contoh.example"),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        ("--office", "63", "--role", "intern"),
        ("--office", "63", "--role", "intern", "--phone", "12"),
        ("--office", "63", "--role", "king", "--phone", "081234567890"),
        ("--office", "99", "--role", "intern", "--phone", "081234567890"),
    ],
)
def test_a_slip_is_explained_and_changes_nothing(run, wrong):
    before = Person.select().count()

    reply = run("person", "Kartika Contoh", *wrong)

    assert reply.exit_code != 0
    assert "Error" in reply.output
    assert Person.select().count() == before


def test_someone_known_gets_the_role_and_keeps_their_name(run, cast):
    reply = run(
        "person", "Lain", "--office", "63", "--role", "coordinator", "--phone", "0811-000-00002"
    )

    assert "Rina Contoh" in reply.output
    assert Person.get_by_id(cast.rina.id).name == "Rina Contoh"


def test_lost_codes_can_be_set_up_anew(run, cast, settings):
    sealed = sealing.seal(settings.key, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    Person.update(second_factor=sealed).where(Person.id == cast.opik.id).execute()

    run("codes", "opik@contoh.example")

    assert Person.get_by_id(cast.opik.id).second_factor is None


def test_a_database_with_people_of_its_own_gets_no_demonstration(run, cast):
    before = Person.select().count()

    reply = run("demo", "--json")

    assert json.loads(reply.output) == {"people": []}
    assert Person.select().count() == before
