"""Two presses at the same moment, on a database whose commits are real."""

import pytest

from mori.core.db import db
from mori.institutions import operations as institutions
from mori.institutions.models import InstitutionContact
from mori.institutions.operations import Reach, institution_for
from mori.institutions.rules import ContactRole
from mori.links import operations, queries
from mori.links.models import SignedLink, SignedLinkEvent
from mori.links.rules import Hand, LinkState
from tests.cast import NOON
from tests.links.holding import POST, give
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")

NEW = Hand("Pak Darmawan", "darmawan@campus.example")


@pytest.fixture
def asked(committed):
    """A contact in a database of its own."""
    cast = committed.cast
    campus = institution_for(cast.banua.id, "Universitas Contoh", "", cast.wati.id, NOON)
    reach = Reach(ContactRole.SUPERVISOR, "Bu Rahimah", "", "", "")
    institutions.add_contact(campus, reach, "c", cast.wati.id, NOON)
    return cast, InstitutionContact.get()


def loaded_twice(given) -> list[SignedLink]:
    return [queries.link_by_id(given.link.id) for _ in "ab"]


def test_of_two_who_hand_it_on_one_does(asked):
    both = loaded_twice(give(*asked))

    ends = all_at_once(
        *(lambda each=each: operations.forward_link(each, NEW, NOON, POST) for each in both)
    )

    assert sorted(ends) == ["done", "refused"]
    assert SignedLink.select().where(SignedLink.state == LinkState.OPEN).count() == 1
    db.close()


def test_revoked_and_disowned_at_once_ends_it_once(asked):
    one, other = loaded_twice(give(*asked))

    ends = all_at_once(
        lambda: operations.revoke_link(one, asked[0].wati.id, NOON),
        lambda: operations.disown_link(other, NOON, POST),
    )

    assert sorted(ends) == ["done", "refused"]
    assert SignedLinkEvent.select().count() == 1
    db.close()


def test_one_form_sent_twice_at_once_makes_one_link(asked):
    ends = all_at_once(*(lambda: give(*asked) for _ in "ab"))

    assert sorted(ends) == ["done", "refused"]
    assert SignedLink.select().count() == 1
    db.close()
