"""Somebody calls at ten in the morning, while two officers are on duty."""

from tests.browser import acts
from tests.safeguarding.duty.planning import declare, plan

from .calling import reloaded, text_of, the_alert


def test_a_call_is_received_told_read_and_handled(call, site, said):
    cast = site.cast
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)
    sari, ningsih = call.phone_of(cast.sari), call.phone_of(cast.ningsih)

    code = acts.tap(sari)

    receipt = text_of(sari)
    assert said("We have your call.") in receipt
    assert code in receipt
    assert said("Somebody is on duty in your office until %(time)s.", time="16.00") in receipt

    site.replay()
    assert call.told() == ["ningsih"]
    receipt = reloaded(sari)
    assert said("Officers were told") in receipt
    assert said("Waiting for someone to read it.") in receipt

    ningsih.goto("/jaga")
    assert cast.sari.name not in text_of(ningsih)
    ningsih.goto(f"/jaga/{the_alert(cast.sari).key}")
    assert cast.sari.name in text_of(ningsih)
    receipt = reloaded(sari)
    assert said("Read at %(time)s", time="10.0")[:-1] in receipt
    assert said("An officer is handling it and will contact you.") not in receipt

    ningsih.get_by_role("button", name=said("I am handling this")).click()
    assert said("An officer is handling it and will contact you.") in reloaded(sari)
    assert said("Somebody is on duty in your office until %(time)s.", time="16.00") not in receipt
