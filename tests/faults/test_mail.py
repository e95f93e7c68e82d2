"""The mail provider fails in every way: the others are told, and the ladder climbs on."""

from mori.core.clock import now
from mori.notifications.models import Lease, Message
from mori.safeguarding.alerts.models import Alert
from tests.support.servers.smtp import Mode

from .provider import Mood
from .site import age, called_for, until

FAILING = [mood for mood in Mood if mood is not Mood.SLOW]


def heart_beats(site) -> bool:
    return (now() - Lease.get().beat_at).total_seconds() < 10


def test_when_one_officers_mail_fails_the_others_are_told_and_work_goes_on(site, account):
    cast, server = site.cast, site.serve("wsgi:button")
    site.work()

    people = (cast.sari, cast.tono, cast.rina, cast.wati)
    for mood, person in zip(FAILING, people, strict=True):
        site.mailbox.moods["ningsih"] = mood
        asked, told = len(site.mailbox.met), site.told().count("opik")
        answer = server.tap(site.phone_of(person), t=f"first-tap-{mood.name.lower()}")
        account.received(answer.headers["Location"].removeprefix("/c/"))
        until(lambda asked=asked: "ningsih@contoh.example" in site.mailbox.met[asked:], what=mood)
        age(2.5, person)
        until(lambda told=told: site.told().count("opik") == told + 1, what=mood)
        assert heart_beats(site)
    account.settle()

    for alert in Alert.select():
        assert called_for(alert) == ["ningsih", "opik"]
        assert alert.due_at > now()


def test_when_no_mail_goes_out_the_ladder_climbs_and_all_is_sent_later(site, account):
    server = site.serve("wsgi:button")
    with site.mailbox.failing(Mode.REFUSE):
        site.work()
        answer = server.tap(site.phone_of(site.cast.tono), t="first-tap")
        account.received(answer.headers["Location"].removeprefix("/c/"))
        account.settle()
        for minutes, number in ((2.5, 2), (3, 4), (11, 5)):
            age(minutes, site.cast.tono)
            until(lambda number=number: len(called_for(Alert.get())) == number)
        assert heart_beats(site)
    Message.update(due_at=now()).execute()  # as the next attempt would be

    until(lambda: {"ningsih", "opik", "hasan"} <= set(site.told()))
    account.settle()
    assert called_for(Alert.get()) == ["ningsih", "opik", "ningsih", "opik", "hasan"]
