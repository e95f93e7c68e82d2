"""The first officer does not hear, or the second must not know: the next one is called."""

from dataclasses import replace

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.core.clock import now
from mori.safeguarding.points.models import ContactPoint
from mori.safeguarding.points.rules import Way
from tests.browser import acts
from tests.faults.site import age
from tests.safeguarding.duty.planning import declare, plan
from tests.support.servers.gateway import Mood, gateway

from .calling import reloaded, text_of, the_alert


@pytest.fixture
def dead(site):
    """The gateway to Ningsih's telephone, which is all that she can be called by."""
    with gateway() as found:
        found.mood = Mood.BUSY
        site.settings = replace(site.settings, sms_url=f"{found.url}/")
        person = site.cast.ningsih
        Person.update(email=None).where(Person.id == person.id).execute()
        number = "+6281234567890"
        ContactPoint.create(
            person=person,
            way=Way.SMS,
            address=number,
            claim=f"sms {number}",
            added_at=now(),
            proven_at=now(),
        )
        yield found


def test_with_the_first_phone_dead_the_second_is_called_and_the_receipt_stays_true(
    call, site, dead, said
):
    cast = site.cast
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)
    sari = call.phone_of(cast.sari)
    acts.tap(sari)

    site.replay()

    assert dead.asked
    assert call.told() == []
    receipt = reloaded(sari)
    assert said("Officers are being contacted.") in receipt
    assert said("Officers were told") not in receipt
    assert said("It is not certain yet that an officer has it. Call someone now:") in receipt

    age(2, cast.sari)
    site.replay()

    assert call.told() == ["opik"]
    receipt = reloaded(sari)
    assert said("Officers were told") in receipt
    assert said("Waiting for someone to read it.") in receipt
    opik = call.phone_of(cast.opik)
    opik.goto(f"/jaga/{the_alert(cast.sari).key}")
    assert said("the message has not gone out yet") in text_of(opik)  # Ningsih's


@pytest.mark.usefixtures("requests_fail")
def test_a_supervisor_who_is_the_second_officer_is_never_told(call, site, said):
    cast = site.cast
    Membership.update(role=Role.OFFICER).where(Membership.person == cast.rina).execute()
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.rina, cast.opik)
    sari, rina = call.phone_of(cast.sari), call.phone_of(cast.rina)
    acts.tap(sari)

    site.replay()
    assert call.told() == ["ningsih"]
    age(2, cast.sari)
    site.replay()
    assert call.told() == ["opik"]
    for minutes in (3, 10, 15, 15):
        age(minutes, cast.sari)
        site.replay()

    told = call.told()
    assert told
    assert "rina" not in told
    rina.goto("/jaga")
    assert said("No calls.") in text_of(rina)
    assert not rina.locator("form").filter(has_text=said("Open and handle")).count()
    assert rina.goto(f"/jaga/{the_alert(cast.sari).key}").status == 404
    assert said("Officers were told") in reloaded(sari)
