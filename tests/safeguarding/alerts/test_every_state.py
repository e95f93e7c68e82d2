"""Officers and whoever tapped see an alert in every state there is, and each new one."""

import pytest

from mori.core.tickets import tap_ticket
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.alerts.rules import AlertState
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, climb, reload

pytestmark = pytest.mark.usefixtures("clock")
# A call never ends so: drills and canaries alone (tests/safeguarding/drills).
every_state = pytest.mark.parametrize("state", sorted(set(AlertState) - {AlertState.ENDED}))


@pytest.fixture
def alert(cast, clock):
    """Sari's; Ningsih was told, and Opik has taken it on where the state says so."""
    alert = alert_of(cast.sari)
    climb(NOON)
    return reload(alert)


@pytest.fixture
def in_state(cast, alert):
    def bring(state: AlertState) -> Alert:
        handled = {} if state.is_unhandled else {"acknowledged_by": cast.opik}
        names = ("acknowledged_at", "contacted_at", "closed_at") if handled else ()
        times = dict.fromkeys(names, NOON)
        Alert.update(state=state, **handled, **times).execute()
        return reload(alert)

    return bring


@every_state
def test_the_board_says_how_it_stands(visit, cast, in_state, state, word):
    in_state(state)

    address = "/jaga/ditutup" if state.is_closed else "/jaga"
    board = visit(cast.ningsih).get(address).text
    assert f"<b>{word(state)}" in board
    assert ("/tangani" in board) is state.is_unhandled


@every_state
def test_opened_it_offers_what_may_be_done(visit, cast, in_state, state):
    alert = in_state(state)

    opened = visit(cast.ningsih).get(f"/jaga/{alert.key}").text
    assert "Sari Contoh" in opened
    assert ("/tangani" in opened) is state.is_unhandled
    assert ("/dihubungi" in opened) is state.is_acknowledged


@every_state
def test_whoever_tapped_reads_what_is_known(visit, cast, in_state, state):
    in_state(state)
    code, browser = Tap.get().code, visit()
    browser.client.set_cookie(
        "mori_tap", tap_ticket(browser.secret, code, NOON.timestamp()), domain="127.0.0.1"
    )

    reply = browser.get(f"/c/{code}")
    assert reply.status_code == 200
    assert ("Kontak dipastikan petugas kedua" in reply.text) is (state.is_held or state.is_closed)
