"""The duty board: those who were told see it, and nobody is named before it is opened."""

import pytest

from mori.accounts.rules import shown_phone
from mori.core import sealing
from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.routing.operations import register_relation
from tests.cast import NOON, TODAY
from tests.safeguarding.alerts.alarm import (
    alert_of,
    climb,
    minutes,
    reload,
    replay,
    session_of,
    tap,
    verbs,
)

pytestmark = pytest.mark.usefixtures("clock", "english")


@pytest.fixture
def alert(cast, clock):
    """Sari's; Ningsih has been told."""
    alert = alert_of(cast.sari)
    climb(NOON)
    return reload(alert)


def text(response):
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_the_board_names_nobody_before_opening(visit, cast, alert, clock):
    clock.move_to(NOON + minutes(3))

    response = visit(cast.ningsih).get("/jaga")

    html = text(response)
    assert "Open and handle" in html
    assert "3 minutes ago" in html
    assert "12.02" in html
    assert "Sari" not in html
    assert "PVL" not in html
    assert response.headers["Cache-Control"] == "no-store"


def test_every_unopened_alert_looks_the_same(visit, cast, alert):
    alert_of()
    alert_of(cast.laila, session=session_of(cast.sari))
    climb(NOON)

    html = text(visit(cast.ningsih, htmx=True).get("/jaga"))

    cards = html.split('<li class="card stack" data-waits>')[1:]
    same = {card.split("</li>")[0].split("/tangani")[1] for card in cards}
    assert len(cards) == 3
    assert len(same) == 1


def test_the_board_renews_itself_with_a_script_and_without(visit, cast, alert):
    html = text(visit(cast.ningsih).get("/jaga"))

    assert 'hx-trigger="every 15s"' in html
    assert '<noscript><meta http-equiv="refresh" content="15"></noscript>' in html
    assert text(visit(cast.ningsih, htmx=True).get("/jaga")).startswith('<div id="board"')


def test_without_a_call_the_board_says_so(visit, cast, alert):
    assert "No calls." in text(visit(cast.opik).get("/jaga"))


@pytest.mark.parametrize(
    ("who", "status"),
    [("sari", 403), ("rina", 403), ("wati", 403), ("hasan", 200), ("dewi", 200)],
)
def test_the_board_is_for_officers_and_heads(visit, cast, who, status):
    assert visit(getattr(cast, who)).get("/jaga").status_code == status


def test_a_stranger_is_asked_to_sign_in(visit):
    assert visit().get("/jaga").location.startswith("/masuk")


@pytest.mark.parametrize("who", ["opik", "hasan", "dewi", "eko", "rina", "sari", "wati"])
def test_invariant_4_whoever_was_not_told_finds_nothing(visit, cast, alert, who):
    browser = visit(getattr(cast, who))

    assert browser.get(f"/jaga/{alert.key}").status_code == 404
    assert browser.post(f"/jaga/{alert.key}/tangani").status_code == 404
    assert browser.post(f"/jaga/{alert.key}/dihubungi").status_code == 404
    assert reload(alert).state == AlertState.NOTIFIED


def test_whoever_is_excluded_after_they_were_told_finds_nothing_any_more(visit, cast, alert):
    register_relation(cast.sari.id, [cast.ningsih.id], "private", TODAY, None, "test")

    browser = visit(cast.ningsih)

    assert browser.get(f"/jaga/{alert.key}").status_code == 404
    assert "No calls." in text(browser.get("/jaga"))


def test_opening_and_handling_names_the_person_and_is_recorded(visit, cast, alert):
    browser = visit(cast.ningsih)

    response = browser.post(f"/jaga/{alert.key}/tangani")
    html = text(browser.get(response.location))
    browser.get(response.location)

    assert response.status_code == 303
    assert "Sari Contoh" in html
    assert f'href="tel:{cast.sari.phone}"' in html
    assert shown_phone(cast.sari.phone) in html
    assert f'href="https://wa.me/{cast.sari.phone[1:]}"' in html
    assert "from the page “Logbook”" in html
    assert reload(alert).acknowledged_by == cast.ningsih
    assert verbs(alert) == ["raise", "notify", "acknowledge", "read"]


