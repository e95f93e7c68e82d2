"""Strangers flood the button, with forged sessions too; whoever is known does not wait for them."""

import secrets
import time

from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.button.spool import Spool, _line
from tests.faults.site import Phone, until

FLOOD = 3_000
HAND_OFF_SECONDS = 5 * 3.0  # red-button.md, fault 47: 3 s; tests get fivefold slack


def test_a_flood_of_strangers_with_and_without_sessions_delays_nobody_who_is_known(site, account):
    server = site.serve("wsgi:button")
    assert server.tap(Phone()).status == 303
    assert server.tap(Phone(f"mori={secrets.token_urlsafe(32)}")).status == 303
    fill(site, "unknown")
    fill(site, "claimed")
    site.work()
    until(lambda: Tap.select().count() > 10, 60)

    began = time.monotonic()
    answer = server.tap(site.phone_of(site.cast.sari), t="of-somebody-known")
    account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle()
    until(lambda: called(site.cast.sari))
    took = time.monotonic() - began

    assert took < HAND_OFF_SECONDS
    assert Tap.select().count() < 2 * FLOOD, "the flood was over before it could be in the way"
    (strangers,) = Alert.select().where(Alert.person.is_null())
    assert Alert.select().count() == 2
    assert len(site.told()) <= 3, "each first officer once for all strangers, and one for Sari"
    assert strangers.urgency > 10


def called(person) -> bool:
    return Alert.select().where(Alert.person == person, Alert.state == "notified").exists()


def fill(site, lane: str, many: int = FLOOD) -> None:
    """What a flood of a minute leaves in a spool, without having to send it."""
    spool = Spool(site.settings.folder / "spool", site.settings.key, lane)
    (batch,) = spool.take()
    (example,) = batch.records
    lines = []
    for number in range(many):
        token = f"flood-{lane}-{number:06}"
        lines.append(_line(site.settings.key, example | {"token": token}))
    with spool.current.open("ab") as file:
        file.write(b"".join(lines))


def test_a_forged_session_is_not_taken_for_somebody_known(site):
    server = site.serve("wsgi:button")

    server.tap(Phone(f"mori={secrets.token_urlsafe(32)}"), t="with-a-forged-session")
    server.tap(site.phone_of(site.cast.sari), t="with-a-signed-ticket")
    server.tap(site.phone_of(site.cast.tono, ticket=False), t="with-a-session-alone")

    assert site.waiting("taps") == ["with-a-signed-ticket"]
    assert site.waiting("claimed") == ["with-a-forged-session", "with-a-session-alone"]
    site.replay()
    until(lambda: Tap.select().count() == 3)
    people = {tap.token: tap.alert.person for tap in Tap.select()}
    assert people == {
        "with-a-forged-session": None,
        "with-a-signed-ticket": site.cast.sari,
        "with-a-session-alone": site.cast.tono,
    }
