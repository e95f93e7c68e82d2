"""A colleague resets an account, and every officer forgets: nothing is opened, nothing stops."""

import pytest

from mori.accounts.models import Invitation, Person
from mori.accounts.operations import accept_invitation
from mori.cases.ceremonies.jobs import jobs
from mori.core.db import writing
from mori.notifications.models import Message
from mori.safeguarding.alerts import operations as alerts
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.alerts.rules import AlertState
from tests.cases.ceremonies.keeping import NEW, OPIKS, WORDS, add, asked, both_with_keys, read
from tests.cases.ceremonies.terminal import Terminal
from tests.cases.opening import handled_alert
from tests.cast import NOON, role_of
from tests.safeguarding.alerts.alarm import minutes, reload, session_of

pytestmark = pytest.mark.usefixtures("noon")
SET = "perahu kertas merah"
LATER = NOON + minutes(5)


@pytest.fixture
def alert(cast, noon):
    session_of(cast.sari, NOON - minutes(60))
    Person.update(locale="en").execute()
    return handled_alert(cast)


def reset(visit, person, by):
    """A colleague makes a link for somebody on the page *People*, and opens it."""
    assert visit(by).post(f"/orang/{role_of(person).key}/undang").status_code == 200
    invitation = Invitation.select().order_by(Invitation.id.desc()).get()
    return accept_invitation(invitation, SET, LATER)


def round_of_work(app, at):
    for job in jobs(app.config["SETTINGS"]):
        for piece in job(at):
            with writing():
                piece()


def test_fault_44_a_coordinator_who_resets_the_caller_sees_and_silences_nothing_and_is_told_of(
    app, visit, cast, alert, noon
):
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)
    code = Tap.get(Tap.alert == alert.id).code
    before = {message.id for message in Message.select()}
    noon.move_to(LATER)

    stranger = visit(reset(visit, cast.sari, cast.wati))
    seen = [stranger.get(f"/c/{code}"), stranger.get(f"/jaga/{alert.key}/kasus")]
    pressed = stranger.post(f"/c/{code}/tidak-sengaja")
    round_of_work(app, LATER)
    round_of_work(app, LATER + minutes(1))

    assert not any(WORDS in each.text or "Ningsih" in each.text for each in seen)
    assert pressed.status_code == 409
    assert reload(alert).state == AlertState.ACKNOWLEDGED
    assert reload(alert).accident_at is None
    fresh = [each for each in Message.select() if each.id not in before]
    assert sorted(each.recipient for each in fresh) == sorted(
        [cast.sari.email, cast.ningsih.email, cast.opik.email]
    )
    to_officers = [each for each in fresh if each.recipient != cast.sari.email]
    assert {each.subject for each in to_officers} == {"MORI: 1 task is waiting."}


def test_fault_44_a_head_who_resets_an_officer_opens_no_case_and_makes_no_key(
    app, visit, cast, alert, noon
):
    both_with_keys(cast, app)
    session_of(cast.opik, NOON - minutes(60))
    add(visit(cast.ningsih), alert)
    noon.move_to(LATER)

    stranger = visit(reset(visit, cast.opik, cast.hasan))
    opened = stranger.post("/jaga/buka", {"secret": SET, "next": "/jaga"})
    made = stranger.post("/jaga/kunci/lupa", asked(secret=SET))

    assert (opened.status_code, made.status_code) == (422, 422)
    assert WORDS not in stranger.get(f"/jaga/{alert.key}/kasus").text
    assert WORDS in read(visit, cast.opik, alert, OPIKS)


def test_fault_48_every_officer_forgot_and_acts_at_once_and_reads_again_from_paper(
    app, visit, cast, alert, monkeypatch
):
    terminal = Terminal(app, monkeypatch)
    assert terminal.run("recovery").exit_code == 0
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)
    officer = visit(cast.ningsih)

    page = officer.get(f"/jaga/{alert.key}")
    told = alerts.queries.readers_of(alert, NOON)
    for who in (cast.ningsih, cast.opik):
        assert visit(who).post("/jaga/kunci/lupa", asked()).status_code == 303
    add(officer, alert, "Ditelepon, aman", "t2")
    lost = read(visit, cast.ningsih, alert, NEW)
    by = (cast.eko.email, cast.gita.email)
    typed = terminal.paper
    back = terminal.run("recover", alert.key, "--reason", "forgotten", "--by", *by, typed=typed)

    assert "Sari Contoh" in page.text  # no passphrase stands before what helps at night
    assert told == {cast.ningsih.id, cast.opik.id}
    assert "Ditelepon, aman" in lost
    assert WORDS not in lost
    assert back.exit_code == 0
    for who in (cast.ningsih, cast.opik):
        assert WORDS in read(visit, who, alert, NEW)