def test_the_second_to_handle_it_is_told_that_somebody_was_quicker(visit, cast, alert):
    climb(NOON + minutes(2))
    visit(cast.ningsih).post(f"/jaga/{alert.key}/tangani")
    browser = visit(cast.opik)

    response = browser.post(f"/jaga/{alert.key}/tangani")

    assert response.status_code == 303
    assert "was quicker" in text(browser.get(response.location))
    assert reload(alert).acknowledged_by == cast.ningsih


def test_invariant_8_whoever_handles_it_cannot_confirm_their_own_contact(visit, cast, alert):
    climb(NOON + minutes(2))
    visit(cast.ningsih).post(f"/jaga/{alert.key}/tangani")

    own = visit(cast.ningsih).post(f"/jaga/{alert.key}/dihubungi")
    after_own = reload(alert).state
    second = visit(cast.opik).post(f"/jaga/{alert.key}/dihubungi")

    assert (own.status_code, after_own) == (409, AlertState.ACKNOWLEDGED)
    assert second.status_code == 303
    assert reload(alert).state == AlertState.CONTACTED
    assert "Contact confirmed" in text(visit(cast.ningsih).get("/jaga"))


def test_nobody_confirms_a_contact_before_anybody_handles_it(visit, cast, alert):
    response = visit(cast.ningsih).post(f"/jaga/{alert.key}/dihubungi")

    assert response.status_code == 409
    assert reload(alert).state == AlertState.NOTIFIED


def test_officers_read_what_somebody_unknown_left(visit, cast, app):
    first = replay(tap())
    climb(NOON)
    sealed = sealing.seal(app.config["SECRET_KEY"], "Warung <Bu> Contoh")
    Tap.update(contact=sealed).where(Tap.id == first.id).execute()

    html = text(visit(cast.dewi).get(f"/jaga/{first.alert.key}"))

    assert "Somebody we do not know" in html
    assert "Warung &lt;Bu&gt; Contoh" in html


def test_a_contact_sealed_with_a_lost_key_does_not_close_the_page(visit, cast):
    first = replay(tap())
    climb(NOON)
    Tap.update(contact=sealing.seal(b"lost", "x")).where(Tap.id == first.id).execute()

    assert "cannot be read" in text(visit(cast.dewi).get(f"/jaga/{first.alert.key}"))


def test_of_two_possible_people_both_are_named_after_opening(visit, cast):
    alert = alert_of(cast.laila, session=session_of(cast.sari))
    climb(NOON)

    html = text(visit(cast.ningsih).get(f"/jaga/{alert.key}"))

    assert "Sari Contoh" in html
    assert "Laila Contoh" in html


def test_officers_see_that_it_was_marked_an_accident(visit, cast, alert):
    operations.mark_accident(alert.taps.get(), NOON)

    html = text(visit(cast.ningsih).get(f"/jaga/{alert.key}"))

    assert "That can be forced" in html


@pytest.mark.parametrize("handled", [24, 0], ids=["the newest", "the oldest"])
def test_unhandled_alerts_come_first_and_the_rest_by_pages(visit, cast, clock, handled):
    alerts = [alert_of(cast.sari, NOON + minutes(10 * n)) for n in range(25)]
    clock.move_to(NOON + minutes(300))
    climb(NOON + minutes(300))
    operations.acknowledge_alert(reload(alerts[handled]), cast.ningsih.id, NOON + minutes(300))
    browser = visit(cast.ningsih)

    first = text(browser.get("/jaga"))
    more = first.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = text(browser.get(more.replace("&amp;", "&")))

    def keys(html):
        shown = [alert.key for alert in alerts if f"/jaga/{alert.key}" in html]
        return sorted(shown, key=html.index)

    by_board = [alert.key for n, alert in enumerate(alerts) if n != handled]
    by_board = [*reversed(by_board), alerts[handled].key]
    assert (keys(first), keys(second)) == (by_board[:20], by_board[20:])


def test_a_board_full_of_alerts_stays_small(visit, cast, clock):
    for number in range(25):
        alert_of(cast.sari, NOON + minutes(10 * number))
    climb(NOON + minutes(300))

    assert visit(cast.ningsih).get("/jaga").status_code == 200  # visit counts the bytes
