"""The page after a tap claims nothing that is not so of this very tap."""

import re

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.core import tickets
from mori.notifications import operations as outbox
from mori.notifications.models import Message
from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.event_operations import note_reading
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.receipts.operations import leave_contact
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import (
    ADDRESS,
    climb,
    climb_until,
    hand_over,
    minutes,
    reload,
    replay,
    tap,
    told,
)
from tests.safeguarding.receipts.reading import page_of, phone_of, seen

pytestmark = pytest.mark.usefixtures("clock")

RANDOM = re.compile(r'name="(k|csrf_token)" value="[^"]+"')
CALLED = (Role.OFFICER.value, Role.HEAD.value)
NOBODY_LEFT = "No officer is left whom MORI could call now."
TOLD, CONTACTING, NOT_CERTAIN = "Officers were told", "being contacted", "It is not certain yet"


def test_minutes_of_failing_mail_never_become_told(visit, cast, clock):
    first = replay(tap(cast.sari))

    climb_until(NOON + minutes(20))
    for message in Message.select():
        outbox.mark_failed(message, "ConnectionRefusedError", NOON + minutes(20))
    clock.move_to(NOON + minutes(20))
    html = page_of(visit, first)

    assert len(told(first.alert)) > 3
    assert TOLD not in html
    assert CONTACTING in html
    assert NOT_CERTAIN in html
    assert 'href="tel:129"' in html


def test_where_no_officer_is_left_the_page_says_so_and_gives_numbers(visit, cast, clock):
    first = replay(tap(cast.sari))
    climb(NOON)
    hand_over(NOON)
    clock.move_to(NOON + minutes(1))
    before = page_of(visit, first)

    Membership.update(ended_at=NOON + minutes(1)).where(Membership.role.in_(CALLED)).execute()
    climb_until(NOON + minutes(3), since=NOON + minutes(2))
    clock.move_to(NOON + minutes(3))
    page = page_of(visit, first)

    assert NOBODY_LEFT not in before
    assert "Call someone now:" not in before
    assert NOBODY_LEFT in page
    assert "Call someone now:" in page
    assert "Waiting for someone" not in page


def test_told_is_when_a_server_took_the_first_mail(visit, cast, clock):
    first = replay(tap(cast.sari))
    climb(NOON)
    hand_over(NOON + minutes(3))
    clock.move_to(NOON + minutes(4))

    html = page_of(visit, first)

    assert re.search(rf"{TOLD}</b>\s*<span[^>]*>12.03", html)
    assert CONTACTING not in html
    assert NOT_CERTAIN not in html


@pytest.fixture
def handled(cast):
    """A stranger's call that an officer has opened and handles, a minute later."""
    one = replay(tap())
    climb(NOON)
    hand_over(NOON)
    operations.acknowledge_alert(reload(one.alert), cast.ningsih.id, NOON + minutes(1))
    note_reading(one.alert, cast.ningsih.id, NOON + minutes(1))
    return one


def test_a_second_stranger_is_told_nothing_that_is_so_of_the_first_only(visit, handled, clock):
    other = replay(tap(at=NOON + minutes(3)))
    clock.move_to(NOON + minutes(3))

    html = page_of(visit, other)

    assert other.alert == handled.alert
    for claim in ("Read at", "is handling it", TOLD, "not confirmed yet"):
        assert claim not in html
        assert (claim in page_of(visit, handled)) is (claim != "not confirmed yet")
    assert CONTACTING in html


def test_a_second_stranger_reads_what_was_done_since(visit, cast, handled, clock):
    other = replay(tap(at=NOON + minutes(3)))
    hand_over(NOON + minutes(4))

    note_reading(handled.alert, cast.ningsih.id, NOON + minutes(5))
    clock.move_to(NOON + minutes(5))
    html = page_of(visit, other)

    assert "Read at 11.05" in html  # in WIB: no office is known
    assert "is handling it" in html
    assert TOLD in html


def test_contact_with_one_stranger_is_not_called_contact_with_the_other(visit, cast, handled):
    other = replay(tap(at=NOON + minutes(3)))

    operations.confirm_contact_as_officer(reload(handled.alert), cast.dewi.id, NOON + minutes(4))

    assert "confirmed by a second officer" not in page_of(visit, other)


def test_after_five_minutes_without_a_reader_a_second_stranger_gets_numbers(visit, handled, clock):
    other = replay(tap(at=NOON + minutes(3)))
    hand_over(NOON + minutes(4))

    clock.move_to(NOON + minutes(9))

    assert "Nobody has read it yet" in page_of(visit, other)
    assert "Nobody has read it yet" not in page_of(visit, handled)


def test_a_repeated_tap_never_shows_told_before_received(visit, cast, clock):
    first = replay(tap(cast.sari))
    climb(NOON)
    hand_over(NOON)
    again = replay(tap(cast.sari, NOON + minutes(4)))
    clock.move_to(NOON + minutes(4))

    html = page_of(visit, again)

    assert again.alert == first.alert
    assert "12.00.00" in html
    assert "12.04.00" not in html
    assert "Called again at 12.04" in html
    assert html.index("12.00.00") < html.index("Called again") < html.index(TOLD)
    assert "Called again" not in page_of(visit, first)


