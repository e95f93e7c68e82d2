"""Taps of many phones at once, and of phones that have lost what names them."""

from mori.access.roles import Role
from mori.accounts.models import Session
from mori.accounts.operations import digest_of, give_role
from mori.core.clock import now
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.routing.operations import register_relation
from tests.cast import TODAY
from tests.faults.site import Phone, age, called_for
from tests.support.together import at_once, until
from tests.visit import _form_secret, _form_token

KEY = "Zk3-_abcdefghijk"


def test_twenty_identical_taps_at_once_are_one_alert_and_one_mail_to_each_who_should_know(
    site, account
):
    cast = site.cast
    give_role(cast.budi, cast.banua.id, Role.OFFICER, now())  # Sari's stand-in, an officer too
    register_relation(
        cast.sari.id, [cast.ningsih.id], "supervisor", TODAY, TODAY, "of an earlier stay"
    )
    account.excluded |= {"ningsih"}
    server, sari = site.serve(), site.phone_of(cast.sari)

    answers = at_once([lambda: server.tap(sari, k=KEY)] * 20)
    site.work()
    for answer in answers:
        account.received(answer.headers["Location"].removeprefix("/c/"))
    until(lambda: site.told())
    age(2.5, cast.sari)
    until(lambda: len(site.told()) == 2)
    account.settle()

    assert {answer.status for answer in answers} == {303}
    assert Alert.select().count() == Tap.select().count() == 1
    assert Alert.get().person == cast.sari
    assert site.told() == ["opik", "dewi"]  # of another office, before the head


def test_twenty_taps_at_once_of_five_people_are_five_alerts(site, account):
    cast = site.cast
    people = [cast.sari, cast.tono, cast.laila, cast.rina, cast.wati]
    server, phones = site.serve(), [site.phone_of(person) for person in people]
    site.work()

    answers = at_once(
        [lambda phone=phone: server.tap(phone, k=KEY) for phone in phones for _ in range(4)]
    )
    for answer in answers:
        account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle()
    until(lambda: len(site.told()) == 5)

    assert {alert.person_id for alert in Alert.select()} == {person.id for person in people}
    assert Alert.select().count() == Tap.select().count() == 5
    assert sorted(site.told()) == ["dewi"] + ["ningsih"] * 4


def test_every_phone_that_taps_is_heard_whatever_it_has_lost(site, account):
    cast, server = site.cast, site.serve()
    sari = site.phone_of(cast.sari)
    Session.update(expires_at=now()).where(Session.person == cast.sari).execute()
    elsewhere = site.phone_of(cast.tono)
    old_form = {"csrf_token": _form_token(site.settings.key, _form_secret(site.settings.key, "x"))}
    phones = {
        "session expired": server.tap(sari, k=f"{KEY}-1"),
        "form of another session": server.ask(
            "/bantuan", site.phone_of(cast.laila), old_form | {"k": f"{KEY}-2"}
        ),
        "cookies lost": server.tap(None, k=f"{KEY}-3"),
        "page of last month": server.tap(elsewhere, k="of-last-month"),
        "another site": server.tap(site.phone_of(cast.wati), k=KEY, Sec_Fetch_Site="cross-site"),
    }
    site.replay()
    for answer in phones.values():
        account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle()

    whose = {name: alert_of(answer) for name, answer in phones.items()}
    assert {name: alert.person for name, alert in whose.items()} == {
        "session expired": cast.sari,
        "form of another session": cast.laila,
        "cookies lost": None,
        "page of last month": cast.tono,
        "another site": None,
    }
    assert whose["cookies lost"] == whose["another site"]
    until(lambda: {"ningsih", "dewi"} <= set(called_for(whose["cookies lost"])))


def alert_of(answer) -> Alert:
    return Tap.get(Tap.code == answer.headers["Location"].removeprefix("/c/")).alert


def test_signing_out_neither_deletes_nor_delays_a_tap_that_nobody_has_taken_yet(site, account):
    server, sari = site.serve(), site.phone_of(site.cast.sari)
    token = sari.cookies.partition("mori=")[2].partition(";")[0]
    secret = _form_secret(site.settings.key, digest_of(token))

    tapped = server.tap(sari, k=KEY)
    left = server.ask("/keluar", sari, {"csrf_token": _form_token(site.settings.key, secret)})
    account.received(tapped.headers["Location"].removeprefix("/c/"))
    waiting = site.waiting()
    site.replay()
    account.settle()
    until(lambda: site.told() == ["ningsih"])

    assert (left.status, len(waiting)) == (303, 1)
    assert left.headers["Clear-Site-Data"] == '"cache"'
    assert Session.get(Session.digest == digest_of(token)).ended_at is not None
    assert Alert.get().person == site.cast.sari
    receipt = server.ask(tapped.headers["Location"], Phone(tapped.cookie))
    assert receipt.status == 200


def test_two_people_who_tap_one_cached_page_are_two_alerts(site, account):
    server = site.serve()
    sari, tono = site.phone_of(site.cast.sari), site.phone_of(site.cast.tono, session=False)

    first, second = server.tap(sari, k=KEY), server.tap(tono, k=KEY)
    twice = server.tap(sari, k=KEY)
    site.replay()
    for answer in (first, second, twice):
        account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle()

    assert first.headers["Location"] == twice.headers["Location"] != second.headers["Location"]
    assert [tap.alert.person.name for tap in Tap.select().order_by(Tap.id)] == [
        site.cast.sari.name,
        site.cast.tono.name,
    ]
