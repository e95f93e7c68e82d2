"""What keeps a call for help from being heard is said to those who are called, and to the head."""

import pytest

from mori.accounts.models import Person
from mori.notifications import operations as outbox
from mori.notifications.models import Message
from mori.notifications.rules import Found, Trouble
from mori.safeguarding.reach.queries import addresses_called
from mori.safeguarding.reach.rules import Unreachable
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, climb, minutes

pytestmark = pytest.mark.usefixtures("noon")
NONE = frozenset()


def find(trouble=None, refused=()):
    asked = frozenset(() if trouble else addresses_called())
    outbox.note_answer(Found(trouble, asked, frozenset(refused)), NOON - minutes(5))


@pytest.mark.parametrize("who", ["ningsih", "hasan"])
@pytest.mark.parametrize("trouble", Trouble)
def test_mail_that_does_not_go_out_is_said_on_the_duty_board(visit, cast, word, who, trouble):
    find(trouble)

    board = visit(getattr(cast, who)).get("/jaga").text

    assert f"Surel tidak terkirim sejak Rab 18 Nov, 11.55: {word(trouble)}" in board


def test_as_long_as_all_is_well_the_board_says_nothing(visit, cast):
    find()

    for who in (cast.ningsih, cast.hasan):
        assert 'id="troubles"' not in visit(who).get("/jaga").text


def bring(cast, why):
    match why:
        case Unreachable.SWITCHED_OFF:
            Person.update(is_active=False).where(Person.id == cast.opik.id).execute()
        case Unreachable.NO_ADDRESS:
            Person.update(email=None).where(Person.id == cast.opik.id).execute()
        case Unreachable.REFUSED:
            find(refused=[cast.opik.email])


@pytest.mark.parametrize("why", Unreachable)
def test_an_officer_who_would_not_hear_is_named_to_the_head_of_that_office(visit, cast, word, why):
    bring(cast, why)

    assert f"<li>Opik Contoh · {word(why)}" in visit(cast.hasan).get("/jaga").text
    for other in (cast.eko, cast.ningsih):
        assert "Opik" not in visit(other).get("/jaga").text


@pytest.mark.parametrize("why", [each for each in Unreachable if each.is_about_address])
@pytest.mark.parametrize("path", ["/jaga", "/saya"])
def test_an_officer_who_would_not_hear_is_told_so(visit, cast, word, why, path):
    bring(cast, why)

    html = visit(cast.opik).get(path).text

    assert f"Panggilan tidak sampai kepada Anda: {word(why)}" in html
    assert 'href="/saya/kontak"' in html
    assert "tidak sampai" not in visit(cast.ningsih).get(path).text


def test_an_intern_without_an_address_hears_nothing_of_it(visit, cast):
    Person.update(email=None).where(Person.id == cast.sari.id).execute()

    assert "tidak sampai" not in visit(cast.sari).get("/saya").text


def test_all_officers_and_heads_are_asked_for_and_nobody_else(cast):
    called = (cast.ningsih, cast.opik, cast.hasan, cast.dewi, cast.eko)

    assert set(addresses_called()) == {each.email for each in called}


def test_invariant_4_a_mailbox_that_refuses_mail_about_an_alert_moves_nothing_here(visit, cast):
    """A head who must not learn of a call could read it there otherwise."""
    before = [visit(who).get("/jaga").text for who in (cast.hasan, cast.opik)]
    alert_of(cast.sari)
    climb(NOON)
    for message in Message.select():
        outbox.mark_failed(message, "SMTPRecipientsRefused 550", NOON, is_refused=True)

    assert Message.select().where(Message.refused_at.is_null(False)).exists()
    after = [visit(who).get("/jaga").text for who in (cast.hasan, cast.opik)]
    assert [without_keys(each) for each in after] == [without_keys(each) for each in before]


def without_keys(html):
    """The page without what is new each time: the key of a tap, and the session's form token."""
    return html.split("<main")[1].split("</main>")[0]
