"""What is owed is true on the next page, whatever changed it."""

import pytest

from mori.accounts.models import Person
from mori.evaluation.assessments.page_queries import version_of_all
from mori.evaluation.choices import operations as choices
from mori.evaluation.choices.queries import choices_of
from mori.evaluation.choices.rules import NOTHING, seen_of
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.operations import retire_scheme
from mori.placements.rules import InternKind
from tests.cast import NOON, role_of
from tests.evaluation.assessments.making import address_of
from tests.evaluation.schemes.making import make_in_use

pytestmark = pytest.mark.usefixtures("noon")


def choose(cast, family):
    wanted = {(InternKind.STUDENT, Moment.FINAL): family} if family is not None else {}
    seen = seen_of(choices_of(cast.banua.id))
    choices.choose_schemes(cast.banua.id, wanted, seen, cast.wati.id, NOON)


def test_a_choice_of_schemes_changes_it_at_once(visit, cast, final):
    reviewer, intern = visit(cast.rina), visit(cast.sari)
    address = address_of(final)
    assert address in reviewer.get("/tinjau").text
    assert address in intern.get("/").text

    choose(cast, NOTHING)

    assert address not in reviewer.get("/tinjau").text
    assert address not in intern.get("/").text

    choose(cast, None)

    assert address in reviewer.get("/tinjau").text


def test_a_role_that_ends_changes_it_at_once(visit, cast, final):
    before = version()

    reply = visit(cast.wati).post(f"/orang/{role_of(cast.budi).key}/akhiri", {"sure": "y"})

    assert reply.status_code == 303
    assert version() > before


def test_a_scheme_that_is_retired_changes_it_at_once(cast, final):
    before = version()

    retire_scheme(make_in_use(cast), cast.wati.id, NOON)

    assert version() > before


def version():
    """What the pages of whoever is signed in know of it."""
    return Person.select(version_of_all(None, None, None)).limit(1).scalar()
