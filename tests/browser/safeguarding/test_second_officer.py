"""The first officer does not hear, or one of them must not know: the next one is called."""

import re
from dataclasses import replace

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.core.clock import now
from mori.recap.rollups.queries import countings
from mori.safeguarding.points.models import ContactPoint
from mori.safeguarding.points.rules import Way
from tests.browser import acts
from tests.faults.site import age
from tests.safeguarding.duty.planning import declare, plan
from tests.support.servers.gateway import Mood, gateway
from tests.support.together import until

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


def found_by(page):
    """What somebody reads on the pages that tell what is new, but for the hours in them."""
    said = []
    for path in ("/", "/jaga", "/jaga/ditutup", "/saya"):
        page.goto(path)
        said.append(re.sub(r"\d+[.:]\d+", "", " ".join(page.inner_text("body").split())))
    return said


@pytest.mark.usefixtures("requests_fail")
@pytest.mark.parametrize("accused", ["rina", "hasan", "ningsih"])  # supervisor, head, who answered
def test_whoever_is_named_finds_what_they_found_before_the_call(call, site, said, accused):
    cast = site.cast
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)
    sari, ningsih = call.phone_of(cast.sari), call.phone_of(cast.ningsih)
    who = getattr(cast, accused)
    theirs = ningsih if who == cast.ningsih else call.phone_of(who)
    site.replay()  # what the hours lack is on their pages before, and so is what is counted
    until(lambda: all(each.rollup and not each.is_due for each in countings()))
    before = found_by(theirs)
    code = acts.tap(sari)
    site.replay()
    assert call.told() == ["ningsih"]
    ningsih.goto("/jaga")
    ningsih.get_by_role("button", name=said("Open and handle")).click()
    assert "Sari Contoh" in text_of(ningsih)
    key = the_alert(cast.sari).key

    sari.goto(f"/c/{code}/orangnya")
    sari.get_by_label(said("Whom is it about?")).select_option(label=who.name)
    sari.get_by_role("button", name=said("Keep"), exact=True).click()
    assert said("Kept. From now on they find nothing of your call in MORI.") in text_of(sari)
    for _ in range(2):
        site.replay()
        age(2, cast.sari)

    outside = {"dewi", "eko"}  # of the other office
    is_of_the_office = accused != "rina"
    told = set(call.told())
    assert told <= outside if is_of_the_office else not told & {"rina", *outside}
    assert found_by(theirs) == before
    for more in ("", "/kasus", "/kasus/sekitar", "/tentang"):
        assert theirs.goto(f"/jaga/{key}{more}").status == 404
    next_one = call.phone_of(cast.dewi) if is_of_the_office else ningsih
    assert next_one.goto(f"/jaga/{key}").status == 200
    assert "Sari Contoh" in text_of(next_one)
    sari.goto(f"/c/{code}")
    assert said("Officers were told") in text_of(sari)
