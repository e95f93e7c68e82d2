"""Officers hear of accounts and keys by every way that they have proven, and once."""

import pytest

from mori.accounts.models import Person
from mori.accounts.people.models import AccountEvent
from mori.accounts.people.rules import AccountChange
from mori.cases.ceremonies import operations
from mori.notifications.models import Message
from tests.cases.ceremonies.keeping import OPIKS, add
from tests.cases.opening import PASSPHRASE, give_key
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, minutes, told, verbs
from tests.safeguarding.points.asking import proven

pytestmark = pytest.mark.usefixtures("noon")
LATER = NOON + minutes(5)


@pytest.fixture
def opik(cast):
    """An officer without an address of their account, who has proven another."""
    proven(cast.opik)
    Person.update(email=None).where(Person.id == cast.opik.id).execute()
    return cast.opik


def recipients(since):
    return {each.recipient for each in Message.select().where(Message.made_at == since)}


def test_that_staff_changed_the_account_reaches_an_officer_without_an_account_address(
    cast, alert, opik
):
    AccountEvent.create(
        person=cast.sari,
        change=AccountChange.PHONE,
        before="+628110000000",
        after="+62812999900",
        actor=cast.wati,
        at=NOON + minutes(4),
    )

    for minute in (5, 6):
        operations.tell_of_help(alert.id, ADDRESS, NOON + minutes(minute))

    assert recipients(LATER) == {"sendiri@contoh.id", cast.ningsih.email}
    assert told(alert, since=LATER) == ["ningsih", "opik"], "once, not each minute"
    assert verbs(alert)[-1] == "helped"


def test_that_a_colleague_made_a_new_key_does_too(visit, cast, alert, opik, app, noon):
    give_key(cast.ningsih, app)
    give_key(opik, app, OPIKS)
    add(visit(cast.ningsih), alert)
    noon.move_to(LATER)

    operations.make_key(cast.ningsih, PASSPHRASE, app.config["SECRET_KEY"], ADDRESS, LATER)

    assert recipients(LATER) == {"sendiri@contoh.id"}
