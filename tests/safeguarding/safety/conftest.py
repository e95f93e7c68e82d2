"""Four interns with two PINs each."""

import pytest

from mori.access.roles import Role
from mori.accounts.operations import add_person, give_role
from tests.cast import NOON
from tests.safeguarding.safety.keeping import TYPED, keep_pins


@pytest.fixture
def interns(app, cast):
    """Four of one office, each with the same two PINs."""
    people = {}
    for number, name in enumerate(TYPED):
        person = add_person(f"Peserta {name.title()} Contoh", NOON, f"+6281200000{number:03}")
        give_role(person, cast.banua.id, Role.INTERN, NOON)
        keep_pins(app, person)
        people[name] = person
    return people
