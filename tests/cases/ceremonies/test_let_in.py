"""An officer whom staff let in opens nothing until another officer has made sure who it is."""

import pytest

from mori.access.roles import Role
from mori.accounts.models import Invitation, Person, Session
from mori.accounts.operations import accept_invitation, give_role, invite_person
from mori.cases.keys.queries import key_of
from mori.safeguarding.audit.models import AuditRecord
from tests.cases.opening import PASSPHRASE, give_key
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import minutes, session_of

from .keeping import WORDS, add, asked, read

pytestmark = pytest.mark.usefixtures("noon", "english")
SET = "perahu kertas merah"
LATER = NOON + minutes(10)


def reset(person, by, at=LATER):
    """Somebody makes a link for whoever had signed in before, and opens it."""
    session_of(person, NOON - minutes(60))
    invite_person(person, at, by.id)
    invitation = Invitation.select().order_by(Invitation.id.desc()).get()
    return accept_invitation(invitation, SET, at)


@pytest.fixture
def intruder(cast, alert, visit, noon):
    """Hasan makes a link for Ningsih and opens it himself."""
    noon.move_to(LATER)
    return visit(reset(cast.ningsih, cast.hasan))


def test_a_password_that_was_reset_opens_no_case_whose_officer_has_a_key(
    visit, cast, alert, app, noon
):
    give_key(cast.ningsih, app)
    add(visit(cast.ningsih), alert)
    noon.move_to(LATER)
    browser = visit(reset(cast.ningsih, cast.hasan))

    answer = browser.post("/jaga/buka", {"secret": SET, "next": "/jaga"})
    page = browser.get(f"/jaga/{alert.key}/kasus").text

    assert answer.status_code == 422
    assert WORDS not in page
    assert WORDS in read(visit, cast.ningsih, alert, PASSPHRASE)


def test_nor_is_a_new_key_made_with_it(visit, cast, alert, app, noon):
    key = give_key(cast.ningsih, app)
    noon.move_to(LATER)
    browser = visit(reset(cast.ningsih, cast.hasan))

    forgotten = browser.post("/jaga/kunci/lupa", asked(secret=SET))

    assert forgotten.status_code == 422
    assert "another officer makes sure" in forgotten.text
    assert key_of(cast.ningsih.id).public == key.public


def test_without_a_key_it_opens_not_even_what_the_server_can_read(cast, alert, intruder, visit):
    add(visit(cast.opik), alert)

    opened = intruder.post("/jaga/buka", {"secret": SET, "next": "/jaga"})
    made = intruder.post("/jaga/kunci", asked(secret=SET))

    assert (opened.status_code, made.status_code) == (422, 422)
    assert WORDS not in intruder.get(f"/jaga/{alert.key}/kasus").text
    assert key_of(cast.ningsih.id) is None


def test_they_still_act_on_the_call(alert, intruder):
    assert intruder.get(f"/jaga/{alert.key}").status_code == 200


def test_another_officer_makes_sure_and_then_the_key_is_made(visit, cast, alert, intruder):
    other = visit(cast.opik)
    board = other.get("/jaga").text
    asks = other.get(f"/jaga/kunci/{cast.ningsih.key}/pastikan").text
    other.post("/jaga/buka", {"secret": "kapal kecil biru", "next": "/jaga"})

    said = other.post(f"/jaga/kunci/{cast.ningsih.key}/pastikan")

    assert "Make sure that it is really Ningsih Contoh" in board
    assert "Who opens this?" in asks
    assert said.status_code == 303
    assert AuditRecord.get(AuditRecord.verb == "vouch").actor == cast.opik.key
    assert intruder.post("/jaga/kunci", asked(secret=SET)).status_code == 303


def test_it_was_somebody_else_and_they_are_out(visit, cast, alert, intruder):
    other = visit(cast.opik)
    other.post("/jaga/buka", {"secret": "kapal kecil biru", "next": "/jaga"})

    said = other.post(f"/jaga/kunci/{cast.ningsih.key}/bukan")

    assert said.status_code == 303
    since = Session.select().where(Session.person == cast.ningsih.id, Session.began_at >= LATER)
    assert [each.ended_at for each in since] == [LATER]
    assert Person.get_by_id(cast.ningsih.id).doubted_since == LATER


def test_neither_themselves_nor_whoever_made_the_link_nor_staff_can_say_so(
    visit, cast, alert, intruder
):
    path = f"/jaga/kunci/{cast.ningsih.key}/pastikan"

    assert intruder.post(path).status_code == 404
    for who in (cast.hasan, cast.wati, cast.rina, cast.sari):
        assert visit(who).post(path).status_code in (403, 404)
    assert visit(cast.opik).post(path.replace(cast.ningsih.key, cast.dewi.key)).status_code == 404
    assert Person.get_by_id(cast.ningsih.id).doubted_since == LATER


def test_an_officer_who_made_the_link_is_not_the_one_to_say_so(visit, cast, alert, intruder):
    as_officer = give_role(cast.hasan, cast.banua.id, Role.OFFICER, NOON)
    path = f"/jaga/kunci/{cast.ningsih.key}/pastikan"

    assert visit(cast.hasan, role=as_officer).get(path).status_code == 404
    assert visit(cast.opik).get(path).status_code == 200


def test_who_comes_in_for_the_first_time_takes_nobodys_place(visit, cast, alert):
    invite_person(cast.opik, NOON, cast.hasan.id)
    invitation = Invitation.select().order_by(Invitation.id.desc()).get()
    newcomer = accept_invitation(invitation, SET, NOON)

    made = visit(newcomer).post("/jaga/kunci", asked(secret=SET))

    assert made.status_code == 303
    assert key_of(cast.opik.id)
