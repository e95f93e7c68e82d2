"""An office is told in time that an agreement ends: each time once, and the right people."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.institutions.agreements.models import AgreementNotice
from mori.institutions.agreements.operations import tell_in_time
from mori.institutions.agreements.rules import AgreementState
from mori.notifications.models import Message
from tests.cast import NOON, TODAY
from tests.institutions.agreements.agreeing import agreed

pytestmark = pytest.mark.usefixtures("noon")
ADDRESS = "https://mori.example"


def ends_in(days):
    return TODAY + dt.timedelta(days=days)


def tell(on=TODAY):
    tell_in_time(ADDRESS, NOON, on)


def told():
    return sorted(message.recipient for message in Message.select())


def addresses(*people):
    return sorted(Person.get_by_id(person.id).email for person in people)


def test_one_that_ends_in_thirty_days_is_told_once_to_coordinator_and_head(cast, campus):
    agreement = agreed(cast, campus, ends_on=ends_in(30))

    for _ in range(3):
        tell()

    assert told() == addresses(cast.wati, cast.hasan)
    assert Message.select().first().body.count(agreement.key) == 1
    assert {each.days for each in AgreementNotice.select()} == {180, 90, 30}


def test_from_half_a_year_on_four_times_each_once(cast, campus):
    agreed(cast, campus, ends_on=ends_in(200))

    for day in range(205):
        tell(TODAY + dt.timedelta(days=day))

    assert told() == sorted(addresses(cast.wati, cast.hasan) * 4)


@pytest.mark.parametrize(
    "state", [each for each in AgreementState if each is not AgreementState.SIGNED]
)
def test_of_a_draft_or_one_that_is_over_nobody_is_told(cast, campus, state):
    agreed(cast, campus, state=state, ends_on=ends_in(5))

    tell()

    assert told() == []


def test_ringkasan_names_it_from_half_a_year_on_and_when_it_has_lapsed(visit, cast, campus):
    Person.update(locale="en").execute()
    agreed(cast, campus, "a1", ends_on=ends_in(181))
    before = visit(cast.hasan).get("/ringkasan").text
    agreed(cast, campus, "a2", ends_on=ends_in(180))
    agreed(cast, campus, "a3", ends_on=ends_in(-1))
    after = visit(cast.hasan).get("/ringkasan").text

    assert "agreements" not in before
    assert "2 agreements end soon or have lapsed" in after