def test_a_call_that_was_opened_again_says_only_what_happened_since(visit, cast, handled, clock):
    first = replay(tap(cast.sari))
    climb(NOON)
    hand_over(NOON)
    note_reading(first.alert, cast.ningsih.id, NOON + minutes(1))
    climb(NOON + minutes(2))
    operations.confirm_contact_as_person(first, NOON + minutes(2))

    again = replay(tap(cast.sari, NOON + minutes(5)))
    clock.move_to(NOON + minutes(5))

    assert CONTACTING in page_of(visit, again)
    assert "Read at" not in page_of(visit, again)


def test_before_the_tap_is_in_the_database_its_time_is_the_offices(visit, cast):
    signed_in = phone_of(visit(cast.sari), "abcd2345")
    signed_out = phone_of(visit(), "abcd2345")
    ticket = tickets.help_ticket(signed_out.secret, cast.sari.key, cast.sari.help_epoch)
    signed_out.client.set_cookie("mori_help", ticket, domain="127.0.0.1")
    forged = phone_of(visit(), "abcd2345")
    forged.client.set_cookie("mori_help", ticket[:-1] + "9", domain="127.0.0.1")

    for browser in (signed_in, signed_out):
        assert "12.00.00 WITA" in " ".join(seen(browser.get("/c/abcd2345")).split())
    assert "11.00.00 WIB" in " ".join(seen(forged.get("/c/abcd2345")).split())


def test_pressed_by_accident_is_seen_and_nothing_of_what_officers_do(visit, cast):
    first = replay(tap(cast.sari))
    climb(NOON)
    browser = phone_of(visit(), first.code)

    browser.post(f"/c/{first.code}/tidak-sengaja")
    html = seen(browser.get(f"/c/{first.code}"))

    assert "You said it was pressed by accident." in html
    for untrue_under_duress in (
        "only the first two officers",
        "12.0",
        "12.15",
        "Officers were told",
    ):
        assert untrue_under_duress not in html
    assert "Call again" in html
    assert "/tidak-sengaja" not in html


def test_tapping_again_takes_it_back_and_the_page_says_so(visit, cast):
    first = replay(tap(cast.sari))
    operations.mark_accident(first, NOON)

    again = replay(tap(cast.sari, NOON + minutes(1)))

    assert reload(first.alert).accident_at is None
    for each in (first, again):
        html = page_of(visit, Tap.get_by_id(each.id))
        assert "by accident." not in html
        assert f"/c/{each.code}/tidak-sengaja" in html


def test_an_accident_of_one_stranger_promises_nothing_about_the_others(visit):
    one, _other = replay(tap()), replay(tap(at=NOON + minutes(1)))

    operations.mark_accident(one, NOON + minutes(1))
    html = page_of(visit, one)

    assert "You said it was pressed by accident." in html
    assert "only the first two officers" not in html


def test_invariant_7_marking_it_twice_looks_the_same_for_a_day(visit, cast, clock):
    first, other = replay(tap(cast.sari)), replay(tap(cast.tono))
    marked, twice = (phone_of(visit(), each.code) for each in (first, other))
    for _ in range(2):
        twice.post(f"/c/{other.code}/tidak-sengaja")
    marked.post(f"/c/{first.code}/tidak-sengaja")

    def looks(browser, code):
        return RANDOM.sub("", seen(browser.get(f"/c/{code}"))).replace(code, "")

    for hour in range(25):
        clock.move_to(NOON + minutes(60 * hour))
        assert looks(marked, first.code) == looks(twice, other.code)


def test_after_leaving_quickly_me_and_help_lead_back_without_a_word_of_it(visit, cast, clock):
    first = replay(tap(cast.sari))
    link = f'href="/c/{first.code}"'

    me = seen(visit(cast.sari).get("/saya?lang=en"))
    phone = seen(phone_of(visit(), first.code).get("/bantuan"))
    others = [visit(cast.tono).get("/saya"), visit().get("/bantuan")]

    assert link in me
    assert link in phone
    assert all(link not in seen(page) for page in others)
    part = me[me.index(link) - 200 : me.index(link) + 100].lower()
    assert not any(word in part for word in ("bantuan", "help", "call", "officer"))
    clock.move_to(NOON + minutes(8 * 24 * 60))
    assert link not in seen(visit(cast.sari).get("/saya"))


def test_what_was_left_by_a_stranger_is_news_even_to_whoever_handles_it(cast, handled):
    other = replay(tap(at=NOON + minutes(3)))

    leave_contact(other, "sealed", NOON + minutes(4), ADDRESS)

    assert told(handled.alert)[-1] == "ningsih"


def test_each_of_a_phones_taps_is_received_before_any_has_reached_the_database(visit):
    browser = visit()
    earlier = {"first222": int(NOON.timestamp())}
    ticket = tickets.tap_ticket(browser.secret, "second22", NOON.timestamp() + 60, earlier)
    browser.headers["Accept-Language"] = "en"
    browser.client.set_cookie("mori_tap", ticket, domain="127.0.0.1")

    assert "11.00.00" in seen(browser.get("/c/first222"))
    assert "11.01.00" in seen(browser.get("/c/second22"))
    assert "/c/second22" in seen(browser.get("/bantuan"))
    assert browser.get("/c/third222").status_code == 404
